"""Two lanes with scissors: where the error stops, and which gradient checks do not notice."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.lanes import RIGHT, checks, lane

MIDDLES = (98, 176)  # the heights of the two pipes
ROW, FOOT = 230, 310
HEIGHT = FOOT + 34


def scissors(scene):
    """Return SVG text: two lanes with their cuts, a check a length, the direction of the gradient.

    The scene's frame is `explorer.Frame`.
    """
    frame = scene.frame
    parts = [
        svg.text(8, 26, frame.title, font_size=19, font_weight="bold"),
        svg.text(124, 56, "arrives", font_size=14, fill=style.GREY),
        svg.text(RIGHT, 56, frame.above, font_size=14, fill=style.GREY, text_anchor="end"),
    ]
    for drawn, y in zip(frame.lanes, MIDDLES, strict=True):
        parts += lane(drawn, y, frame.limit)
    parts += checks(frame.wrong, ROW, frame.T, frame.checked, covered=scene.covered)
    if not scene.covered:
        parts.append(svg.text(8, FOOT, frame.foot, font_size=15))
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)
