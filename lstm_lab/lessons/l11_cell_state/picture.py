"""The pipe of c, kept and then filled, and beside it forty steps of it, in SVG."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import plumbing, style, svg
from lstm_lab.drawing.canvas import kept_apart
from lstm_lab.drawing.chart import Chart
from lstm_lab.drawing.numbers import fixed

HEIGHT = 440
PIPE_AT, TALL = 92, 150  # the upper edge and the height of the pipe
CHART = (424, 60, 318, 216)  # c over the steps
LOWER = (424, 314, 318, 62)  # tanh(c) over the steps
CELL, REFERENCE = style.ROLES["c"], style.ROLES["reference"]
LIMITS = (1, 2, 5, 10, 20, 40)
FLATTENED = 8  # a ghost so many times larger would press the line to the ground
ROUNDING = 1e-9  # 1 / (1 - 0.9) is a little more than 10


def pipe(scene):
    """Draw a frame of lesson 11; return SVG text.

    The scene's frame is `explorer.Frame`.
    """
    frame, ghost = scene.frame, scene.ghost
    parts = [
        svg.heading(frame.title),
        *_pipe(frame, limit_of(frame.c), scene.covered),
        *_chart(frame, ghost, _scale(frame, ghost), scene.covered),
        *_squashed(frame, scene.covered),
        svg.text(4, HEIGHT - 10, frame.formula, font_size=16),
    ]
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)


def limit_of(*levels):
    """Return the round number that holds all of these arrays of levels; None counts as nothing."""
    largest = max(np.abs(c).max() for c in levels if c is not None)
    return next((size for size in LIMITS if largest <= size + ROUNDING), LIMITS[-1])


def _scale(frame, ghost):
    """Return the scale of the chart: a ghost that would flatten the line runs off the top."""
    alone = limit_of(frame.c, frame.reference)
    both = alone if ghost is None else limit_of(frame.c, ghost.c)
    return both if both <= FLATTENED * alone else alone


def _pipe(frame, limit, covered):
    """Draw the cell's pipe at this half-step: first f alone, then what is poured in."""
    parts, width = plumbing.zoom(frame.wires, "c", 0, PIPE_AT, TALL, limit)
    k = TALL / plumbing.PARTS["c"][3]  # how much larger than in the whole cell

    def at(x, y):
        return (x - plumbing.PARTS["c"][0]) * k, PIPE_AT + y * k

    low = PIPE_AT + TALL + 20
    held = {"font_weight": "bold", **svg.HALO}
    wires = frame.wires
    yield svg.text(4, 54, frame.told, font_weight="bold")
    yield parts
    gate = "i waits" if frame.waits else f"i {fixed(wires.i)}"
    for x, y, words in ((plumbing.F_X + 20, 80, f"f {fixed(wires.f)}"),
                        (plumbing.I_X + 54, 22, f"g {fixed(wires.g)}"),
                        (plumbing.I_X + 30, 72, gate)):  # fmt: skip
        yield svg.text(*at(x, y), words, **held)
    yield svg.text(0, low, f"was {fixed(frame.before)}", fill=style.GREY)
    yield svg.text(width, low, f"now {fixed(frame.now)}", font_weight="bold", text_anchor="end")
    if not covered:
        yield svg.text(width / 2, low, f"full = {limit}", font_size=13, text_anchor="middle")


def _chart(frame, ghost, limit, covered):
    """Draw c over the steps: the line up to now, the ceiling, the ghost, the learner's twin."""
    low = -limit if _dips(frame.c, frame.reference, ghost and ghost.c) else 0.0
    box = Chart(CHART, (0, 40), (low, limit))
    done = frame.half // 2
    ticks = () if covered else (low, 0 if low else limit / 2, limit)
    parts = [
        *box.frame("cell state c", ticks),
        *_ghost(box, ghost, box.at(done, frame.c[done])[1] - 14),
    ]
    if frame.ceiling is not None and low - ROUNDING <= frame.ceiling <= limit + ROUNDING:
        x, y = box.at(0, frame.ceiling)
        parts.append(svg.line(x, y, box.right, y, stroke=style.INK))
        words = f"{'floor' if frame.ceiling < 0 else 'ceiling'} {fixed(frame.ceiling)}"
        parts.append(svg.text(box.right - 6, y - 7, words, font_size=14, text_anchor="end"))
    if frame.reference is not None:
        parts.append(box.path(frame.reference, REFERENCE.colour, 5, "2 5"))
        parts.append(svg.text(box.left + 130, box.top - 8, "dotted: the course's", font_size=14))
    parts.append(box.path(frame.c[: done + 1], CELL.colour, 3))
    x, y = box.at(done, frame.c[done])
    parts.append(svg.element("circle", cx=x, cy=y, r=6, fill=CELL.colour, stroke=style.INK))
    if covered:
        return [*parts, _question(box)]
    words = f"{frame.label}: {fixed(frame.c[done])}"
    anchor = "start" if done > 34 else "middle"
    above = box.right + 8 if done > 34 else x
    return [*parts, svg.text(above, y - (0 if done > 34 else 14), words, font_size=14,
                             text_anchor=anchor)]  # fmt: skip


def _dips(*levels):
    """True if one of the arrays goes below zero; None counts as nothing."""
    return any(c is not None and c.min() < -ROUNDING for c in levels)


def _ghost(box, ghost, taken):
    """Draw the setting before, up to the same step, as far as it lies on the chart.

    `taken` is the height of the present setting's words, near which no others may stand.
    """
    if ghost is None:
        return []
    done = ghost.half // 2
    low, high = box.rows
    outside = np.flatnonzero((ghost.c < low - ROUNDING) | (ghost.c > high + ROUNDING))
    last = min([done, *(outside - 1)])
    x, y = box.at(last, ghost.c[last])
    words = f"before, {ghost.label}: {fixed(ghost.c[done])}"
    over = y - 8 if last > 16 else max(y - 8, box.top + 16)  # not on the name of the chart
    over = kept_apart(over, taken, 17)
    side = {"text_anchor": "end"} if last > 16 else {"text_anchor": "start"}
    return [
        box.path(ghost.c[: last + 1], style.ROLES["ghost"].colour, 2, "7 5"),
        svg.text(
            x + (-8 if last > 16 else 8),
            over,
            words,
            font_size=14,
            fill=style.GREY,
            **side,
        ),
    ]


def _squashed(frame, covered):
    """Draw tanh(c) under the chart: what h can see of the level."""
    box = Chart(LOWER, (0, 40), (-1.0, 1.0))
    done = frame.half // 2
    parts = box.frame("tanh(c)", (-1, 0, 1), range(0, 41, 10))
    path = box.path(frame.squashed[: done + 1], style.ROLES["h"].colour, 3)
    number = svg.text(box.right + 8, box.at(0, frame.squashed[done])[1] + 5,
                      fixed(frame.squashed[done]), font_size=14)  # fmt: skip
    return [*parts, path, "" if covered else number]


def _question(box):
    x, y = box.at(22, sum(box.rows) / 2)
    return svg.text(x, y, "?", font_size=44, fill=style.GREY)
