"""One LSTM cell as plumbing, in SVG: c is a pipe, f a valve in it, i*g an inlet, o a tap to h.

Every wire carries its number; its width is the size, its colour the sign, and what is below zero
has a dashed line inside as well. `ROUTES` says where each wire runs, in the direction of the flow:
a drawing of the errors can run along the same routes the other way, at a distance.
"""

from __future__ import annotations

from typing import NamedTuple

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

WIDTH, HEIGHT = style.WIDTH, 272
POSITIVE, NEGATIVE = style.ROLES["error+"].colour, style.ROLES["error-"].colour
HOUSE = "#4A5361"  # a valve has no colour of its own: colour is sign, and dark is shut
PIPE, VALVE = 44, 44  # the height of the pipe, the side of a valve
THIN, THICK = 2, 16  # the widths of a wire at 0 and at the limit
TOP, BUS, OUT = 62, 246, 222  # the middle of the pipe, the wire of h_prev, the wire of h

ROUTES = {
    "c_prev": ((20, TOP), (218, TOP)),
    "kept": ((262, TOP), (470, TOP)),
    "c": ((470, TOP), (940, TOP)),
    "g": ((470, 214), (470, 182)),
    "written": ((470, 138), (470, TOP + PIPE / 2)),
    "squashed": ((720, TOP + PIPE / 2), (720, 138)),
    "h": ((720, 182), (720, OUT), (940, OUT)),
    "h_prev": ((20, BUS), (660, BUS)),
}
PIPES = ("c_prev", "kept", "c")
VALVES = {"f": (240, TOP), "i": (470, 160), "o": (720, 160)}  # their middles
CONTROLS = (
    ((240, BUS), (240, TOP + VALVE / 2)),
    ((410, BUS), (410, 160), (448, 160)),
    ((470, BUS), (470, 214)),
    ((660, BUS), (660, 160), (698, 160)),
)
LABELS = {
    "c_prev": (24, 28, "start", "c_prev"),
    "kept": (292, 28, "start", "kept: f*c_prev"),
    "c": (936, 28, "end", "c"),
    "g": (484, 209, "start", "g"),
    "written": (484, 118, "start", "poured in: i*g"),
    "squashed": (734, 118, "start", "tanh(c)"),
    "h": (936, 205, "end", "h"),
    "h_prev": (24, 230, "start", "h_prev"),
}
BESIDE = {"f": (268, 108, "keep"), "i": (502, 165, "write"), "o": (752, 165, "show")}


class Wires(NamedTuple):
    """The numbers of one step of one unit: states, gates and what runs between them; `x` is text.

    kept is f * c_prev, written i * g, squashed tanh(c).
    """

    c_prev: float
    f: float
    kept: float
    i: float
    g: float
    written: float
    c: float
    squashed: float
    o: float
    h: float
    h_prev: float
    x: str = ""


def cell(wires, held=()):
    """Draw the cell; return SVG parts for a place of WIDTH by HEIGHT pixels.

    Parameters: wires, Wires; held, the names of the gates that do not move by themselves.
    """
    limit = max(1.0, *(abs(getattr(wires, name)) for name in PIPES))
    controls = [_control(ends) for ends in CONTROLS]
    lines = [wire(name, getattr(wires, name), limit) for name in ROUTES if name not in PIPES]
    pipes = [pipe(name, getattr(wires, name), limit) for name in PIPES]
    valves = [valve(name, getattr(wires, name), name in held) for name in VALVES]
    labels = [label(name, getattr(wires, name)) for name in ROUTES]
    given = svg.text(24, 268, f"x: {wires.x}")
    return [*controls, *lines, *pipes, *valves, *labels, given if wires.x else ""]


def wire(name, value, limit=1.0, shift=0.0):
    """Draw one wire along its route, `shift` pixels beside it; its width is the size."""
    width = THIN + (THICK - THIN) * min(abs(value) / limit, 1.0)
    points = " ".join(f"{x + shift:g},{y + shift:g}" for x, y in ROUTES[name])
    line = {"points": points, "fill": "none"}
    body = svg.element("polyline", stroke=colour(value), stroke_width=width, **line)
    return body + _dashes(line, value)


def pipe(name, value, limit):
    """Draw a part of the pipe of c, filled from below up to the size of its value."""
    (x1, y), (x2, _) = ROUTES[name]
    level = (PIPE - 4) * min(abs(value) / limit, 1.0)
    middle = y + PIPE / 2 - 2 - level / 2
    wall = {"x1": x1, "x2": x2, "stroke_width": 3}
    line = {"points": f"{x1},{middle:g} {x2},{middle:g}", "fill": "none"}
    return "".join(
        (
            svg.rect(x1, y + PIPE / 2 - 2 - level, x2 - x1, level, fill=colour(value)),
            _dashes(line, value) if level > 3 else "",
            *(svg.line(y1=y + k * PIPE / 2, y2=y + k * PIPE / 2, **wall) for k in (-1, 1)),
        )
    )


def valve(name, value, held=False):
    """Draw a valve: a plate goes down as far as it is shut, and its number stands beside it."""
    x, y = VALVES[name]
    left, top = x - VALVE / 2, y - VALVE / 2
    shut = VALVE * (1 - min(max(value, 0.0), 1.0))
    at_x, at_y, word = BESIDE[name]
    words = f"{name} held at {fixed(value)}" if held else f"{word}: {name} = {fixed(value)}"
    frame = {"stroke": HOUSE, "stroke_width": 4}
    return "".join(
        (
            svg.rect(left, top, VALVE, VALVE, fill=style.PAPER, fill_opacity=0.35),
            svg.rect(left, top, VALVE, shut, fill=style.INK),
            svg.rect(left, top, VALVE, VALVE, fill="none", **frame),
            svg.text(at_x, at_y, words, font_weight="bold"),
        )
    )


def label(name, value):
    """Write a wire's name and number beside it."""
    x, y, anchor, word = LABELS[name]
    return svg.text(x, y, f"{word} = {fixed(value)}", text_anchor=anchor)


def colour(value):
    """Return the colour of a sign; a zero is grey."""
    if abs(value) < 0.005:
        return style.PALE
    return POSITIVE if value > 0 else NEGATIVE


def _dashes(line, value):
    """Mark what is below zero by a white dashed line, so that grey paper shows it too."""
    if value > -0.005:
        return ""
    look = {"stroke": style.PAPER, "stroke_width": 1.5, "stroke_dasharray": "7 6"}
    return svg.element("polyline", **line, **look)


def _control(ends):
    """Draw the thin line by which x and h_prev set a gate."""
    points = " ".join(f"{x:g},{y:g}" for x, y in ends)
    look = {"stroke": style.GREY, "stroke_width": 1.2, "stroke_dasharray": "2 4"}
    return svg.element("polyline", points=points, fill="none", **look)
