"""A text, each character on the colour of one number, and a bar that says it without."""

from __future__ import annotations

from functools import cache

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import to_hex

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import short

WIDTH, LEFT, CELL, COLUMNS, ROWS = style.WIDTH, 8, 12, 70, 5
TOP, ROW, BOX, BAR = 82, 47, 23, 8  # pixels; a bar of BAR pixels is the value 1 or -1
LEVELS, DEEPEST = 21, 0.52  # shades of the map, and how far into it: dark letters stay legible
MONOSPACED = "DejaVu Sans Mono, Menlo, Consolas, monospace"
NEWLINE = "\u21b5"


def coloured_text(scene):
    """Return SVG text: what was typed, a bar between, what was made, all coloured by the values.

    The scene's frame is `continue_text.Frame`.
    """
    frame = scene.frame
    spots = places(frame.text)
    height = TOP + ROW * ROWS + 34
    parts = [
        svg.heading(frame.title),
        *_legend(frame.scale),
        *(_box(spot, value) for spot, value in zip(spots, frame.values, strict=True)),
        *_letters(frame.text, spots, frame.typed),
        _border(spots, frame.typed),
        svg.text(4, height - 12, frame.under),
    ]
    return svg.document(WIDTH, height, parts, frame.title)


def places(text):
    """Return the (row, column) of each character, as far as ROWS rows of COLUMNS reach.

    A newline takes one place and ends its row.
    """
    found, row, column = [], 0, 0
    for character in text:
        if column == COLUMNS:
            row, column = row + 1, 0
        if row == ROWS:
            break
        found.append((row, column))
        row, column = (row + 1, 0) if character == "\n" else (row, column + 1)
    return found


def shade(value):
    """Return the colour of a value from -1 to 1: white at 0, never darker than a letter bears."""
    level = round((float(np.clip(value, -1, 1)) + 1) / 2 * (LEVELS - 1))
    return _shades()[level]


@cache
def _shades():
    ends = (1 - DEEPEST) / 2, (1 + DEEPEST) / 2
    return [to_hex(colour) for colour in colormaps[style.SIGNED_MAP](np.linspace(*ends, LEVELS))]


def _corner(spot):
    """Return x and y of a place's left upper corner."""
    row, column = spot
    return LEFT + CELL * column, TOP + ROW * row


def _box(spot, value):
    """Write the colour behind one character and the bar below it, up or down from its line."""
    x, y = _corner(spot)
    middle, long = y + BOX + BAR + 2, BAR * min(abs(float(value)), 1)
    bar = svg.rect(x + 2, middle - long if value > 0 else middle, CELL - 4, long, fill=style.INK)
    return svg.rect(x, y, CELL, BOX, fill=shade(value)) + bar


def _letters(text, spots, typed):
    """Write the characters of each row at their places, the typed ones in bold."""
    shown = [NEWLINE if c == "\n" else "\u00a0" if c == " " else c for c in text]
    for row in sorted({row for row, _ in spots}):
        for mine, weight in ((True, "bold"), (False, None)):
            here = [k for k, spot in enumerate(spots) if spot[0] == row and (k < typed) == mine]
            if here:
                y = TOP + ROW * row + 17
                xs = " ".join(str(_corner(spots[k])[0] + 1) for k in here)
                words = "".join(shown[k] for k in here)
                yield svg.text(xs, y, words, font_family=MONOSPACED, font_size=16,
                               font_weight=weight)  # fmt: skip
        y = TOP + ROW * row + BOX + BAR + 2
        yield svg.line(LEFT, y, LEFT + CELL * COLUMNS, y, stroke=style.PALE)


def _border(spots, typed):
    """Write the upright line where the reader's characters end."""
    x, y = _corner(spots[typed - 1])
    return svg.line(x + CELL, y - 4, x + CELL, y + BOX + 4, stroke=style.INK, stroke_width=3)


def _legend(words):
    """Write the scale of colours with its ends and its middle, and what it measures."""
    x, y = 8, 36
    for k in range(LEVELS):
        value = 2 * k / (LEVELS - 1) - 1
        yield svg.rect(x + 10 * k, y, 10, 14, fill=shade(value))
        if value in (-1, 0, 1):
            yield svg.text(x + 10 * k + 5, y + 30, short(value), font_size=13, text_anchor="middle")
    yield svg.text(x + 10 * LEVELS + 18, y + 13, words)
