"""How long a gate keeps: the plate f enlarged, and what is left of c over a logarithm of steps."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import plumbing, style, svg
from lstm_lab.drawing.chart import Chart, diamond
from lstm_lab.drawing.numbers import fixed, power, short

HEIGHT = 420
PLATE_AT, TALL = 70, 150
CHART = (336, 62, 504, 268)
SPOTS = {0.0: 0.93, 1.0: 0.8, 3.0: 0.93, 5.0: 0.8}  # heights of the names of the curves


def keeping(scene):
    """Draw a frame of lesson 10; return SVG text.

    The scene's frame is `explorer.Frame`. Covered, the curves that are asked for are hidden.
    """
    frame = scene.frame
    chart = Chart(CHART, (frame.grid[0], frame.grid[-1]), (0.0, 1.0), log=True)
    parts = [
        svg.heading(frame.title),
        *_plate(frame),
        *chart.frame("share of c that is left", (0, 0.5, 1), (1, 10, 100, 1000), "steps"),
        *_cursor(chart, frame),
        *_asked(chart, frame, scene),
        *_now(chart, frame),
        svg.text(4, HEIGHT - 8, frame.formula, font_size=16),
    ]
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)


def _plate(frame):
    """Draw the plate f, with its number, and what it keeps in words."""
    drawn, width = plumbing.zoom(frame.wires, "f", 0, PLATE_AT, TALL)
    yield drawn
    yield svg.text(0.55 * width, PLATE_AT + 34, f"f {short(frame.wires.f, 4)}", font_weight="bold")
    for k, words in enumerate(frame.left.split("\n")):
        yield svg.text(4, PLATE_AT + TALL + 30 + 24 * k, words)


def _asked(chart, frame, scene):
    """Draw the curves of the biases that are asked for, their half-lives, and the guesses."""
    half = chart.at(frame.grid[0], 0.5)[1]
    yield svg.line(chart.left, half, chart.right, half, stroke=style.INK, stroke_dasharray="4 4")
    if scene.covered:
        yield svg.text(*chart.at(14, 0.6), "?", font_size=44, fill=style.GREY)
        return
    for b, shares, span in frame.marks:
        yield chart.path(shares, style.THIN, 1.6, xs=frame.grid)
        x, y = chart.at(span, 0.5)
        yield svg.element("circle", cx=x, cy=y, r=5, fill=style.PAPER, stroke=style.INK)
        yield svg.text(x - 4, y + 20, steps(span), font_size=14, text_anchor="end")
        at = chart.at(np.interp(-SPOTS[b], -shares, frame.grid), SPOTS[b])
        yield svg.text(at[0] + 6, at[1] - 2, f"b = {short(b)}", font_size=13, fill=style.GREY,
                       **svg.HALO)  # fmt: skip
    for b, guess in frame.guessed(scene.guesses):
        x, y = chart.at(guess, 0.5)
        yield diamond(x, y, 7)
        yield svg.text(x, y - 14, f"you, b = {short(b)}", font_size=13, text_anchor="middle",
                       fill=style.MINE, **svg.HALO)  # fmt: skip


def _cursor(chart, frame):
    """Draw the step that is looked at, under all that has words."""
    x = chart.at(frame.step, 0)[0]
    yield svg.line(x, chart.top, x, chart.bottom, stroke=style.GREY)


def _now(chart, frame):
    """Draw what this gate leaves, and how much at the step that is looked at."""
    if frame.reference is not None:
        grid = np.arange(1, len(frame.c))
        yield chart.path(frame.c[1:], style.MINE, 3.4, xs=grid)
        yield chart.path(frame.reference[1:], style.INK, 2, "2 5", xs=grid)
    else:
        yield chart.path(frame.shares, style.ABOVE, 3.4, xs=frame.grid)
    x, y = chart.at(frame.step, frame.c[frame.step])
    yield svg.element("circle", cx=x, cy=y, r=6, fill=style.ABOVE, stroke=style.INK)
    yield svg.text(chart.right, chart.top - 9, frame.right, text_anchor="end", font_weight="bold")


def steps(span):
    """Write a half-life: whole steps, or one digit behind the point where it matters."""
    return fixed(span, 0) if span >= 10 or abs(span - round(span)) < 1e-3 else power(span)
