"""Where is a gradient wrong: a map by array and step, and one array entry by entry."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.heat import TOLERANCE, darkness, ink, mixed, word
from lstm_lab.drawing.numbers import fixed

WIDTH, TOP = style.WIDTH, 84
LEFT, COLUMN = 56, 62  # left edge of the map; width of a column
GAP = 8  # in front of the column of sums
RIGHT, ENTRIES = 486, 364  # left edge of the entries, and their width


def heatmap(scene):
    """Return SVG text: relative errors by row and step, and analytic minus measured entries.

    The scene's frame is `gradient_heatmap.Frame`.
    """
    frame = scene.frame
    tall = min(40, 376 / len(frame.rows))
    height = max(TOP + tall * len(frame.rows), TOP + 210) + 66
    parts = [
        svg.heading(frame.title),
        svg.text(LEFT, TOP - 38, "relative error, by step", fill=style.GREY, font_size=14),
        svg.text(RIGHT, TOP - 38, frame.subtitle, fill=style.GREY, font_size=14),
        *(part for r in range(len(frame.rows)) for part in _row(frame, r, tall)),
        *_heads(frame.errors.shape[1] - 1),
        *_entries(frame.detail),
        svg.text(4, height - 10, frame.foot, font_size=15),
    ]  # fmt: skip
    return svg.document(WIDTH, height, parts, frame.title)


def _heads(T):
    """Write the steps' numbers over the columns; the last column is their sum."""
    for t in range(T + 1):
        x, words = LEFT + t * COLUMN + COLUMN / 2, "sum" if t == T else f"t = {t}"
        yield svg.text(x + GAP * (t == T), TOP - 12, words, text_anchor="middle")


def _row(frame, r, tall):
    """Write one row of the map."""
    y = TOP + r * tall
    yield svg.text(
        LEFT - 10, y + tall / 2 + 5, frame.rows[r], text_anchor="end", font_weight="bold"
    )
    for t, error in enumerate(frame.errors[r]):
        if np.isnan(error):
            continue
        last = t == frame.errors.shape[1] - 1
        x, share = LEFT + t * COLUMN + GAP * last, darkness(error)
        chosen = frame.at == (frame.rows[r], t)
        fill = mixed(style.WRONG_INK, 0.85 * share)
        yield svg.rect(x + 2, y + 2, COLUMN - 4, tall - 4, fill=fill,
                       stroke=style.INK if chosen else style.PALE,
                       stroke_width=3 if chosen else 1)  # fmt: skip
        if frame.rows[r] == frame.at[0] or last:
            yield svg.text(x + COLUMN / 2, y + tall / 2 + 5, word(error), text_anchor="middle",
                           fill=ink(fill), font_size=min(15, tall - 7))  # fmt: skip
        elif error < TOLERANCE:
            yield svg.tick(x + COLUMN / 2, y + tall / 2, 0.8)
        else:
            yield svg.cross(x + COLUMN / 2, y + tall / 2, 0.8, ink(fill))


def _entries(detail):
    """Write the entries of one array, coloured by sign and size."""
    rows, columns = detail.shape
    size = min(76, ENTRIES / columns, 210 / rows)
    limit = max(TOLERANCE, np.abs(detail).max())
    for i, j in np.ndindex(rows, columns):
        value = float(detail[i, j])
        share = abs(value) / limit if abs(value) > TOLERANCE else 0.0
        x, y = RIGHT + j * size, TOP + i * size
        fill = mixed(style.ABOVE if value >= 0 else style.BELOW, share)
        yield svg.rect(x + 1, y + 1, size - 2, size - 2, stroke=style.PALE, fill=fill)
        words = fixed(value) if share else "0"
        yield svg.text(x + size / 2, y + size / 2 + 5, words, text_anchor="middle",
                       font_size=min(15, size / 3), fill=ink(fill))  # fmt: skip
