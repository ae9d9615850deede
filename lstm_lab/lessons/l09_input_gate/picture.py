"""A gate as a wall: what arrives, what passes, and the level behind it."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas, kept_apart
from lstm_lab.drawing.numbers import fixed

GATE, CANDIDATE, CELL, GHOST, REFERENCE = (
    style.ROLES[name] for name in ("i", "g", "c", "ghost", "reference")
)
REACH, WALL = 8.0, 0.14  # largest pre-activation drawn; half the wall's thickness
LOW, HIGH = -3.2, 2.2  # of the level c; what is beyond is a triangle at the edge, numbers written
BOTTOM, HEIGHT = 0.2, 0.6
GAP = 1.3  # between the labels of now and before, in units of c


class WallPicture(Canvas):
    """Left the two squashing curves, then the wall, the level behind it, and the level over time.

    The scene's frame is `explorer.Frame`. Step 0 stores the message, the others are distractors.
    """

    size = (style.WIDTH, 480)

    def __init__(self, T, curves):
        """T, the number of steps; curves, three arrays (G,): a, and the i and g that it gives."""
        self.T, self._curves = T, curves
        super().__init__()

    def build(self, figure):
        """Draw axes, curves and labels; return everything that moves."""
        box = BOTTOM, HEIGHT
        self.curves = figure.add_axes((0.05, box[0], 0.235, box[1]), xlim=(-REACH, REACH))
        self.wall = figure.add_axes((0.36, box[0], 0.19, box[1]), xlim=(-1.2, 1.2))
        self.tank = figure.add_axes((0.6, box[0], 0.035, box[1]), ylim=(LOW, HIGH))
        self.line = figure.add_axes((0.70, box[0], 0.2, box[1]), ylim=(LOW, HIGH))
        self._label_axes()
        self._make_words()
        return (*self._gate_artists(), *self._level_artists())

    def _label_axes(self):
        """Name every quantity; draw the two curves and the lines at zero."""
        grid, *both = self._curves
        for role, curve in zip((GATE, CANDIDATE), both, strict=True):
            self.curves.plot(grid, curve, color=role.colour, ls=role.line, lw=1.8)
        self.curves.set(xlabel="pre-activation a", ylim=(-1.1, 1.1), yticks=(-1, -0.5, 0, 0.5, 1))
        self.curves.text(-7.6, 0.6, "solid:\ni = sigma(a_i)", size=style.SMALL)
        self.curves.text(1.0, -0.95, "dash-dot:\ng = tanh(a_g)", size=style.SMALL)
        self.wall.set(xlabel="g arrives | i * g passes", ylabel="distractors, step by step")
        self.wall.set(ylim=(self.T - 0.3, 0.3), xticks=(), yticks=(1, 10, 20, 30))
        self.tank.set(xlim=(0, 1), xticks=(), xlabel="c now")
        self.line.set(xlim=(-0.9, self.T - 0.5), xlabel="step t", ylabel="level $c_t$ over time")
        for axes in (self.curves, self.tank, self.line):
            axes.axhline(0, color=style.PALE, lw=1, zorder=0)

    def _make_words(self):
        self.word("title", 0.012, 0.94, size=style.TITLE, bold=True)
        self.word("left", 0.012, 0.845)
        self.word("wall", 0.365, 0.845)
        self.word("formula", 0.012, 0.035, size=style.TITLE)
        self.word("target", 0, 0, "ls", size=style.SMALL)
        self.word("end", 0, 0, "lm", size=style.TITLE, colour=CELL.colour, bold=True)
        self.word("ghost", 0, 0, "lm", size=style.SMALL, colour=style.GREY)
        self.word("question", 0, 0, "mm", size=34, colour=style.GREY)

    def _gate_artists(self):
        """Make the two points on the curves, the arrows and the wall."""
        plot = self.wall.plot
        self.dots = [
            self.curves.plot([], [], role.marker, color=role.colour, mec=style.INK, ms=10)[0]
            for role in (GATE, CANDIDATE)
        ]
        self.above, self.below = (
            plot([], [], color=CANDIDATE.colour, ls=line, lw=2.2)[0] for line in ("-", ":")
        )
        self.passed, self.drained = (
            plot([], [], color=GATE.colour, ls=line, lw=2.8)[0] for line in ("-", ":")
        )
        self.block = Rectangle((-WALL, 0.3), 2 * WALL, self.T, fc=style.INK, ec=style.INK, lw=1)
        self.wall.add_patch(self.block)
        return (*self.dots, self.above, self.below, self.passed, self.drained, self.block)

    def _level_artists(self):
        """Make the tank, the lines over time and the cover."""
        plot = self.line.plot
        self.level = Rectangle((0, 0), 1, 0, fc=CELL.colour, ec=style.INK, lw=0.8)
        self.tank.add_patch(self.level)
        looks = {"color": style.INK, "ls": (0, (4, 3)), "lw": 1.6}
        self.marks = [axes.plot([], [], **looks)[0] for axes in (self.tank, self.line)]
        self.cover = Rectangle((0, LOW), self.T, HIGH - LOW, fc="#F1F1F1", ec="none")
        self.line.add_patch(self.cover)
        self.ghost = plot([], [], color=GHOST.colour, ls=GHOST.line, lw=1.6)[0]
        self.past = plot([], [], color=CELL.colour, marker=CELL.marker, ms=4, lw=1.8)[0]
        self.beyond = [plot([], [], m, color=CELL.colour, ms=5, clip_on=False)[0] for m in "^v"]
        self.reference = plot([], [], color=REFERENCE.colour, ls=REFERENCE.line, lw=3.4)[0]
        lines = self.ghost, self.reference, self.past, *self.beyond
        return self.level, self.cover, *self.marks, *lines

    def move(self, scene):
        """Put one frame's arrays and texts into the artists."""
        frame = scene.frame
        for name in ("title", "left", "wall", "formula"):
            self.words[name].text = getattr(frame, name)
        values = (frame.a_i, frame.i), (frame.a_g, frame.g)
        for dot, (a, value) in zip(self.dots, values, strict=True):
            dot.set_data([np.clip(a[frame.t], -REACH, REACH)], [value[frame.t]])  # a held gate: NaN
        self._move_wall(frame)
        self._move_level(frame)
        self._move_labels(frame, scene.ghost)
        self._move_cover(scene)

    def _move_wall(self, frame):
        """Draw one arrow a distractor so far: up to the wall, and what is left behind it."""
        shown = np.arange(1, frame.t + 1)
        g, through = frame.g[shown], (frame.i * frame.g)[shown]
        for sign, before, after in ((1, self.above, self.passed), (-1, self.below, self.drained)):
            here = sign * g > 0
            before.set_data(*arrows(-WALL - np.abs(g[here]), -WALL, shown[here]))
            after.set_data(*arrows(WALL, WALL + np.abs(through[here]), shown[here]))
        self.block.set_alpha(1 - float(np.clip(frame.i[frame.t], 0, 1)) * 0.95)

    def _move_level(self, frame):
        steps, target = np.arange(self.T), frame.target
        self.level.set_height(float(np.clip(frame.c[frame.t], LOW, HIGH)))
        done, c = steps[: frame.t + 1], frame.c[: frame.t + 1]
        self.past.set_data(done, _inside(c))
        for artist, edge, off in zip(self.beyond, (HIGH, LOW), (c > HIGH, c < LOW), strict=True):
            artist.set_data(done[off], np.full(off.sum(), edge))
        self.marks[0].set_data((0, 1), (target, target))
        self.marks[1].set_data((-0.9, self.T - 0.5), (target, target))
        shown = frame.reference is not None
        self.reference.set_data(*(steps, _inside(frame.reference)) if shown else ([], []))

    def _move_labels(self, frame, ghost):
        """Write the values at the right end; now and before keep apart."""
        x, value = self.T + 0.3, float(np.clip(frame.c[frame.t], LOW, HIGH))
        self.place("end", fixed(frame.c[frame.t]), self.line, x, value)
        self.place("target", f"dashed: message {fixed(frame.target)}", self.line, 0, LOW + 0.15)
        before = (
            ([], []) if ghost is None else (np.arange(frame.t + 1), _inside(ghost.c[: frame.t + 1]))
        )
        self.ghost.set_data(*before)
        self.words["ghost"].text = ""
        if ghost is not None:
            other = float(np.clip(ghost.c[frame.t], LOW, HIGH))
            y = kept_apart(other, value, GAP)
            words = f"before:\n{ghost.label}\nc = {fixed(ghost.c[frame.t])}"
            self.place("ghost", words, self.line, x, y)

    def _move_cover(self, scene):
        """Hide what the reader is asked for, from the step after the one shown."""
        start = scene.frame.t + 0.6
        self.cover.set_x(start)
        self.cover.set_visible(scene.covered)
        middle = (start + self.T) / 2
        self.place("question", "?" if scene.covered else "", self.line, middle, 1)


def _inside(c):
    """Return c with gaps (NaN) where it is beyond the axis."""
    return np.where((c < LOW) | (c > HIGH), np.nan, c)


def arrows(start, end, y):
    """Return one line that draws a bar from start to end at each y, with gaps (NaN) between."""
    start, end = np.broadcast_to(start, np.shape(y)), np.broadcast_to(end, np.shape(y))
    gaps = np.full(np.shape(y), np.nan)
    across = np.stack([start, end, gaps], axis=-1)
    return across.ravel(), np.stack([y, y, gaps], axis=-1).ravel()
