"""Bars from scores to probabilities: what is added, what is taken away, what is left."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

WIDTH, TOP, ROW, BAR = style.WIDTH, 88, 58, 36
CLASS_X, SCORE_X, ZERO_X, EXP_X, PROB_X = 22, 62, 398, 510, 574
LESS_SCALE, LESS_LIMIT, PROB_WIDTH = 8, 10, 212  # pixels a unit, units, pixels of a whole
PROBABILITY = style.ROLES["h"].colour
MIDDLE = BAR / 2 + 6
HEADS = ((CLASS_X - 20, "class"), (SCORE_X, "(score + added) / temperature"),
         (PROB_X, "probability y = share of the sum"))  # fmt: skip
BETWEEN = (ZERO_X - 82, "minus the largest"), (EXP_X - 30, "exp of it")


def probabilities(scene):
    """Return SVG text of one row a class: score, distance to the largest, exp, probability.

    The scene's frame is `softmax.Frame`. Covered, the two columns between are hidden.
    """
    frame = scene.frame
    height = TOP + ROW * len(frame.classes) + 30
    heads = HEADS if scene.covered else HEADS + BETWEEN
    parts = [
        svg.heading(frame.title),
        *(svg.text(x, TOP - 28, words, fill=style.GREY, font_size=14) for x, words in heads),
        *(part for k in range(len(frame.classes)) for part in _row(frame, k, scene)),
        svg.line(PROB_X, TOP - 12, PROB_X, height - 42, stroke=style.GREY),
        svg.text(4, height - 10, frame.under, font_size=16),
    ]  # fmt: skip
    return svg.document(WIDTH, height, parts, frame.title)


def _row(frame, k, scene):
    """Write the row of class k."""
    y = TOP + ROW * k
    yield svg.text(CLASS_X, y + MIDDLE, frame.classes[k], font_size=19, font_weight="bold")
    yield svg.text(SCORE_X, y + MIDDLE, frame.steps[k])
    if not scene.covered:
        yield from _less(frame.less[k], y)
        power = frame.power[k]
        words = f"{power:.2g}" if power < 0.01 else fixed(power)
        yield svg.text(EXP_X, y + MIDDLE, words, text_anchor="middle")
    yield from _probability(frame, k, y)


def _less(less, y):
    """Write how far a score lies under the largest: a bar to the left of zero."""
    length = LESS_SCALE * min(-less, LESS_LIMIT)
    yield svg.line(ZERO_X, y - 2, ZERO_X, y + BAR + 2, stroke=style.GREY)
    yield svg.rect(ZERO_X - length, y, length, BAR, fill=style.PALE, stroke=style.GREY)
    yield svg.text(ZERO_X + 10, y + MIDDLE, fixed(less))


def _probability(frame, k, y):
    """Write the bar of y_k, and a line where the course's ends."""
    share = float(frame.y[k])
    long = PROB_WIDTH * min(max(share, 0.0), 1.0)
    yield svg.rect(PROB_X, y, long, BAR, fill=PROBABILITY)
    if frame.reference is not None:
        at = PROB_X + PROB_WIDTH * float(frame.reference[k])
        yield svg.line(at, y - 6, at, y + BAR + 6, stroke=style.INK, stroke_width=3)
    yield svg.text(PROB_X + long + 10, y + MIDDLE, fixed(share, 3), fill=style.INK)
