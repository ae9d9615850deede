"""Errors on their way back through one cell: the plumbing in grey, the errors on it, the links."""

from __future__ import annotations

from typing import NamedTuple

from lstm_lab.drawing import plumbing, style, svg
from lstm_lab.drawing.numbers import fixed, power, short

PIPES_AT, TABLE_AT, ROW = 38, 326, 30
HEIGHT = TABLE_AT + 5 * ROW + 66
THIN, THICK, BRIGHT = 2, 12, "#FFE9A8"
FAINT = "#B4B4B4"
BAR_AT, BAR = 810, 76  # the zero of the bars, and the length of the largest

# Where each error runs, against the flow: its points, where its number stands, and from which
# link on it is there.
ROADS = {
    "dh": (((940, 238), (704, 238), (704, 186)), (936, 262, "end"), 0),
    "dc_in": (((940, 72), (738, 72)), (934, 55, "end"), 0),
    "da_o": (((696, 172), (646, 172), (646, 241)), (638, 239, "end"), 1),
    "up": (((704, 136), (704, 88)), (694, 122, "end"), 2),
    "dc": (((700, 72), (484, 72)), (588, 55, "middle"), 2),
    "down": (((456, 80), (456, 136)), None, 3),
    "da_g": (((456, 184), (456, 222)), (448, 218, "end"), 3),
    "da_i": (((446, 150), (394, 150)), (388, 155, "end"), 4),
    "along": (((456, 72), (266, 72)), None, 5),
    "da_f": (((228, 88), (228, 140)), (220, 134, "end"), 5),
}
NAMED = ("dh", "dc_in", "da_o", "dc", "da_g", "da_i", "da_f")
FORWARD = (
    ("c_prev", 24, 28, "start"),
    ("c", 830, 28, "middle"),
    ("g", 484, 209, "start"),
    ("h", 936, 212, "end"),
)


class Link(NamedTuple):
    """One link of the chain, for a row of the table.

    label, such as "(B1)"; name, of the result; upstream, partner and slope, pairs of words and a
    value; lamp, the slope's share of the largest it can be; plus, a pair or None; value.
    """

    label: str
    name: str
    upstream: tuple
    partner: tuple
    slope: tuple
    lamp: float
    plus: tuple | None
    value: float


def gate_errors(scene):
    """Draw a frame of lesson 14; return SVG text.

    The scene's frame is `explorer.Frame`. Later links are question marks.
    """
    frame = scene.frame
    cell = "".join((*_cell(frame.wires), *_errors(frame)))
    parts = [
        svg.heading(frame.title),
        svg.element("g", cell, transform=f"translate(0 {PIPES_AT})"),
        *_table(frame),
        svg.text(14, HEIGHT - 16, frame.formula, font_size=16),
    ]
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)


def number(value):
    """Write an error: three digits behind the point, or a power of ten for a very small one."""
    if value == 0:
        return "0"
    return fixed(value, 3) if abs(value) >= 0.001 else power(value, 1)


def given(value):
    """Write a number that is given: 1, 0.5, 0.727, or a power of ten for a very small one."""
    return short(value, 3) if abs(value) >= 0.001 else number(value)


def _cell(wires):
    """Draw the way forward in grey: pipes, wires and valves, with their numbers."""
    for ends in plumbing.CONTROLS:
        yield _line(ends, FAINT, 1.2, "2 4")
    for name, route in plumbing.ROUTES.items():
        if name not in plumbing.PIPES:
            yield _line(route, FAINT, 3)
            continue
        (x1, y), (x2, _) = route
        for side in (-1, 1):
            wall = y + side * plumbing.PIPE / 2
            yield svg.line(x1, wall, x2, wall, stroke=FAINT, stroke_width=3)
    for name in plumbing.VALVES:
        yield plumbing.valve(name, getattr(wires, name))
    for name, x, y, anchor in FORWARD:
        words = f"{name} = {fixed(getattr(wires, name))}"
        yield svg.text(x, y, words, text_anchor=anchor, fill=style.GREY)


