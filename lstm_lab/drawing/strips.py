"""Quantities over time, one strip each, in SVG: colour is sign, and what is dark is shut."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

LEFT, RIGHT = 160, 794  # where the steps begin and end
ROW, BAR = 26, 0.62  # the height of a strip with its gap, the share of a step that a bar takes


class Strip(NamedTuple):
    """One quantity: its label, values (T,), and the largest size shown.

    A gate is a plate that comes down as far as it is shut; other values are bars on a middle line.
    `reference` (T,) is drawn dotted.
    """

    label: str
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
    band = svg.rect(LEFT + t * step, top + 14, step, ground - top - 10, fill=style.NOW)
    words = [
        svg.text(LEFT + (k + 0.5) * step, top + 8, word, font_size=13, text_anchor="middle")
        for k, word in (marks or {}).items()
    ]
    if any(row.gate for row in rows):
        dark = {"font_size": 13, "text_anchor": "end", "fill": style.GREY}
        words.append(svg.text(LEFT - 10, top + 8, "dark = shut", **dark))
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
    base = top if row.gate else top + inside / 2
    draw = _plates if row.gate else _signed
    parts = [
        svg.text(LEFT - 10, top + 16, row.label, font_size=14, text_anchor="end"),
        *draw(row.values[:shown], row.limit, base, step, inside),
        svg.line(LEFT, base, RIGHT, base, stroke=style.GREY, stroke_width=0.8),
    ]
    if row.reference is not None:
        outline = _path(row, row.reference[:shown], base, step, inside)
        look = {"fill": "none", "stroke": style.INK, "stroke_dasharray": "2 2"}
        parts.append(svg.element("path", d=outline, **look))
    if t < shown:
        number = fixed(row.values[t])
        parts.append(svg.text(RIGHT + 62, top + 16, number, text_anchor="end", font_size=15))
    return "".join(parts)


def _plates(values, limit, base, step, inside):
    """Draw a gate at each step: the pale way through it, and the plate of ink that shuts it."""
    way, plate = np.ones(len(values)), np.clip(1 - values, 0, 1)
    return (
        svg.element("path", d=bars(way, limit, LEFT, base, step, -inside), fill=style.OPEN),
        svg.element("path", d=bars(plate, limit, LEFT, base, step, -inside), fill=style.SHUT),
    )


def _signed(values, limit, base, step, inside):
    """Draw bars up and down from a middle line, in the colours of their signs."""
    return tuple(
        svg.element("path", d=bars(part, limit, LEFT, base, step, inside / 2), fill=ink)
        for part, ink in (
            (np.maximum(values, 0), style.ABOVE),
            (np.minimum(values, 0), svg.HATCHED),
        )
    )


def _path(row, values, base, step, inside):
    """Return the path of other values of a strip, as it draws its own."""
    if row.gate:
        return bars(np.clip(1 - values, 0, 1), row.limit, LEFT, base, step, -inside)
    return bars(values, row.limit, LEFT, base, step, inside / 2)


def _steps(T, step, y, t):
    """Write the numbers of the steps, and "step" in front of them."""
    every = 1 if T <= 24 else 5
    numbers = [
        svg.text(LEFT + (k + 0.5) * step, y, k, font_size=13, text_anchor="middle",
                 font_weight="bold" if k == t else None)
        for k in range(T) if k % every == 0
    ]  # fmt: skip
    return [svg.text(LEFT - 10, y, "step", font_size=13, text_anchor="end"), *numbers]
