"""A cell over the steps as a house that keeps a message, in SVG.

Above, what it hears: grey dots are noise, a token is a message. Below runs one lane a cell, the
pipe of c step by step: its roof is the input gate, its floor the output gate, the plates across
the forget gate; the level is c, and what falls through the floor is h. Dark is shut, colour is
sign. At the foot stands which answers are due.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed, short

LEFT, RIGHT = 124, style.WIDTH - 2  # of the steps
HEARD = 54  # the height of the row that is heard, its tags included
TALL, SLAB, SAID = 26, 5, 23  # a lane's pipe, its roof and floor, what is said under it
ROW = TALL + 2 * SLAB + SAID
FOOT = 34  # the answers that are due, and the steps
SPEAKS = 0.01  # a smaller h is silence


class Lane(NamedTuple):
    """One cell over the steps.

    name and words, for its left end; c and h, (T,); i, f and o, (T,) or None for a cell without
    that gate; due, a dict of the steps where an answer is due to the right one; near, how far off a
    right answer may be; mine, whether it is the learner's; first, None or the step and the words of
    what is circled.
    """

    name: str
    words: str
    c: np.ndarray
    h: np.ndarray
    i: np.ndarray | None = None
    f: np.ndarray | None = None
    o: np.ndarray | None = None
    due: dict = {}
    near: float = 0.05
    mine: bool = False
    first: tuple | None = None


def height(count):
    """Return how many pixels so many lanes need, with what is heard and the steps."""
    return HEARD + ROW * count + FOOT


def lanes(top, heard, rows, t, marks):
    """Yield SVG text: what is heard, the lanes, and the steps.

    Parameters: top, the upper edge; heard (T,), the values; rows, Lanes; t, the step looked at;
    marks, a dict of steps to "store", "ask" or another word.
    """
    step = (RIGHT - LEFT) / len(heard)
    limit = max(1, *(math.ceil(np.abs(row.c).max() - 1e-9) for row in rows))
    tall = height(len(rows)) - 20
    yield svg.rect(LEFT + t * step, top + 18, step, tall, fill=style.NOW)
    yield from hears(top, heard, step, marks)
    for k, row in enumerate(rows):
        yield from _lane(top + HEARD + k * ROW, row, step, limit, heard, marks)
    if limit > 1:
        yield svg.text(0, top + HEARD - 6, f"full = {limit}", font_size=13, fill=style.GREY)
    foot = top + HEARD + ROW * len(rows)
    for at, answer in rows[0].due.items():
        yield svg.text(middle(at, step), foot + 12, fixed(answer), font_size=13,
                       font_weight="bold", fill=style.RIGHT_INK, text_anchor="middle")  # fmt: skip
    if rows[0].due:
        words = f"due, within {short(rows[0].near)}"
        yield svg.text(0, foot + 12, words, font_size=13, fill=style.RIGHT_INK)
    yield from steps(foot + FOOT - 5, len(heard), step, t)


def middle(t, step):
    """Return where the middle of a step stands."""
    return LEFT + (t + 0.5) * step


def hears(top, heard, step, marks):
    """Yield the tags, and a dot or a token a step."""
    yield svg.text(0, top + 30, "hears", font_size=15, font_weight="bold")
    for t, value in enumerate(heard):
        x, word = middle(t, step), marks.get(t)
        if word:
            yield svg.rect(x - 22, top, 44, 17, rx=4, fill=style.PAPER, stroke=style.THIN)
            yield svg.text(x, top + 13, word, font_size=13, font_weight="bold",
                           text_anchor="middle")  # fmt: skip
        if word == "store":
            yield svg.element("circle", cx=x, cy=top + 36, r=17, fill=style.sign_ink(value))
            yield svg.text(x, top + 41, fixed(value, 1), font_size=13, font_weight="bold",
                           fill=style.PAPER, text_anchor="middle")  # fmt: skip
        else:
            size, up = 2 + 5 * min(abs(value), 1), 6 * min(max(value, -1), 1)
            yield svg.element("circle", cx=x, cy=top + 36 - up, r=size, fill=style.THIN)


def _lane(top, row, step, limit, heard, marks):
    """Yield one lane: level, roof, floor, plates, what is said, and its name."""
    ink = style.MINE if row.mine else style.INK
    yield svg.text(0, top + 18, row.name, font_size=15, font_weight="bold", fill=ink)
    yield svg.text(0, top + 35, row.words, font_size=13, fill=style.GREY)
    inside, floor = top + SLAB, top + SLAB + TALL
    for t, value in enumerate(row.c):
        full = TALL * min(abs(value) / limit, 1)
        yield svg.rect(LEFT + t * step, floor - full, step + 0.4, full, fill=svg.signed_fill(value))
    for gate, y in ((row.i, top), (row.o, floor)):
        yield from slab(gate, y, step, len(row.c))
    for t, value in enumerate(row.f if row.f is not None else ()):
        shut = TALL * min(max(1 - value, 0), 1)
        yield svg.rect(LEFT + t * step - 2.5, inside, 5, shut, fill=style.SHUT)
    for t, word in marks.items():
        if word == "store" and row.i is not None and row.i[t] > 0.5:
            x, colour = middle(t, step), style.sign_ink(heard[t])
            yield svg.arrow(x, top - 4, x, inside + 16, colour, 2.4)
    for t, value in enumerate(row.h):
        if t in row.due:
            yield from _answer(middle(t, step), floor + SLAB + 11, value, row, t)
        elif abs(value) > SPEAKS:
            long = 4 + 14 * min(abs(value), 1)
            yield svg.rect(middle(t, step) - 4, floor + SLAB + 2, 8, long, rx=3,
                           fill=svg.signed_fill(value))  # fmt: skip
    if row.mine:
        frame = {"fill": "none", "stroke": style.MINE, "stroke_width": 2}
        yield svg.rect(LEFT - 4, top - 3, RIGHT - LEFT + 5, TALL + 2 * SLAB + 6, rx=4, **frame)
    if row.first:
        yield from _circle(row.first, inside + TALL / 2, step)


def slab(gate, y, step, T):
    """Yield a roof or a floor: a plain wall, or at each step as much of it as is shut."""
    if gate is None:
        yield svg.rect(LEFT, y + 1, T * step, SLAB - 2, fill=style.WALL)
        return
    yield svg.rect(LEFT, y, T * step, SLAB, fill=style.OPEN)
    for t, value in enumerate(gate):
        shut = step * min(max(1 - value, 0), 1)
        yield svg.rect(LEFT + t * step, y, shut, SLAB, fill=style.SHUT)


def _answer(x, y, value, row, t):
    """Yield an answer in a bubble, with a tick or a cross."""
    right = abs(value - row.due[t]) <= row.near
    ink = style.sign_ink(value) if right else style.WRONG_INK
    yield svg.rect(x - 22, y - 9, 44, 19, rx=5, fill=style.PAPER, stroke=ink, stroke_width=2)
    yield svg.text(x, y + 5, fixed(value), font_size=13, font_weight="bold", text_anchor="middle",
                   fill=style.sign_ink(value))  # fmt: skip
    yield svg.tick(x - 33, y, 0.8) if right else svg.cross(x - 33, y, 0.8)


def _circle(first, y, step):
    """Yield a red ring around a step, and words beside it."""
    t, words = first
    x = middle(t, step)
    ring = {"cx": x, "cy": y, "rx": 26, "ry": 21, "fill": "none", "stroke": style.WRONG_INK}
    yield svg.element("ellipse", **ring, stroke_width=3)
    anchor, away = ("start", 32) if x < (LEFT + RIGHT) / 2 else ("end", -32)
    yield svg.text(x + away, y + 5, words, font_size=14, font_weight="bold", text_anchor=anchor,
                   fill=style.WRONG_INK, **svg.HALO)  # fmt: skip


def steps(y, T, step, t):
    """Yield the numbers of the steps."""
    yield svg.text(0, y, "step", font_size=13, fill=style.GREY)
    for k in range(T):
        if T > 24 and k % 5:
            continue
        weight = "bold" if k == t else None
        yield svg.text(middle(k, step), y, k, font_size=13, text_anchor="middle",
                       font_weight=weight)  # fmt: skip
