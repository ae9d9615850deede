"""The cell as plumbing at one step, over the messenger's sixteen steps as lanes."""

from __future__ import annotations

from lstm_lab.drawing import messenger, plumbing, style, svg

CELL_AT, FORMULAS_AT = 30, 304
LANES_AT = FORMULAS_AT + 10
HEIGHT = LANES_AT + messenger.height(2)


def cell_at_a_glance(scene):
    """Draw a frame of lesson 08; return SVG text.

    The scene's frame is `explorer.Frame`.
    """
    frame = scene.frame
    cell = "".join(plumbing.cell(frame.wires, frame.held))
    parts = [
        svg.heading(frame.title),
        svg.element("g", cell, transform=f"translate(0 {CELL_AT})"),
        *(
            svg.text(x, FORMULAS_AT, words, font_size=15)
            for x, words in zip((2, 480), frame.formulas, strict=True)
        ),
        *messenger.lanes(LANES_AT, frame.x, frame.lanes, frame.t, frame.marks),
    ]
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)
