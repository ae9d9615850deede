"""Errors that walk back over many steps: a pipe a lane, chevrons against the flow, shut plates.

Time runs to the right, errors run to the left. A chevron is as high as the error is large, on one
linear scale for all lanes of a picture; an error too small for one is a dot. A plate that is shut
is dark: nothing passes there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.chevrons import chevron, dot
from lstm_lab.drawing.numbers import fixed

LEFT, RIGHT = 264, 852  # of the pipes
TALL = 52  # of a pipe, which an error of `limit` fills
LEAST = 0.004  # of the limit: what is smaller is a dot
NOTHING = 1e-9  # what is smaller counts as nothing


class Lane(NamedTuple):
    """One pipe: its name, what happens on it, the error (T + 1,) at the states, and the cuts (T,).

    cut[t] says that nothing is handed on from step t to the state before it.
    """

    name: str
    words: str
    sizes: np.ndarray
    cut: np.ndarray


def place(k, T):
    """Return where state k of 0 to T stands."""
    return LEFT + (RIGHT - LEFT) * k / T


def lane(drawn, y, limit):
    """Yield SVG text: a Lane about the height y; `limit` is the error that fills the pipe."""
    T = len(drawn.cut)
    yield svg.text(8, y + 1, drawn.name, font_size=15, font_weight="bold")
    yield svg.text(8, y + 19, drawn.words, font_size=13, fill=style.GREY)
    for side in (-TALL / 2 - 2, TALL / 2 + 2):
        yield svg.line(LEFT, y + side, RIGHT, y + side, stroke=style.WALL, stroke_width=2.5)
    hop = (RIGHT - LEFT) / T
    for k in range(T):
        middle = place(k + 0.5, T)
        arm = min(hop * 0.5, 22)
        away = hop * 0.2 if drawn.cut[k] else 0
        yield _chevron(middle + away, y, drawn.sizes[k + 1] / limit, arm)
        if drawn.cut[k]:
            yield svg.rect(middle - hop * 0.3 - 3, y - TALL / 2, 6, TALL, fill=style.SHUT, rx=1)
    ink = style.WRONG_INK if drawn.sizes[0] < NOTHING else style.ABOVE_INK
    yield svg.text(124, y + 8, share(drawn.sizes[0]), font_size=18, font_weight="bold", fill=ink)


def _chevron(x, y, size, arm):
    """Draw an arrow head that points left, `size` of the pipe high; a dot if it is too small."""
    if size < LEAST:
        return dot(x, y) if size > 0 else ""
    tall, thick = max(TALL * min(size, 1), 2), max(arm * 0.55, 2.2)
    return chevron((x - arm * 0.6, y), (-1, 0), tall, arm * 0.8, thick)


def share(size):
    """Say how much arrives: 0.22, 1 in 3,700, nothing."""
    if size < NOTHING:
        return "nothing"
    return fixed(size) if size >= 0.02 else f"1 in {float(f'{1 / size:.1e}'):,.0f}"


def checks(counts, y, column=None, name="gradient check", covered=False):
    """Yield SVG text: a row of cells, one a length, with a tick, or with how many arrays are wrong.

    Parameters: counts, a dict of length T to the number of wrong arrays; column, the T that is
    framed; covered, whether the answer is hidden.
    """
    yield svg.text(8, y + 23, name, font_size=15, font_weight="bold")
    yield svg.text(8, y + 41, "of 12 arrays", font_size=13, fill=style.GREY)
    wide = (style.WIDTH - 140) / len(counts)
    for k, (T, wrong) in enumerate(counts.items()):
        x, good = 140 + k * wide, not wrong
        paper = style.OPEN if covered else style.RIGHT_PAPER if good else style.WRONG_PAPER
        frame = {"stroke": style.INK, "stroke_width": 2.5} if column == T else {}
        yield svg.rect(x, y, wide - 8, 52, rx=6, fill=paper, **frame)
        yield svg.text(x + 10, y + 22, f"T = {T}", font_size=15, font_weight="bold")
        if covered:
            yield svg.text(x + wide - 30, y + 22, "?", font_size=15, fill=style.GREY)
            continue
        words, ink = ("all right", style.RIGHT_INK) if good else (f"{wrong} wrong", style.WRONG_INK)
        yield svg.text(x + 10, y + 43, words, font_size=14, fill=ink)
        yield (svg.tick if good else svg.cross)(x + wide - 28, y + 17)
