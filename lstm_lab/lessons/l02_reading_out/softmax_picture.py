"""Bars from scores to probabilities: what is added, what is taken away, what is left."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

WIDTH, TOP, ROW, BAR = style.WIDTH, 118, 52, 26
CLASS_X, SCORE_X, ZERO_X, EXP_X, PROB_X = 34, 92, 412, 562, 640
LESS_SCALE, LESS_LIMIT, PROB_WIDTH = 8, 10, 190  # pixels a unit, units, pixels of a whole
PROBABILITY = style.ROLES["h"].colour
TARGET = style.ROLES["o"].colour
HEADS = ((CLASS_X - 20, "class"), (SCORE_X, "(score + added) / temperature"),
         (ZERO_X - 82, "minus the largest"), (EXP_X - 30, "exp of it"),
         (PROB_X, "probability y = share of the sum"))  # fmt: skip


def probabilities(scene):
    """Return SVG text of one row a class: score, distance to the largest, exp, probability.

    The scene's frame is `softmax.Frame`.
    """
    frame = scene.frame
    height = TOP + ROW * len(frame.classes) + 70
    parts = [
        svg.heading(frame.title),
        *(svg.text(x, TOP - 28, words, fill=style.GREY, font_size=14) for x, words in HEADS),
        *(part for k in range(len(frame.classes)) for part in _row(frame, k)),
        svg.line(PROB_X, TOP - 12, PROB_X, height - 72, stroke=style.GREY),
        svg.text(14, height - 36, frame.under, font_size=16),
        svg.text(14, height - 12, frame.loss, font_size=16),
    ]  # fmt: skip
    return svg.document(WIDTH, height, parts, frame.title)


def _row(frame, k):
    """Write the row of class k, with a frame round it if it is the target."""
    y = TOP + ROW * k
    if k == frame.target:
        yield svg.rect(6, y - 10, WIDTH - 12, ROW - 6, rx=6, fill="none", stroke=TARGET,
                       stroke_width=2.5, stroke_dasharray="7 4")  # fmt: skip
        yield svg.text(WIDTH - 16, y + 19, "target", fill=style.INK, text_anchor="end")
    yield svg.text(CLASS_X, y + 19, frame.classes[k], font_size=19, font_weight="bold")
    yield svg.text(SCORE_X, y + 19, frame.steps[k])
    yield from _less(frame.less[k], y)
    yield svg.text(EXP_X, y + 19, f"{frame.power[k]:.2g}" if frame.power[k] < 0.01
                   else fixed(frame.power[k]), text_anchor="middle")  # fmt: skip
    yield from _probability(frame, k, y)


def _less(less, y):
    """Write how far a score lies under the largest: a bar to the left of zero."""
    length = LESS_SCALE * min(-less, LESS_LIMIT)
    yield svg.line(ZERO_X, y - 2, ZERO_X, y + BAR + 2, stroke=style.GREY)
    yield svg.rect(ZERO_X - length, y, length, BAR, fill=style.PALE, stroke=style.GREY)
    yield svg.text(ZERO_X + 10, y + 19, fixed(less))


def _probability(frame, k, y):
    """Write the bar of y_k, and a line where the course's ends."""
    share = float(frame.y[k])
    long = PROB_WIDTH * min(max(share, 0.0), 1.0)
    yield svg.rect(PROB_X, y, long, BAR, fill=PROBABILITY)
    if frame.reference is not None:
        at = PROB_X + PROB_WIDTH * float(frame.reference[k])
        yield svg.line(at, y - 6, at, y + BAR + 6, stroke=style.INK, stroke_width=3)
    yield svg.text(PROB_X + long + 10, y + 19, fixed(share, 3), fill=style.INK)