def _errors(frame):
    """Draw the errors that the links passed so far have made, each with its number."""
    limit = max(1.0, *(abs(value) for value in frame.errors.values()))
    for name, (points, place, since) in ROADS.items():
        value = frame.errors[name]
        if since > frame.link:
            continue
        colour = plumbing.colour(value)
        yield _arrow(points, colour, THIN + (THICK - THIN) * abs(value) / limit, value < -0.0005)
        if place:
            x, y, anchor = place
            written = given(value) if name in ("dh", "dc_in") else number(value)
            words = f"{name} = {written}" if name in NAMED else written
            ink = style.INK if colour == style.PALE else colour
            yield svg.text(x, y, words, text_anchor=anchor, fill=ink, font_weight="bold")
    if frame.link == 5:
        yield svg.text(24, 67, "to c_prev: lesson 16", fill=style.GREY, font_size=13)
    yield svg.text(24, 262, "to h_prev and x: lesson 15", fill=style.GREY, font_size=13)


def _arrow(points, colour, width, below):
    """Draw a bent arrow; what is below zero has a dashed line inside."""
    *_, (x1, y1), (x2, y2) = points
    side = max(7.0, width)
    along = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    neck = x2 - 10 * along[0], y2 - 10 * along[1]
    corners = (
        (x2, y2),
        (neck[0] + side * along[1], neck[1] + side * along[0]),
        (neck[0] - side * along[1], neck[1] - side * along[0]),
    )
    shaft = (*points[:-1], neck)
    head = svg.element("polygon", points=_spelled(corners), fill=colour)
    inside = _line(shaft, style.PAPER, 1.5, "7 6") if below and width > 4 else ""
    return _line(shaft, colour, width) + head + inside


def _line(points, colour, width, dashes=None):
    look = {"stroke": colour, "stroke_width": width, "stroke_dasharray": dashes}
    return svg.element("polyline", points=_spelled(points), fill="none", **look)


def _spelled(points):
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _table(frame):
    """Write the links as rows: what arrives, times the partner, times the slope, is the error."""
    limit = max(0.25, *(abs(link.value) for link in frame.links))
    heads = ((24, "error"), (120, "arrives"), (254, "partner"), (420, "slope, as a lamp"))
    for x, words in (*heads, (BAR_AT - BAR, "the error itself")):
        yield svg.text(x, TABLE_AT + 6, words, fill=style.GREY, font_size=13)
    for k, link in enumerate(frame.links):
        y = TABLE_AT + 14 + k * ROW
        if k + 1 == frame.link:
            yield svg.rect(14, y, style.WIDTH - 28, ROW - 2, fill="#F2F2F2")
        yield from _row(link, y + ROW / 2 + 4, limit, k < frame.link, frame.link > 1)
    foot = TABLE_AT + 14 + 5 * ROW
    yield svg.line(BAR_AT, TABLE_AT + 14, BAR_AT, foot, stroke=style.GREY)


def _row(link, y, limit, known, cell_known):
    """Write one link; its result is a question mark until it is passed, and so is dc."""
    arrives = _pair(link.upstream) if cell_known or link.upstream[0] == "dh" else "dc = ?"
    yield svg.text(24, y, f"{link.label} {link.name}", font_weight="bold")
    yield svg.text(120, y, arrives)
    yield svg.text(236, y, "*")
    yield svg.text(254, y, _pair(link.partner))
    yield svg.text(388, y, "*")
    yield _lamp(420, y - 5, link.lamp)
    yield svg.text(440, y, _pair(link.slope))
    if link.plus:
        yield svg.text(624, y, f"+ {_pair(link.plus)}", font_size=13)
    if not known:
        yield svg.text(936, y, "?", text_anchor="end")
        return
    long = BAR * min(abs(link.value) / limit, 1.0)
    x = BAR_AT - (long if link.value < 0 else 0)
    yield svg.rect(x, y - 14, long, 18, fill=plumbing.colour(link.value))
    if link.value < 0 and long > 8:
        yield svg.line(x, y - 5, x + long, y - 5, stroke=style.PAPER, stroke_width=1.5,
                       stroke_dasharray="7 6")  # fmt: skip
    yield svg.text(936, y, number(link.value), text_anchor="end", font_weight="bold")


def _pair(pair):
    words, value = pair
    return f"{words} = {given(value)}"


def _lamp(x, y, share):
    """Draw a lamp: bright where the slope is the largest it can be, dark where it is flat."""
    glow = svg.element("circle", cx=x, cy=y, r=10, fill=BRIGHT, fill_opacity=min(share, 1.0))
    dark = svg.element("circle", cx=x, cy=y, r=10, fill=style.INK, stroke=style.INK)
    return dark + glow
