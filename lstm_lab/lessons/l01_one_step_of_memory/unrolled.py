"""The unrolled network: one cell, drawn once a step, with the same W, U and b in every copy."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.shapes import check_sizes

STEP, BOX, TOP = 170, 84, 96  # pixels from copy to copy, of a box, above the boxes
CENTRED = {"text_anchor": "middle"}
W_COLOUR, U_COLOUR = style.ROLES["h"].colour, style.ROLES["x"].colour


def unrolled_network(T=4):
    """Return SVG text of T copies of one recurrent cell, every copy with the same W, U and b.

    T is a whole number of at least 1, ValueError otherwise; the picture grows to the right.
    """
    check_sizes(T=T)
    width = T * STEP + 150
    title = f"One cell, {T} times: every copy has the same W, U and b"
    parts = [
        svg.heading(title),
        svg.text(20, TOP + BOX / 2 + 6, "h before", fill=style.GREY),
        *(part for t in range(T) for part in _copy(t)),
        *_way_out(T),
        svg.text(20, 318, "tanh( h W + x U + b ) in every box. The arrows are drawn again and"
                 " again; the numbers exist once.", fill=style.GREY, font_size=14),
    ]  # fmt: skip
    return svg.document(width, 340, parts, title)


def _copy(t):
    """Write the box of step t, the arrow from the box before, and the input from below."""
    x, middle = 100 + t * STEP, TOP + BOX / 2
    box_x = x + STEP - BOX - 14
    hidden, black = style.ROLES["h"].colour, style.ROLES["x"].colour
    return (
        svg.arrow(x if t == 0 else x - 14, middle, box_x, middle, W_COLOUR, 3),
        svg.text(box_x - 38, middle - 10, "W", fill=W_COLOUR, **CENTRED, font_weight="bold"),
        svg.arrow(box_x + BOX / 2, TOP + BOX + 72, box_x + BOX / 2, TOP + BOX, U_COLOUR, 3),
        svg.text(box_x + BOX / 2 + 10, TOP + BOX + 44, "U", fill=U_COLOUR, font_weight="bold"),
        svg.text(box_x + BOX / 2, TOP + BOX + 94, f"x at step {t}", fill=black, **CENTRED),
        svg.rect(box_x, TOP, BOX, BOX, rx=8, fill="#EAF3FA", stroke=hidden, stroke_width=2.5),
        svg.text(box_x + BOX / 2, middle, "tanh", **CENTRED),
        svg.text(box_x + BOX / 2, middle + 22, "+ b", **CENTRED, font_weight="bold"),
        svg.text(box_x + BOX / 2, TOP - 14, f"h at step {t}", fill=hidden, **CENTRED),
    )  # fmt: skip


def _way_out(T):
    """Write the last arrow, which leaves the picture to the step after."""
    x, middle = 100 + T * STEP - 14, TOP + BOX / 2
    return (svg.arrow(x, middle, x + 44, middle, W_COLOUR, 3),)
