"""The messenger's sixteen steps with learned gates, the hand-set ones dotted, and the sums."""

from __future__ import annotations

from lstm_lab.drawing import strips, style, svg
from lstm_lab.drawing.strips import Strip

STRIPS_AT, ROW = 66, 25


def grown(scene):
    """Return SVG text: strips of i, f, o, c and h, and the four sums of the gates.

    The scene's frame is `explorer.Frame`.
    """
    frame = scene.frame
    rows = [
        Strip("input v", frame.values),
        *(
            Strip(
                style.ROLES[k].label,
                frame.learned[k],
                frame.limit if k == "c" else 1.0,
                gate=k in "ifo",
                reference=frame.by_hand[k],
            )
            for k in "ifoch"
        ),
    ]
    sums_at = STRIPS_AT + strips.height(len(rows)) + 16
    height = sums_at + ROW * len(frame.sums) + 26
    parts = [
        svg.heading(frame.title),
        svg.text(14, 58, "solid: learned, dotted: set by hand", font_size=14, fill=style.GREY),
        *strips.strips(STRIPS_AT, rows, frame.t, frame.marks),
    ]
    for k, (learned, by_hand) in enumerate(frame.sums):
        y = sums_at + ROW * (k + 1)
        parts.append(svg.text(14, y, learned, font_size=17, font_weight="bold"))
        parts.append(svg.text(560, y, by_hand, font_size=15, fill=style.GREY))
    return svg.document(style.WIDTH, height, parts, frame.title)
