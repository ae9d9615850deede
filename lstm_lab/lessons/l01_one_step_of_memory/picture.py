"""One unit over time: the cobweb of one step, and inputs over hidden states."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas, kept_apart
from lstm_lab.drawing.numbers import fixed, short

HIDDEN, INPUT, GHOST, REFERENCE = (style.ROLES[name] for name in ("h", "x", "ghost", "reference"))
LABEL_GAP = 0.5  # in units of h, between the labels of now and before
TICKS = (-1, -0.5, 0, 0.5, 1)


class MemoryPicture(Canvas):
    """Left the cobweb, right x_t over h_t, below the step with its numbers.

    The scene's frame is `explorer.Frame`.
    """

    size = (style.WIDTH, 470)

    def __init__(self, T):
        self.T = T
        super().__init__()

    def build(self, figure):
        """Draw axes, labels and the diagonal; return everything that moves."""
        self.web = figure.add_axes((0.07, 0.2, 0.335, 0.645), xlim=(-1.1, 1.1), ylim=(-1.1, 1.1))
        self.bars = figure.add_axes((0.5, 0.69, 0.385, 0.155))
        self.line = figure.add_axes((0.5, 0.2, 0.385, 0.385))
        self._label_axes()
        self.word("title", 0.012, 0.94, size=style.TITLE, bold=True)
        self.word("left", 0.07, 0.865)
        self.word("right", 0.5, 0.605)
        self.word("formula", 0.012, 0.035, size=style.TITLE)
        self.word("curves", 0, 0, size=style.SMALL, colour=style.GREY)
        self.word("end", 0, 0, "lm", size=style.TITLE, colour=HIDDEN.colour, bold=True)
        self.word("ghost", 0, 0, "lm", size=style.SMALL, colour=style.GREY)
        self.word("question", 0, 0, "mm", size=34, colour=style.GREY)
        return (*self._web_artists(), *self._time_artists())

    def _label_axes(self):
        """Name every quantity, and draw the zero lines and the diagonal."""
        self.web.set(xlabel="state before the step, $h_{t-1}$", ylabel="state after it, $h_t$")
        self.web.set(xticks=TICKS, yticks=TICKS)
        self.web.plot((-1.1, 1.1), (-1.1, 1.1), color=style.PALE, lw=1.2, zorder=1)
        steps = {"xlim": (-0.9, self.T - 0.5), "xticks": range(0, self.T, 5)}
        self.bars.set(ylabel="input $x_t$", ylim=(-1.7, 1.7), yticks=(-1, 0, 1), **steps)
        self.bars.tick_params(labelbottom=False)
        self.line.set(ylabel="state $h_t$", xlabel="step t", ylim=(-1.1, 1.1), **steps)
        self.line.set_yticks(TICKS)
        for axes in (self.bars, self.line):
            axes.axhline(0, color=style.PALE, lw=1)

    def _web_artists(self):
        """Make the curves, the staircase and its points; the dot is where the step arrives."""
        plot = self.web.plot
        self.web_ghost = plot([], [], color=GHOST.colour, ls=GHOST.line, lw=1.3)[0]
        self.rest = plot([], [], color=style.INK, lw=1.8)[0]
        self.now = plot([], [], color=style.INK, lw=1.4, ls="-.")[0]
        self.stairs = plot([], [], color=HIDDEN.colour, lw=1.3)[0]
        self.settles = plot([], [], "s", color=style.INK, mfc=style.PAPER, ms=8, ls="")[0]
        self.web_dot = plot([], [], HIDDEN.marker, color=HIDDEN.colour, ms=8)[0]
        return (self.web_ghost, self.rest, self.now, self.stairs, self.settles, self.web_dot)

    def _time_artists(self):
        """Make the bars, the lines over time, the labels at their ends, and the cover."""
        plot = self.line.plot
        self.stems = self.bars.plot([], [], color=INPUT.colour, lw=5, solid_capstyle="butt")[0]
        self.ghost = plot([], [], color=GHOST.colour, ls=GHOST.line, lw=1.6)[0]
        self.past = plot([], [], color=HIDDEN.colour, marker=HIDDEN.marker, ms=3.5, lw=1.8)[0]
        self.reference = plot([], [], color=REFERENCE.colour, ls=REFERENCE.line, lw=3.4)[0]
        self.dot = plot([], [], HIDDEN.marker, color=HIDDEN.colour, ms=8)[0]
        self.cover = Rectangle((0, -1.1), self.T, 2.2, fc="#F1F1F1", ec="none")
        self.line.add_patch(self.cover)
        return self.stems, self.cover, self.ghost, self.reference, self.past, self.dot

    def move(self, scene):
        """Put one frame's arrays and texts into the artists."""
        frame, ghost = scene.frame, scene.ghost
        for name in ("title", "left", "right", "formula"):
            self.words[name].text = getattr(frame, name)
        self._move_web(frame, ghost)
        self._move_time(frame)
        self._move_ghost(frame, ghost)
        self._move_cover(scene)

    def _move_web(self, frame, ghost):
        self.rest.set_data(frame.grid, frame.rest)
        different = frame.x[frame.t] != 0
        self.now.set_data(*(frame.grid, frame.now) if different else ([], []))
        self._name_curves(frame, different)
        self.web_ghost.set_data(*([], []) if ghost is None else (ghost.grid, ghost.rest))
        self.stairs.set_data(*staircase(frame.h[: frame.t + 1]))
        self.settles.set_data(frame.settles, frame.settles)
        self.web_dot.set_data([before(frame)], [frame.h[frame.t]])

    def _name_curves(self, frame, different):
        """Say which curve has the input, in the lower corner that the curves leave free."""
        rising = frame.rest[-1] > frame.rest[0]
        self.words["curves"].anchor = "rs" if rising else "ls"
        text = f"solid: no input, dash-dot: x = {short(frame.x[frame.t])}" if different else ""
        self.place("curves", text, self.web, 1.06 if rising else -1.04, -1.03)

    def _move_time(self, frame):
        steps = np.arange(self.T)
        self.stems.set_data(*stems(frame.x))
        self.past.set_data(steps[: frame.t + 1], frame.h[: frame.t + 1])
        self.dot.set_data([frame.t], [frame.h[frame.t]])
        shown = frame.reference is not None
        self.reference.set_data(*(steps, frame.reference) if shown else ([], []))

    def _move_ghost(self, frame, ghost):
        """Draw the setting before, and keep the two labels at the right end apart."""
        x, value = self.T + 0.2, frame.h[frame.t]
        self.place("end", fixed(value), self.line, x, value)
        if ghost is None:
            self.ghost.set_data([], [])
            self.words["ghost"].text = ""
            return
        self.ghost.set_data(np.arange(frame.t + 1), ghost.h[: frame.t + 1])
        other = ghost.h[frame.t]
        y = kept_apart(other, value, LABEL_GAP)
        words = f"before:\n{ghost.label}\nh = {fixed(other)}"
        self.place("ghost", words, self.line, x, y)

    def _move_cover(self, scene):
        """Hide what the reader is asked for, from the step after the one shown."""
        start = scene.frame.t + 0.6
        self.cover.set_x(start)
        self.place("question", "?" if scene.covered else "", self.line, (start + self.T) / 2, 0)
        self.cover.set_visible(scene.covered)
        self.settles.set_visible(not scene.covered)


def before(frame):
    """Return h_{t-1} of the step shown, 0 before the first."""
    return frame.h[frame.t - 1] if frame.t else 0.0


def staircase(h):
    """Return the path of the cobweb: up to the curve, across to the diagonal, step by step."""
    corners = np.repeat(np.concatenate([[0.0], h]), 2)
    return corners[:-2], corners[1:-1]


def stems(x):
    """Return one line that draws every x_t as a bar: down, up, and a gap (NaN) between bars."""
    steps, gaps = np.arange(len(x)), np.full(len(x), np.nan)
    across = np.stack([steps, steps, gaps], axis=1)
    up = np.stack([np.zeros(len(x)), x, gaps], axis=1)
    return across.ravel(), up.ravel()
