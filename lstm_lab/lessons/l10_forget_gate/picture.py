"""How long a gate keeps: half-life over bias, and what is left over time."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas
from lstm_lab.drawing.numbers import fixed, power

GATE, CELL, REFERENCE = (style.ROLES[name] for name in ("f", "c", "reference"))
STEPS = 100
SHORTEST, LONGEST = 0.2, 1000.0  # of the half-lives drawn
LEFT = 0.07


class HalfLifePicture(Canvas):
    """Left half-life over bias on a logarithmic axis, right c as one bar a step.

    The scene's frame is `explorer.Frame`. A curve is two arrays (G,), bias and half-life; marks are
    biases whose half-lives are written beside them.
    """

    size = (style.WIDTH, 460)

    def __init__(self, curve, marks):
        self._curve, self._marks = curve, marks
        super().__init__()

    def build(self, figure):
        """Draw axes, the ruler and labels; return everything that moves."""
        self.ruler = figure.add_axes((LEFT, 0.2, 0.37, 0.58), yscale="log")
        self.bars = figure.add_axes((0.55, 0.2, 0.41, 0.58), xlim=(-1, STEPS + 1))
        self._label_axes()
        self._make_words()
        return (*self._ruler_artists(), *self._bar_artists())

    def _label_axes(self):
        """Name every quantity."""
        bias, _ = self._curve
        self.ruler.set(xlim=(bias[0], bias[-1]), ylim=(SHORTEST, LONGEST))
        self.ruler.set(xlabel="bias $b_f$", ylabel="half-life in steps")
        self.ruler.set_yticks((1, 10, 100, 1000), ("1", "10", "100", "1000"))
        self.ruler.grid(axis="y", color=style.PALE, lw=0.8)
        self.bars.set(ylim=(0, 1.05), yticks=(0, 0.5, 1), xlabel="step t", ylabel="c, 1 at step 0")
        self.bars.axhline(0.5, color=style.INK, lw=1, ls=(0, (4, 3)))

    def _make_words(self):
        small = {"size": style.SMALL}
        self.word("title", 0.012, 0.94, size=style.TITLE, bold=True)
        self.word("left", LEFT - 0.03, 0.855)
        self.word("right", 0.55, 0.855)
        self.word("formula", 0.012, 0.035, size=style.TITLE)
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
        self.cursor = plot([], [], color=style.GREY, lw=1)[0]
        self.here = plot([], [], CELL.marker, color=CELL.colour, mec=style.INK, ms=9)[0]
        return self.ink, self.reference, self.cursor, self.here

    def move(self, scene):
        """Put one frame's arrays and texts into the artists."""
        frame = scene.frame
        for name in ("title", "left", "right", "formula"):
            self.words[name].text = getattr(frame, name)
        self._move_ruler(frame, scene.covered)
        self._move_bars(frame)

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
        self.cursor.set_data([frame.step] * 2, [0, 1.05])


def steps(span):
    """Write a half-life: whole steps, or one digit behind the point where it matters."""
    return fixed(span, 0) if span >= 10 or abs(span - round(span)) < 1e-3 else power(span)
