"""The cell on a stage: c behind the curtain o, and h, all that the audience sees; in SVG."""

from __future__ import annotations

from lstm_lab.drawing import strips, style, svg
from lstm_lab.drawing.numbers import fixed, telling
from lstm_lab.drawing.strips import Strip

STAGE = (40, 84, 300, 168)  # left, top, width and height
SEATS, GATES = 430, 700  # where the audience and the gates begin
BAR, FOLDS = 60, 12  # the width of a bar, the folds of the curtain
STRIPS_AT = 296
HEIGHT = STRIPS_AT + strips.height(4) + 46


def stage(scene):
    """Draw a frame of lesson 12; return SVG text.

    The scene's frame is `explorer.Frame`. Covered, later steps are hidden.
    """
    frame = scene.frame
    of_o, of_h = frame.references or (None, None)
    largest = max(1.0, *abs(frame.h))  # the learner's h may leave -1 to 1
    rows = (
        Strip("cell state c", frame.c, frame.limit),
        Strip("output gate o", frame.o, gate=True, reference=of_o),
        Strip("hidden state h", frame.h, largest, reference=of_h),
        Strip("h_prev, for the gates", frame.seen, largest),
    )
    shown = frame.t + 1 if scene.covered else None
    marks = {} if scene.covered else frame.marks
    parts = [
        svg.heading(frame.title),
        *_stage(frame),
        *_audience(frame),
        svg.text(style.WIDTH - 14, STRIPS_AT - 14, "dotted: the course's", font_size=13,
                 text_anchor="end")
        if frame.references else "",
        *strips.strips(STRIPS_AT, rows, frame.t, marks, shown),
        svg.text(14, HEIGHT - 16, frame.formula, font_size=16),
    ]  # fmt: skip
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)


def _stage(frame):
    """Draw c behind the curtain: the less o, the darker it is, and the less is seen of c."""
    left, top, width, tall = STAGE
    c, o = float(frame.c[frame.t]), float(frame.o[frame.t])
    shut = 1 - min(max(o, 0.0), 1.0)
    fold = width / FOLDS
    curtain = [
        svg.rect(left + k * fold, top, fold, tall, fill=style.INK if k % 2 else "#3A404C",
                 fill_opacity=0.92 * shut)
        for k in range(FOLDS)
    ]  # fmt: skip
    frame_ = {"fill": "none", "stroke": style.WALL, "stroke_width": 5}
    return [
        svg.text(left, top - 10, f"behind the curtain: c = {fixed(c)}"),
        *_bar(left + width / 2, c, frame.limit),
        *curtain,
        svg.rect(left, top, width, tall, **frame_),
        svg.text(left + width / 2, top + tall + 22, f"curtain: o = {telling(o)}",
                 text_anchor="middle", font_weight="bold"),
    ]  # fmt: skip


def _audience(frame):
    """Draw h, what the audience sees, and to whom it goes at the next step."""
    left, top, width, tall = STAGE
    middle, h = top + tall / 2, float(frame.h[frame.t])
    return [
        svg.arrow(left + width + 14, middle, SEATS - 4, middle, style.GREY),
        svg.text(SEATS, top - 10, f"the audience sees h = {telling(h)}"),
        *_bar(SEATS + 80, h, frame.limit),
        svg.arrow(SEATS + 150, middle, GATES - 4, middle, style.GREY),
        *(svg.text(GATES, middle - 20 + 24 * k, words) for k, words in enumerate(frame.told)),
    ]


def _bar(x, value, limit):
    """Draw a signed bar from the middle of the stage; below zero it is marked."""
    _, top, _, tall = STAGE
    middle, full = top + tall / 2, tall / 2 - 10
    long = full * min(abs(value) / limit, 1.0)
    parts = [
        svg.rect(
            x - BAR / 2, middle - (long if value > 0 else 0), BAR, long, fill=svg.signed_fill(value)
        ),
        svg.line(x - BAR, middle, x + BAR, middle, stroke=style.GREY),
    ]
    if value < -0.005:
        look = {"stroke": style.PAPER, "stroke_width": 1.5, "stroke_dasharray": "7 6"}
        parts.append(svg.line(x, middle, x, middle + long, **look))
    return parts
