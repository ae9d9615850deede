"""Two runs of a cell side by side: every value of every step, the first that differs circled."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib.colors import to_hex, to_rgb

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

WIDTH, HEIGHT = style.WIDTH, 482
LEFT, TOP, CELL, ROW, GAP = 202, 78, 35, 23, 15
NUMBERS = LEFT + 16 * CELL + 32  # where the numbers of the step begin
SIGNED = style.BELOW, style.ABOVE
GATES = ("i", "f", "o")
SHADES = 64


def rows(scene):
    """Return the picture of two runs as SVG text.

    The scene's frame is `explorer.Frame`. Covered, your rows are hidden.
    """
    frame = scene.frame
    parts = [
        svg.heading(frame.title),
        svg.text(4, 46, frame.formula, font_size=14, fill=style.GREY),
    ]
    parts += [_block(scene, k, name) for k, name in enumerate(frame.names)]
    parts += [_cursor(frame), _head(frame), _steps(frame)]
    if frame.first and not scene.covered:
        parts.append(_circle(frame))
    if scene.covered:
        parts.append(svg.text(LEFT + 8 * CELL, TOP + 180, "?", font_size=48, fill=style.GREY))
    return svg.document(WIDTH, HEIGHT, parts, frame.title)


def top_of(k):
    """Return the upper edge of the k-th value's two rows."""
    return TOP + k * (2 * ROW + GAP)


def colour_of(name, value):
    """Return a cell's colour: a gate is dark when it is shut, a signed value has its sign's."""
    gate = name in GATES
    share = min(abs(float(value)), 1.0)
    end = style.SHUT if gate else SIGNED[int(value > 0)]
    return _shade(end, round(SHADES * (1 - share if gate else share)))


@cache
def _shade(end, k):
    """Return the k-th of the shades from white to a colour."""
    share = k / SHADES
    return to_hex((1 - share) * np.ones(3) + share * np.array(to_rgb(end)))


def _block(scene, k, name):
    """Draw the two rows of one value with their names and the numbers of the step shown."""
    frame, top = scene.frame, top_of(k)
    parts = [svg.text(4, top + 20, style.ROLES[name].label, font_size=14)]
    rows_of = (frame.upper, frame.yours), ("course", frame.course)
    for row, (label, values) in enumerate(rows_of):
        y, hidden = top + row * ROW, scene.covered and row == 0
        wrong = () if row or hidden else np.flatnonzero(frame.wrong[name])
        text = "?" if hidden else fixed(values[name][frame.t], 3)
        parts += [
            svg.text(LEFT - 10, y + 17, label, font_size=13, text_anchor="end"),
            _cells(name, values[name], y, frame.limit, hidden),
            *(_mark(LEFT + t * CELL, y) for t in wrong),
            svg.text(NUMBERS + 64, y + 16, text, text_anchor="end", font_size=14),
        ]
    return "".join(parts)


def _cells(name, values, y, limit, hidden):
    """Draw one row of cells; a small minus says in grey, too, what is below zero."""
    parts = []
    for t, value in enumerate(values):
        x, share = LEFT + t * CELL, value / (limit if name == "c" else 1.0)
        fill = style.OPEN if hidden else colour_of(name, share)
        parts.append(svg.rect(x, y, CELL - 2, ROW - 3, fill=fill, stroke=style.THIN))
        if share < -0.02 and not hidden:
            stroke = style.PAPER if share < -0.5 else style.INK
            parts.append(svg.line(x + 3, y + 10, x + 9, y + 10, stroke=stroke, stroke_width=2))
    return "".join(parts)


def _mark(x, y):
    """Mark a cell that differs: a white disc with a cross, seen on every colour."""
    middle = x + (CELL - 2) / 2, y + (ROW - 3) / 2
    disc = svg.element("circle", cx=middle[0], cy=middle[1], r=6, fill=style.PAPER)
    a, b = middle[0] - 3.5, middle[0] + 3.5
    c, d = middle[1] - 3.5, middle[1] + 3.5
    look = {"stroke": style.WRONG_INK, "stroke_width": 2}
    return disc + svg.line(a, c, b, d, **look) + svg.line(a, d, b, c, **look)


def _circle(frame):
    """Circle the first cell that differs, and say so beside it."""
    t, name = frame.first
    y = top_of(frame.names.index(name)) + (ROW - 3) / 2
    x = LEFT + t * CELL + (CELL - 2) / 2
    look = {"fill": "none", "stroke_width": 3}
    ring = svg.element("ellipse", cx=x, cy=y, rx=24, ry=17, stroke=style.WRONG_INK, **look)
    return svg.element("ellipse", cx=x, cy=y, rx=24, ry=17, stroke=style.PAPER, fill="none",
                       stroke_width=6) + ring  # fmt: skip


def _cursor(frame):
    """Frame the column of the step whose numbers are written."""
    height = top_of(len(frame.names) - 1) + 2 * ROW - TOP + 4
    look = {"fill": "none", "stroke": style.INK, "stroke_width": 2}
    return svg.rect(LEFT + frame.t * CELL - 2, TOP - 4, CELL + 2, height, **look)


def _head(frame):
    return svg.text(NUMBERS + 64, TOP - 10, f"at step {frame.t}", text_anchor="end", font_size=14)


def _steps(frame):
    """Write the steps under the columns."""
    y = top_of(len(frame.names) - 1) + 2 * ROW + 18
    places = range(len(frame.course[frame.names[0]]))
    numbers = "".join(
        svg.text(LEFT + t * CELL + CELL / 2 - 1, y, t, text_anchor="middle", font_size=13)
        for t in places
    )
    return svg.text(LEFT - 6, y, "step", text_anchor="end", font_size=13) + numbers
