"""Quantities over time, one strip each: bars over a common line of steps, in SVG."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

LEFT, RIGHT = 176, 868  # where the steps begin and end
ROW, BAR = 31, 0.62  # the height of a strip with its gap, the share of a step that a bar takes


class Strip(NamedTuple):
    """One quantity: its label, a key of style.ROLES, values (T,), and the largest size shown.

    A gate's bars stand on the ground, others on the middle. `reference` (T,) is drawn dotted.
    """

    label: str
    role: str
    values: np.ndarray
    limit: float = 1.0
    gate: bool = False
    reference: np.ndarray | None = None


def strips(top, rows, t, marks=None, shown=None):
    """Draw the strips below one another, a band at step t, and the numbers there.

    Parameters: top, the upper edge; rows, Strips; t, a step; marks, a dict of steps to a word above
    them; shown, how many steps are drawn, by default all. Returns SVG parts.
    """
    T = len(rows[0].values)
    step = (RIGHT - LEFT) / T
    ground = top + 18 + ROW * len(rows)
    band = svg.rect(LEFT + t * step, top + 14, step, ground - top - 10, fill="#EBEBEB")
    words = [
        svg.text(LEFT + (k + 0.5) * step, top + 8, word, font_size=13, text_anchor="middle")
        for k, word in (marks or {}).items()
    ]
    drawn = [_strip(row, top + 18 + k * ROW, t, step, shown or T) for k, row in enumerate(rows)]
    return [band, *words, *drawn, *_steps(T, step, ground + 14, t)]


def height(rows):
    """Return how many pixels so many strips need."""
    return 18 + ROW * rows + 22


def bars(values, limit, left, base, step, full):
    """Return the path of bars on a base line; `full` pixels stand for the limit."""
    width, parts = BAR * step, []
    for k, value in enumerate(values):
        up = full * min(max(value / limit, -1.0), 1.0)
        x = left + k * step + (step - width) / 2
        parts.append(f"M{x:.1f} {base:.1f}v{-up:.1f}h{width:.1f}v{up:.1f}z")
    return "".join(parts)


def _strip(row, top, t, step, shown):
    """Draw one strip with its label on the left and its number at t on the right."""
    inside = ROW - 5
    base, full = (top + inside, inside) if row.gate else (top + inside / 2, inside / 2)
    ink = style.ROLES[row.role].colour
    path = bars(row.values[:shown], row.limit, LEFT, base, step, full)
    parts = [
        svg.text(LEFT - 10, top + 19, row.label, font_size=14, text_anchor="end"),
        svg.element("path", d=path, fill=ink),
        svg.line(LEFT, base, RIGHT, base, stroke=style.GREY, stroke_width=0.8),
    ]
    if row.reference is not None:
        outline = bars(row.reference[:shown], row.limit, LEFT, base, step, full)
        look = {"fill": "none", "stroke": style.INK, "stroke_dasharray": "2 2"}
        parts.append(svg.element("path", d=outline, **look))
    if t < shown:
        number = fixed(row.values[t])
        parts.append(svg.text(RIGHT + 62, top + 19, number, text_anchor="end", font_size=15))
    return "".join(parts)


def _steps(T, step, y, t):
    """Write the numbers of the steps, and "step" in front of them."""
    every = 1 if T <= 24 else 5
    numbers = [
        svg.text(LEFT + (k + 0.5) * step, y, k, font_size=13, text_anchor="middle",
                 font_weight="bold" if k == t else None)
        for k in range(T) if k % every == 0
    ]  # fmt: skip
    return [svg.text(LEFT - 10, y, "step", font_size=13, text_anchor="end"), *numbers]
