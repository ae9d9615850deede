"""The gradient of a gate's weights as a multiplication table, and what it is compared with."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

TOP, CELL_W, CELL_H, GAP = 104, 84, 40, 12
TABLE, TOTAL = 156, 518  # left edges of the first cell of the two tables
BLOCKS = ("W", "U", "b")


def multiplication(scene):
    """Draw a frame of lesson 15; return SVG text.

    The scene's frame is `explorer.Frame`. Covered, the products are question marks.
    """
    frame = scene.frame
    height = _y(frame, len(frame.names)) + 84
    parts = [
        svg.heading(frame.title),
        *_heads(frame),
        *_margins(frame),
        *_cells(frame, TABLE, frame.table, None, scene.covered),
        *_cells(frame, TOTAL, frame.total, frame.measured, scene.covered),
        svg.text(4, height - 38, frame.foot, fill=style.GREY, font_size=14),
        svg.text(4, height - 12, frame.formula, font_size=16),
    ]
    return svg.document(style.WIDTH, height, parts, frame.title)


def _y(frame, row):
    """Return the top of a row; the blocks stand a little apart."""
    blocks = [*frame.blocks, None]
    return TOP + row * CELL_H + GAP * sum(blocks[k] != blocks[k - 1] for k in range(1, row + 1))


def _heads(frame):
    """Write what each table is, and the blocks' names at the right."""
    yield svg.text(TABLE, 52, frame.heads[0], font_weight="bold")
    yield svg.text(TOTAL, 52, frame.heads[1], font_weight="bold")
    right = TOTAL + CELL_W * len(frame.errors) + 10
    for block in BLOCKS:
        rows = [k for k, owner in enumerate(frame.blocks) if owner == block]
        middle = (_y(frame, rows[0]) + _y(frame, rows[-1]) + CELL_H) / 2
        yield svg.text(right, middle + 5, f"d{block}_{frame.gate}", font_weight="bold")


def _margins(frame):
    """Write the errors over the columns, and the factors beside the rows."""
    role = style.ROLES[frame.gate]
    for k, error in enumerate(frame.errors):
        x = TABLE + k * CELL_W
        words = fixed(error, 3)
        yield svg.text(x + CELL_W / 2, 72, f"da_{frame.gate}[{k}]", text_anchor="middle",
                       fill=style.GREY, font_size=13)  # fmt: skip
        yield svg.text(x + CELL_W / 2, 92, words, text_anchor="middle", font_weight="bold")
    yield svg.line(TABLE, TOP - 4, TABLE + CELL_W * len(frame.errors), TOP - 4,
                   stroke=role.colour, stroke_width=3)  # fmt: skip
    for k, (name, factor) in enumerate(zip(frame.names, frame.factors, strict=True)):
        y = _y(frame, k) + CELL_H / 2 + 5
        yield svg.text(4, y, name, fill=style.GREY)
        yield svg.text(TABLE - 10, y, fixed(factor, 3), text_anchor="end", font_weight="bold")


def _cells(frame, left, values, measured, covered):
    """Draw one table; with `measured`, each number has the measured one in small under it."""
    for (row, column), value in np.ndenumerate(values):
        x, y = left + column * CELL_W, _y(frame, row)
        share = min(abs(value) / frame.limit, 1.0)
        edge = {"stroke": style.PALE, "stroke_width": 1}
        if measured is None and frame.differs == (row, column):
            edge = {"stroke": style.INK, "stroke_width": 4}
        if covered:
            yield svg.rect(x, y, CELL_W, CELL_H, fill=style.PAPER, **edge)
            yield svg.text(x + CELL_W / 2, y + 25, "?", text_anchor="middle")
            continue
        yield svg.rect(x, y, CELL_W, CELL_H, fill=style.PAPER, **edge)
        tall = max((CELL_H - 4) * share, 1)
        fill = svg.HATCHED if value < 0 else style.ABOVE
        yield svg.rect(x + 3, y + CELL_H - 2 - tall, 14, tall, fill=fill)
        down = 25 if measured is None else 18
        yield svg.text(x + CELL_W - 8, y + down, fixed(value, 3), text_anchor="end")
        if measured is not None:
            yield svg.text(x + CELL_W - 8, y + 34, fixed(measured[row, column], 3),
                           text_anchor="end", fill=style.GREY, font_size=13)  # fmt: skip
