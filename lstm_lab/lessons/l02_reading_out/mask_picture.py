"""A batch of sentences as a grid: which positions count in the mean loss."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed

WIDTH, LEFT, TOP, CELL_W, CELL_H = style.WIDTH, 92, 76, 128, 68
COUNTED = "#EAF3FA"


def padding_grid(scene):
    """Return SVG text of N rows of T cells: the word and its loss.

    The scene's frame is `mask.Frame`.
    """
    frame = scene.frame
    N, T = frame.losses.shape
    height = TOP + N * CELL_H + 76
    parts = [
        _stripes(),
        svg.heading(frame.title),
        *(svg.text(LEFT + (t + 0.5) * CELL_W, TOP - 12, f"step {t}", fill=style.GREY,
                   font_size=14, text_anchor="middle") for t in range(T)),
        *(part for n in range(N) for t in range(T) for part in _cell(frame, n, t)),
        *(svg.text(4, TOP + (n + 0.5) * CELL_H, f"sentence {n}") for n in range(N)),
        svg.text(4, height - 40, frame.under, font_size=16),
        svg.text(4, height - 12, frame.over, font_size=16),
    ]  # fmt: skip
    return svg.document(WIDTH, height, parts, frame.title)


def _stripes():
    """Define the stripes of a cell that does not count."""
    stroke = svg.line(0, 0, 0, 10, stroke="#C4C9D1", stroke_width=3)
    paper = svg.rect(0, 0, 10, 10, fill=style.OPEN)
    return svg.element("defs", svg.element(
        "pattern", paper + stroke, id="stripes", width=10, height=10,
        patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    ))  # fmt: skip


def _cell(frame, n, t):
    """Write one position: a full frame if it counts, stripes if it does not."""
    x, y = LEFT + t * CELL_W, TOP + n * CELL_H
    middle, counted = x + CELL_W / 2 - 3, frame.counted[n, t]
    yield svg.rect(x, y, CELL_W - 6, CELL_H - 6, rx=5, fill=COUNTED if counted else "url(#stripes)",
                   stroke=style.ROLES["h"].colour if counted else style.GREY,
                   stroke_width=2.5 if counted else 1)  # fmt: skip
    ink = style.INK if frame.real[n, t] else style.GREY
    yield svg.text(middle, y + 24, frame.words[n][t], text_anchor="middle", fill=ink,
                   font_weight="bold" if frame.real[n, t] else None)  # fmt: skip
    yield svg.text(middle, y + 47, f"loss {fixed(frame.losses[n, t])}", text_anchor="middle")
