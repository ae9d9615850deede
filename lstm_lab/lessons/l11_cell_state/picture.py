"""The cell state as a tank, drained and then filled; beside it forty steps of it, in SVG."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.canvas import kept_apart
from lstm_lab.drawing.numbers import fixed, short

HEIGHT = 500
TANK = (40, 96, 170, 300)  # left, top, width and height
CHART = (360, 96, 470, 220)  # c over the steps
LOWER = (360, 362, 470, 72)  # tanh(c) over the steps
CELL, REFERENCE = style.ROLES["c"], style.ROLES["reference"]
LIMITS = (1, 2, 5, 10, 20, 40)
FLATTENED = 8  # a ghost so many times larger would press the line to the ground
ROUNDING = 1e-9  # 1 / (1 - 0.9) is a little more than 10


def tank(scene):
    """Draw a frame of lesson 11; return SVG text.

    The scene's frame is `explorer.Frame`.
    """
    frame, ghost = scene.frame, scene.ghost
    parts = [
        svg.heading(frame.title),
        *_tank(frame, limit_of(frame.c), scene.covered),
        *_chart(frame, ghost, _scale(frame, ghost), scene.covered),
        *_squashed(frame, scene.covered),
        svg.text(14, HEIGHT - 16, frame.formula, font_size=16),
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


def _tank(frame, limit, covered):
    """Draw the tank: the level now, what the half-step has changed, and both in words."""
    left, top, width, tall = TANK
    bottom = top + tall

    def at(level):
        return bottom - tall * min(abs(level) / limit, 1.0)

    now, before = at(frame.now), at(frame.before)
    changed = {"x": left, "width": width, "y": min(now, before), "height": abs(now - before)}
    wall = {"fill": "none", "stroke": style.INK, "stroke_width": 3}
    dashed = {"stroke": style.INK, "stroke_width": 1.5, "stroke_dasharray": "6 4"}
    sign = "" if frame.now > -0.005 else ", below zero"
    return [
        svg.text(14, 72, frame.told, font_weight="bold"),
        svg.rect(left, now, width, bottom - now, fill=svg.signed_fill(frame.now)),
        svg.element("rect", **changed, fill=style.PALE, fill_opacity=0.75),
        svg.line(left, before, left + width, before, **dashed),
        svg.element("polyline", points=f"{left},{top} {left},{bottom} {left + width},{bottom} "
                    f"{left + width},{top}", **wall),
        svg.text(left + width + 8, before + 5, f"was {fixed(frame.before)}", font_size=14,
                 fill=style.GREY),
        svg.text(left + width / 2, bottom + 24, f"now {fixed(frame.now)}{sign}", font_weight="bold",
                 text_anchor="middle"),
        "" if covered else svg.text(left + width, top - 6, f"full = {limit}", font_size=13,
                                    text_anchor="end"),
    ]  # fmt: skip


def _chart(frame, ghost, limit, covered):
    """Draw c over the steps: the line up to now, the ceiling, the ghost, the learner's twin."""
    low = -limit if _dips(frame.c, frame.reference, ghost and ghost.c) else 0.0
    box = Box(CHART, (0, 40), (low, limit))
    done = frame.half // 2
    ticks = () if covered else (low, 0 if low else limit / 2, limit)
    parts = [
        *box.frame("cell state c", ticks),
        *_ghost(box, ghost, box.at(done, frame.c[done])[1] - 14),
    ]
    if frame.ceiling is not None and low - ROUNDING <= frame.ceiling <= limit + ROUNDING:
        x, y = box.at(0, frame.ceiling)
        parts.append(svg.line(x, y, box.right, y, stroke=style.INK, stroke_dasharray="8 5"))
        words = f"{'floor' if frame.ceiling < 0 else 'ceiling'} {fixed(frame.ceiling)}"
        parts.append(svg.text(box.right - 6, y - 7, words, font_size=14, text_anchor="end"))
    if frame.reference is not None:
        parts.append(box.path(frame.reference, REFERENCE.colour, 5, "2 5"))
        parts.append(svg.text(box.left + 170, box.top - 8, "dotted: the course's", font_size=14))
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
    box = Box(LOWER, (0, 40), (-1.0, 1.0))
    done = frame.half // 2
    parts = box.frame("tanh(c)", (-1, 0, 1))
    path = box.path(frame.squashed[: done + 1], style.ROLES["h"].colour, 3)
    steps = [svg.text(box.at(k, 0)[0], box.bottom + 18, k, font_size=13, text_anchor="middle")
             for k in range(0, 41, 10)]  # fmt: skip
    number = svg.text(box.right + 8, box.at(0, frame.squashed[done])[1] + 5,
                      fixed(frame.squashed[done]), font_size=14)  # fmt: skip
    name = svg.text(box.at(35, 0)[0], box.bottom + 18, "step", font_size=13, text_anchor="middle")
    return [*parts, path, *steps, name, "" if covered else number]


def _question(box):
    x, y = box.at(22, sum(box.rows) / 2)
    return svg.text(x, y, "?", font_size=44, fill=style.GREY)


class Box:
    """A small pair of axes: a place (left, top, width, height), the steps and the rows it shows."""

    def __init__(self, place, steps, rows):
        self.left, self.top, self.width, self.tall = place
        self.steps, self.rows = steps, rows
        self.right, self.bottom = self.left + self.width, self.top + self.tall

    def at(self, step, value):
        """Return the pixel of a step and a value; a value outside lies on the edge."""
        low, high = self.rows
        along = (step - self.steps[0]) / (self.steps[1] - self.steps[0])
        up = (min(max(value, low), high) - low) / (high - low)
        return self.left + self.width * along, self.bottom - self.tall * up

    def path(self, values, ink, width, dashes=None):
        """Draw values at steps 0, 1, 2, ... as a line."""
        points = " ".join("{:.1f},{:.1f}".format(*self.at(k, v)) for k, v in enumerate(values))
        return svg.element("polyline", points=points, fill="none", stroke=ink, stroke_width=width,
                           stroke_dasharray=dashes)  # fmt: skip

    def frame(self, name, ticks):
        """Draw the edges, the zero line, a name and the numbers of the rows."""
        zero = self.at(0, 0.0)[1]
        parts = [
            svg.text(self.left, self.top - 8, name, font_size=14),
            svg.line(self.left, self.top, self.left, self.bottom, stroke=style.GREY),
            svg.line(self.left, zero, self.right, zero, stroke=style.GREY),
        ]
        return parts + [
            svg.text(self.left - 8, self.at(0, tick)[1] + 5, short(tick), font_size=13,
                     text_anchor="end") for tick in ticks
        ]  # fmt: skip
