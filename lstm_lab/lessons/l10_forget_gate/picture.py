"""How long a gate keeps: half-life over bias, what is left over time, gradients by lag."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas
from lstm_lab.drawing.numbers import fixed, power

GATE, CELL, ERROR, HIDDEN, REFERENCE = (
    style.ROLES[name] for name in ("f", "c", "error+", "h", "reference")
)
STEPS = 100
SHORTEST, LONGEST = 0.2, 1000.0  # of the half-lives drawn
SMALLEST, LARGEST = 1e-10, 1e2  # of the gradients drawn; what is beyond leaves the picture
LEFT = 0.07


class HalfLifePicture(Canvas):
    """Left half-life over bias, middle c as one bar a step, right gradients by lag, log axis.

    The scene's frame is `explorer.Frame`. A curve is two arrays (G,), bias and half-life; marks are
    biases whose half-lives are written beside them.
    """

    size = (style.WIDTH, 480)

    def __init__(self, curve, marks):
        self._curve, self._marks = curve, marks
        super().__init__()

    def build(self, figure):
        """Draw axes, the ruler and labels; return everything that moves."""
        self.ruler = figure.add_axes((LEFT, 0.2, 0.235, 0.57), yscale="log")
        self.bars = figure.add_axes((0.375, 0.2, 0.235, 0.57), xlim=(-1, STEPS + 1))
        self.lags = figure.add_axes((0.695, 0.2, 0.235, 0.57), yscale="log")
        self._label_axes()
        self._make_words()
        return (*self._ruler_artists(), *self._bar_artists(), *self._lag_artists())

    def _label_axes(self):
        """Name every quantity."""
        bias, _ = self._curve
        self.ruler.set(xlim=(bias[0], bias[-1]), ylim=(SHORTEST, LONGEST))
        self.ruler.set(xlabel="bias $b_f$", ylabel="half-life in steps")
        self.ruler.set_yticks((1, 10, 100, 1000), ("1", "10", "100", "1000"))
        self.ruler.grid(axis="y", color=style.PALE, lw=0.8)
        self.bars.set(ylim=(0, 1.05), yticks=(0, 0.5, 1), xlabel="step t", ylabel="c, 1 at step 0")
        self.bars.axhline(0.5, color=style.INK, lw=1, ls=(0, (4, 3)))
        self.lags.set(xlim=(-1, STEPS + 1), ylim=(SMALLEST, LARGEST), xlabel="lag: steps back")
        self.lags.set(ylabel="size of the gradient", yticks=10.0 ** np.arange(-10, 3, 3))
        self.lags.axhline(1, color=style.PALE, lw=1)

    def _make_words(self):
        small = {"size": style.SMALL}
        self.word("title", 0.012, 0.94, size=style.TITLE, bold=True)
        self.word("left", LEFT - 0.03, 0.855)
        self.word("middle", 0.375, 0.855)
        self.word("right", 0.675, 0.855)
        self.word("formula", 0.012, 0.035, size=style.TITLE)
        self.word("note", 0.99, 0.04, "rs", colour=style.GREY, **small)
        self.word("question", 0, 0, "mm", size=34, colour=style.GREY)
        for k in range(len(self._marks)):
            self.word(f"mark{k}", 0, 0, "rm", **small)

    def _ruler_artists(self):
        """Make the curve, the marked points, the reader's own point and the cover."""
        plot = self.ruler.plot
        self.curve = plot(*self._curve, color=GATE.colour, lw=2)[0]
        spans = np.interp(self._marks, *self._curve)
        self.points = plot(self._marks, spans, "o", color=style.INK, mfc=style.PAPER, ms=7)[0]
        self.dot = plot([], [], GATE.marker, color=GATE.colour, mec=style.INK, ms=9, clip_on=False)[
            0
        ]
        width = self._curve[0][-1] - self._curve[0][0]
        self.hidden = Rectangle(
            (self._curve[0][0], SHORTEST), width, LONGEST, fc="#F1F1F1", ec="none"
        )
        self.ruler.add_patch(self.hidden)
        return self.curve, self.points, self.hidden, self.dot

    def _bar_artists(self):
        """Make the bars of c, the cursor and the course's own result."""
        plot = self.bars.plot
        self.ink = plot([], [], color=CELL.colour, lw=1.5, solid_capstyle="butt")[0]
        self.reference = plot([], [], color=REFERENCE.colour, ls=REFERENCE.line, lw=3)[0]
        self.cursors = [
            axes.plot([], [], color=style.GREY, lw=1)[0] for axes in (self.bars, self.lags)
        ]
        self.here = plot([], [], CELL.marker, color=CELL.colour, mec=style.INK, ms=9)[0]
        return self.ink, self.reference, self.cursors[0], self.here

    def _lag_artists(self):
        """Make the two lines by lag with their points at the cursor."""
        plot = self.lags.plot
        self.other = plot([], [], color=HIDDEN.colour, ls="--", lw=2)[0]
        self.lstm = plot([], [], color=ERROR.colour, lw=2.4)[0]
        self.ends = [
            plot([], [], marker, color=colour, mec=style.INK, ms=8)[0]
            for marker, colour in (("s", HIDDEN.colour), ("o", ERROR.colour))
        ]
        return self.cursors[1], self.other, self.lstm, *self.ends

    def move(self, scene):
        """Put one frame's arrays and texts into the artists."""
        frame = scene.frame
        for name in ("title", "left", "middle", "right", "formula"):
            self.words[name].text = getattr(frame, name)
        self.words["note"].text = scene.note
        self._move_ruler(frame, scene.covered)
        self._move_bars(frame)
        self._move_lags(frame)

    def _move_ruler(self, frame, covered):
        """Hide the half-lives until they are guessed; then write those of the marks."""
        self.hidden.set_visible(covered)
        at = ([], []) if covered or frame.span is None else ([frame.b], [frame.span])
        self.dot.set_data(*at)
        bias, spans = self._curve
        for k, b in enumerate(self._marks):
            span = float(np.interp(b, bias, spans))
            text = "" if covered else steps(span)
            self.place(f"mark{k}", text, self.ruler, b - 0.35, span * 1.35)
        self.place("question", "?" if covered else "", self.ruler, (bias[0] + bias[-1]) / 2, 14)

    def _move_bars(self, frame):
        t = np.arange(STEPS + 1)
        shown = t <= frame.step
        gaps = np.full(shown.sum(), np.nan)
        across = np.stack([t[shown], t[shown], gaps], axis=1).ravel()
        up = np.stack([np.zeros(shown.sum()), frame.c[shown], gaps], axis=1).ravel()
        self.ink.set_data(across, up)
        self.here.set_data([frame.step], [frame.c[frame.step]])
        self.reference.set_data(*([], []) if frame.reference is None else (t, frame.reference))
        self.cursors[0].set_data([frame.step] * 2, [0, 1.05])

    def _move_lags(self, frame):
        t, lag = np.arange(STEPS + 1), frame.step
        for line, end, values in (
            (self.other, self.ends[0], frame.other),
            (self.lstm, self.ends[1], frame.lstm),
        ):
            line.set_data(t, np.maximum(values, SMALLEST / 100))
            end.set_data([lag], [values[lag]])
        self.cursors[1].set_data([lag] * 2, [SMALLEST, LARGEST])


def steps(span):
    """Write a half-life: whole steps, or one digit behind the point where it matters."""
    return fixed(span, 0) if span >= 10 or abs(span - round(span)) < 1e-3 else power(span)
