"""The funnel with its plate, the sigmoid behind it, and thirty distractors over one message."""

from __future__ import annotations

import math

from lstm_lab.drawing import messenger, plumbing, style, svg
from lstm_lab.drawing.canvas import kept_apart
from lstm_lab.drawing.chart import Chart
from lstm_lab.drawing.numbers import fixed

FUNNEL_AT, TALL = 34, 150
CURVE = (340, 62, 190, 104)  # the sigmoid
ROOF_AT = 262  # the input gate over the level
HEIGHT = 492
LEFT, RIGHT = messenger.LEFT, 736
TOP, BOTTOM = ROOF_AT + 24, HEIGHT - 64


def funnel(scene):
    """Draw a frame of lesson 09; return SVG text.

    The scene's frame is `explorer.Frame`. Step 0 stores the message, the others are distractors.
    Covered, the levels after the step shown are hidden.
    """
    frame = scene.frame
    parts = [
        svg.heading(frame.title),
        *_funnel(frame),
        *_curve(frame),
        *_steps(frame),
        *_levels(frame, scene),
        svg.text(4, HEIGHT - 8, frame.formula, font_size=16),
    ]
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)


def _funnel(frame):
    """Draw what is offered, the plate i, and what falls through; write both numbers."""
    i, g = frame.wires.i, frame.wires.g
    drawn, width = plumbing.zoom(frame.wires, "i", 0, FUNNEL_AT, TALL)
    yield drawn
    for k, words in enumerate((f"g {fixed(g)}", f"i {fixed(i, 4 if i < 0.1 else 2)}")):
        yield svg.text(width - 30 - 24 * k, FUNNEL_AT + 40 + 66 * k, words, font_weight="bold",
                       **svg.HALO)  # fmt: skip
    for k, words in enumerate(frame.left.split("\n")):
        yield svg.text(580, 100 + 26 * k, words)


def _curve(frame):
    """Draw the gate over its sum, with a dot where it stands; a held gate has no sum, no dot."""
    sums, gates = frame.curve
    chart = Chart(CURVE, (sums[0], sums[-1]), (0.0, 1.0))
    yield from chart.frame("gate i over its sum a_i", (0, 0.5, 1), (-6, 0, 6), "")
    yield chart.path(gates, style.WALL, 2.4, xs=sums)
    a = float(frame.a_i[frame.t])
    if not math.isnan(a):
        x, y = chart.at(a, float(frame.i[frame.t]))
        yield svg.element("circle", cx=x, cy=y, r=7, fill=style.SHUT)


def _steps(frame):
    """Draw what the cell hears at each step, and the gate as a roof: dark where it is shut."""
    step = (RIGHT - LEFT) / len(frame.c)
    yield svg.rect(LEFT + frame.t * step, ROOF_AT - 64, step, BOTTOM - ROOF_AT + 64, fill=style.NOW)
    yield from messenger.hears(ROOF_AT - 60, frame.heard, step, {0: "store"})
    yield svg.text(0, ROOF_AT + 8, "gate i", font_size=15, font_weight="bold")
    yield from messenger.slab(frame.i, ROOF_AT, step, len(frame.c))
    yield from messenger.steps(BOTTOM + 18, len(frame.c), step, frame.t)


def _levels(frame, scene):
    """Draw c at each step so far, the message, the setting before, and the course's levels."""
    T, t, ghost = len(frame.c), frame.t, scene.ghost
    seen = [frame.c[: t + 1] if scene.covered else frame.c, frame.reference, ghost and ghost.c]
    low, high = rows_of(*(c for c in seen if c is not None))
    step = (RIGHT - LEFT) / T
    chart = Chart((LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP), (-0.5, T - 0.5), (low, high))
    zero = chart.at(0, 0)[1]
    yield svg.text(0, TOP + 44, "level c", font_size=15, font_weight="bold")
    yield svg.line(LEFT, zero, RIGHT, zero, stroke=style.GREY)
    for tick in {low, 0, high}:
        yield svg.text(LEFT - 7, chart.at(0, tick)[1] + 5, fixed(tick, 1), font_size=13,
                       text_anchor="end")  # fmt: skip
    for k, value in enumerate(frame.c[: t + 1]):
        x, y = chart.at(k, value)
        yield svg.rect(x - step / 2, min(y, zero), step + 0.4, abs(y - zero),
                       fill=svg.signed_fill(value))  # fmt: skip
    y = chart.at(0, frame.target)[1]
    yield svg.line(LEFT, y, RIGHT, y, stroke=style.INK, stroke_width=2, stroke_dasharray="8 5")
    if ghost is not None:
        yield chart.path(ghost.c[: t + 1], style.INK, 1.6, "3 3")
    if frame.reference is not None:
        yield chart.path(frame.reference, style.INK, 2.4, "2 4")
    if scene.covered:
        yield svg.text((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2 + 14, "?", font_size=44,
                       fill=style.GREY)  # fmt: skip
    yield from _ends(frame, ghost, chart)


def _ends(frame, ghost, chart):
    """Write at the right end the message, the level now and that of the setting before."""
    x, value = RIGHT + 8, float(frame.c[frame.t])
    message, now = (chart.at(0, level)[1] + 5 for level in (frame.target, value))
    now = kept_apart(now, message, 18)
    yield svg.text(x, message, f"message {fixed(frame.target)}", font_size=13)
    yield svg.text(x, now, f"now {fixed(value)}", font_size=15, font_weight="bold",
                   fill=style.sign_ink(value))  # fmt: skip
    if ghost is not None:
        words = f"before: {fixed(ghost.c[frame.t])}"
        places = chart.top + 8, (chart.top + chart.bottom) / 2, chart.bottom - 22
        y = max(places, key=lambda y: min(abs(y + 8 - message), abs(y + 8 - now)))
        for k, line in enumerate((words, f"at {ghost.label}")):
            yield svg.text(x, y + 17 * k, line, font_size=13, fill=style.GREY)


def rows_of(*levels):
    """Return the lowest and the highest level of a chart that holds all of these."""
    low, high = (f(float(f(c)) for c in levels) for f in (min, max))
    return min(0.0, math.floor(2 * low) / 2), max(1.0, math.ceil(2 * high) / 2)
