"""An error on its way back: the lane along c, the lane along h, and an RNN's only lane."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.lanes import LEFT, RIGHT, TALL, checks, lane, place

MIDDLES = (94, 166, 238)  # the heights of the three pipes
FOOT = 296  # where the words of one hop begin


def lanes(scene):
    """Return SVG text: three lanes, one hop in numbers, and the learner's gradient check.

    The scene's frame is `explorer.Frame`.
    """
    frame, height = scene.frame, FOOT + 56 + (66 if scene.frame.wrong else 0)
    asked = f"{frame.T} steps back: how much of the error arrives, and where?"
    title = asked if scene.covered else frame.title
    parts = [
        svg.text(8, 26, title, font_size=19, font_weight="bold"),
        svg.text(124, 56, "arrives", font_size=14, fill=style.GREY),
        svg.text(RIGHT, 56, frame.above, font_size=14, fill=style.GREY, text_anchor="end"),
    ]
    if scene.covered:
        parts.append(_cover())
    else:
        for drawn, y in zip(frame.lanes, MIDDLES, strict=True):
            parts += lane(drawn, y, frame.limit)
        parts += _hop(frame)
    if frame.wrong:
        parts += checks(frame.wrong, FOOT + 52, frame.T, "your gradients")
    return svg.document(style.WIDTH, height, parts, title)


def _hop(frame):
    """Frame the chosen hop and write what it does in numbers."""
    x1, x2 = place(frame.t, frame.T), place(frame.t + 1, frame.T)
    top, bottom = MIDDLES[0] - TALL / 2 - 6, MIDDLES[1] + TALL / 2 + 6
    yield svg.rect(x1, top, max(x2 - x1, 4), bottom - top, fill="none", stroke=style.INK,
                   stroke_width=2)  # fmt: skip
    for k, words in enumerate(frame.hop):
        yield svg.text(8, FOOT + 22 * k, words, font_size=15)


def _cover():
    """Stand in for the lanes until the reader has guessed."""
    tall = MIDDLES[-1] + TALL / 2 + 4 - (MIDDLES[0] - TALL / 2 - 4)
    paper = svg.rect(8, MIDDLES[0] - TALL / 2 - 4, style.WIDTH - 16, tall, fill=style.OPEN)
    mark = svg.text((LEFT + RIGHT) / 2, MIDDLES[1] + 16, "?", font_size=46, fill=style.GREY)
    return paper + mark
