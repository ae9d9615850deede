"""Errors on their way back through one cell: chevrons in the pale plumbing, and links as bars."""

from __future__ import annotations

from typing import NamedTuple

from lstm_lab.drawing import chevrons, plumbing, style, svg
from lstm_lab.drawing.numbers import fixed, power, short
from lstm_lab.drawing.plumbing import (
    BOTTOM,
    BUS,
    F_X,
    H_Y,
    HALF,
    I_X,
    I_Y,
    LOW,
    MIDDLE,
    O_X,
    O_Y,
    TOP,
)

CELL_AT, TABLE_AT, ROW = 34, 318, 28
HEIGHT = TABLE_AT + 6 * ROW + 30
UNIT = 60  # pixels of a bar that stand for 1: one scale for all of them
COLUMNS = (70, 216, 396, 722)  # what arrives, the partner, the slope, the error
RIGHT = style.WIDTH

# Where each error runs, against the flow: its points, where its number stands, and from which
# link on it is there.
ROADS = {
    "dh": (((RIGHT, H_Y), (O_X, H_Y), (O_X, O_Y + 10)), (RIGHT - 4, H_Y - LOW - 8, "end"), 0),
    "dc_in": (((RIGHT, MIDDLE), (O_X + 40, MIDDLE)), (RIGHT - 4, TOP - 8, "end"), 0),
    "da_o": (
        ((O_X - HALF - 2, O_Y), (560, O_Y), (560, BUS - 14)),
        (550, BUS - 22, "end"), 1,
    ),
    "up": (((O_X, O_Y - 10), (O_X, MIDDLE + 6)), None, 2),
    "dc": (((O_X - 14, MIDDLE), (I_X + 14, MIDDLE)), ((I_X + O_X) / 2, TOP - 8, "middle"), 2),
    "da_g": (
        ((I_X, I_Y - 12), (I_X, 24), (288, 24), (288, BUS - 14)),
        (278, BOTTOM + 24, "end"), 3,
    ),
    "down": (((I_X, MIDDLE - 8), (I_X, I_Y + 8)), None, 3),
    "da_i": (
        ((I_X - HALF - 2, I_Y), (322, I_Y), (322, BUS - 14)),
        (332, BOTTOM + 24, "start"), 4,
    ),
    "along": (((I_X - 26, MIDDLE), (F_X + 20, MIDDLE)), None, 5),
    "da_f": (((F_X, BOTTOM - 8), (F_X, BUS - 14)), (F_X - 12, BOTTOM + 24, "end"), 5),
}  # fmt: skip


class Link(NamedTuple):
    """One link of the chain, for a row of the table.

    label, such as "(B1)"; name, of the result; upstream, partner and slope, pairs of words and a
    value; plus, a pair or None; value.
    """

    label: str
    name: str
    upstream: tuple
    partner: tuple
    slope: tuple
    plus: tuple | None
    value: float


def gate_errors(scene):
    """Draw a frame of lesson 14; return SVG text.

    The scene's frame is `explorer.Frame`. Later links are question marks.
    """
    frame = scene.frame
    cell = "".join((*plumbing.cell(frame.wires, pale=True), *_errors(frame)))
    parts = [
        svg.heading(frame.title),
        svg.element("g", cell, transform=f"translate(0 {CELL_AT})"),
        *_table(frame),
        svg.text(6, HEIGHT - 10, frame.formula, font_size=15),
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


def _errors(frame):
    """Draw the errors that the links passed so far have made, each with its number."""
    limit = max(1.0, *(abs(value) for value in frame.errors.values()))
    for name, (points, place, since) in ROADS.items():
        value = frame.errors[name]
        if since > frame.link:
            continue
        yield from chevrons.march(points, value, limit)
        if place:
            x, y, anchor = place
            words = f"{name} {given(value) if name in ('dh', 'dc_in') else number(value)}"
            ink = style.sign_ink(value if abs(value) >= 0.0005 else 0)
            yield svg.text(x, y, words, text_anchor=anchor, fill=ink, font_weight="bold",
                           font_size=16, **svg.HALO)  # fmt: skip


def _table(frame):
    """Write the links as rows of bars: what arrives, times the partner, times the slope."""
    for x, words in zip(COLUMNS, ("arrives", "× partner", "× slope", "= error there"), strict=True):
        yield svg.text(x, TABLE_AT, words, fill=style.GREY, font_size=14)
    for k, link in enumerate(frame.links):
        y = TABLE_AT + 10 + k * ROW
        if k + 1 == frame.link:
            yield svg.rect(0, y, style.WIDTH, ROW - 2, fill=style.NOW, rx=4)
        yield from _row(link, y + ROW / 2 - 1, k < frame.link, frame.link > 1)


def _row(link, y, known, cell_known):
    """Write one link; its result is a question mark until it is passed, and so is dc."""
    yield svg.text(6, y + 5, link.name, font_weight="bold")
    arrived = cell_known or link.upstream[0] == "dh"
    factors = (link.upstream if arrived else None, link.partner, link.slope)
    for x, factor, name in zip(COLUMNS, factors, ("dc", "", ""), strict=False):
        if factor is None:
            yield svg.text(x + UNIT + 8, y + 5, f"? {name}", font_size=14, fill=style.GREY)
            continue
        yield from _bar(x, y, factor[1])
        yield from _valued(x + UNIT + 8, y + 5, given(factor[1]), factor[0])
    if link.plus:
        words = f"+ {given(link.plus[1])} {link.plus[0]}"
        yield svg.text(COLUMNS[3] - 8, y + 5, words, font_size=14, text_anchor="end")
    if not known:
        yield svg.text(COLUMNS[3] + UNIT + 8, y + 5, "?", font_weight="bold")
        return
    yield from _bar(COLUMNS[3], y, link.value)
    ink = style.sign_ink(link.value if abs(link.value) >= 0.0005 else 0)
    yield svg.text(COLUMNS[3] + UNIT + 8, y + 5, number(link.value), font_weight="bold",
                   font_size=16, fill=ink)  # fmt: skip


def _valued(x, y, value, words):
    """Write a number, and what it is in grey behind it."""
    name = svg.element("tspan", svg.escaped(f" {words}"), fill=style.GREY, font_weight="normal")
    yield svg.element("text", svg.escaped(value) + name, x=x, y=y, font_size=14, font_weight="bold")


def _bar(x, y, value):
    """Draw a bar: UNIT pixels are 1; a longer one ends in a gap and a tip beyond its place."""
    yield svg.rect(x, y - 8, UNIT, 16, fill=style.PAPER, stroke=style.PALE)
    long = UNIT * min(abs(value), 1.0)
    yield svg.rect(x, y - 8, max(long, 1), 16, fill=svg.signed_fill(_shown(value)))
    if abs(value) > 1:
        yield svg.line(x + UNIT - 7, y + 10, x + UNIT - 2, y - 10, stroke=style.PAPER,
                       stroke_width=3)  # fmt: skip


def _shown(value):
    """Give a small error its sign's colour all the same: its bar is a line."""
    return value if abs(value) >= 0.005 or abs(value) < 5e-4 else 0.005 * (1 if value > 0 else -1)
