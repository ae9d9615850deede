"""The cell as plumbing at one step, over the strips of all sixteen steps."""

from __future__ import annotations

from lstm_lab.drawing import plumbing, strips, style, svg
from lstm_lab.drawing.strips import Strip

PIPES_AT, STRIPS_AT = 36, 344
HEIGHT = STRIPS_AT + strips.height(7) + 14


def cell_at_a_glance(scene):
    """Draw a frame of lesson 08; return SVG text.

    The scene's frame is `explorer.Frame`.
    """
    frame = scene.frame
    moved = svg.element(
        "g", "".join(plumbing.cell(frame.wires, frame.held)), transform=f"translate(0 {PIPES_AT})"
    )
    parts = [
        svg.heading(frame.title),
        moved,
        *(
            svg.text(x, STRIPS_AT - 12, words, font_size=16)
            for x, words in zip((14, 560), frame.formulas, strict=True)
        ),
        svg.text(
            style.WIDTH - 14,
            STRIPS_AT - 38,
            "dotted: the course's",
            font_size=13,
            text_anchor="end",
        )
        if frame.reference
        else "",
        *strips.strips(STRIPS_AT, _rows(frame), frame.t, frame.marks),
    ]
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)


def _rows(frame):
    """Return the strips from above: what comes in, the valves, the states, and the RNN."""
    of_c, of_h = frame.reference or (None, None)
    largest = max(1.0, *abs(frame.c))
    return (
        Strip("input v", frame.x),
        Strip("input gate i", frame.i, gate=True),
        Strip("forget gate f", frame.f, gate=True),
        Strip("cell state c", frame.c, largest, reference=of_c),
        Strip("output gate o", frame.o, gate=True),
        Strip("hidden state h", frame.h, reference=of_h),
        Strip("an RNN's h, w = 0.9", frame.rnn),
    )
