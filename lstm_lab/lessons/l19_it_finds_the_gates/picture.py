"""The messenger's steps with gates set by hand and learned ones as lanes, and the four sums."""

from __future__ import annotations

from lstm_lab.drawing import messenger, style, svg

LANES_AT, ROW = 40, 25


def grown(scene):
    """Return SVG text: both lanes over the steps, and the four sums of the gates.

    The scene's frame is `explorer.Frame`.
    """
    frame = scene.frame
    sums_at = LANES_AT + messenger.height(len(frame.lanes)) + 8
    height = sums_at + ROW * len(frame.sums) + 26
    parts = [
        svg.heading(frame.title),
        *messenger.lanes(LANES_AT, frame.values, frame.lanes, frame.t, frame.marks),
    ]
    names = "v: the value, s: store, q: ask, h: the state before"
    parts.append(svg.text(4, height - 8, names, font_size=13, fill=style.GREY))
    for k, (learned, by_hand) in enumerate(frame.sums):
        y = sums_at + ROW * (k + 1) - 6
        parts.append(svg.text(4, y, learned, font_size=16, font_weight="bold"))
        parts.append(svg.text(480, y, by_hand, font_size=15, fill=style.GREY))
    return svg.document(style.WIDTH, height, parts, frame.title)
