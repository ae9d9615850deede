"""The error of a measured gradient against the step: two slopes, and rounding."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas

GHOST, REFERENCE = style.ROLES["ghost"], style.ROLES["reference"]
LOWEST, HIGHEST = -13.0, 1.0  # powers of ten on the axis of the errors
FIRST, LAST = -14.0, 0.0  # powers of ten on the axis of the steps


class StepPicture(Canvas):
    """Errors of one-sided and central differences over eps, both axes logarithmic.

    The scene's frame is `numeric_gradient.Frame`. Covered, it hides all small steps.
    """

    size = (style.WIDTH, 460)

    def build(self, figure):
        """Draw axes, labels and the lines of slope 1 and 2; return everything that moves."""
        self.axes = figure.add_axes(
            (0.09, 0.19, 0.88, 0.68), xlim=(FIRST - 0.2, LAST + 0.2), ylim=(LOWEST - 0.3, HIGHEST)
        )
        self._label_axes()
        self.word("title", 0.012, 0.94, size=style.TITLE, bold=True)
        self.word("formula", 0.012, 0.035, size=style.TITLE)
        self.word("near", 0.12, 0.33, colour=style.GREY)
        self.word("question", 0, 0, "mm", size=34, colour=style.GREY)
        plot = self.axes.plot
        self.rounding = plot([], [], color=REFERENCE.colour, ls=":", lw=1.4)[0]
        self.reference = plot([], [], color=REFERENCE.colour, ls=REFERENCE.line, lw=4)[0]
        self.one_sided = plot([], [], color=GHOST.colour, ls=GHOST.line, lw=2.2)[0]
        self.central = plot([], [], color=style.INK, lw=2.2)[0]
        self.cursor = plot([], [], color=style.GREY, lw=1)[0]
        looks = (GHOST.colour, "v"), (style.INK, "o")
        self.dots = [plot([], [], marker, color=colour, ms=9)[0] for colour, marker in looks]
        self.cover = Rectangle((FIRST - 0.2, LOWEST - 0.3), 13.2, 14.3, fc="#F1F1F1", ec="none")
        self.axes.add_patch(self.cover)
        return (self.rounding, self.reference, self.one_sided, self.central, self.cursor,
                *self.dots, self.cover, *self.answer, self.guess)  # fmt: skip

    def _label_axes(self):
        """Name the quantities; write each curve's name beside it."""
        self.axes.set(xlabel="step eps", ylabel="relative error of the measured gradient")
        ticks, rows = range(-14, 1, 2), range(-12, 1, 2)
        self.axes.set_xticks(ticks, [f"$10^{{{k}}}$" for k in ticks])
        self.axes.set_yticks(rows, [f"$10^{{{k}}}$" for k in rows])
        self.axes.grid(color=style.PALE, lw=0.5)
        small = {"size": style.SMALL, "ha": "right"}
        self.axes.text(-5.4, -4.9, "one-sided: grows as eps", color=style.GREY, **small)
        central = self.axes.text(-0.1, -9.2, "central: grows as eps squared", **small)
        rounding = self.axes.text(-9.2, -3.1, "rounding: last digit / eps", **small)
        guess = self.axes.plot([], [], "D", mfc=style.PAPER, mec=style.MINE, mew=2.4, ms=10)[0]
        self.answer, self.guess = (central, rounding), guess

    def move(self, scene):
        """Put one frame's arrays and texts into the artists."""
        frame = scene.frame
        for name in ("title", "formula", "near"):
            self.words[name].text = getattr(frame, name)
        for artist, errors in ((self.one_sided, frame.one_sided), (self.central, frame.central),
                               (self.rounding, frame.rounding)):  # fmt: skip
            artist.set_data(frame.exponents, np.log10(errors))
        known = frame.reference is not None
        self.reference.set_data(
            *(frame.exponents, np.log10(frame.reference)) if known else ([], [])
        )
        x = frame.exponents[frame.at]
        self.cursor.set_data([x, x], [LOWEST - 0.3, HIGHEST])
        for dot, errors in zip(self.dots, (frame.one_sided, frame.central), strict=True):
            dot.set_data([x], [np.log10(errors[frame.at])])
        self.cover.set_visible(scene.covered)
        for artist in self.answer:
            artist.set_visible(not scene.covered)
        powers = [float(power) for power in scene.guesses.values()]
        self.guess.set_data(powers, [LOWEST] * len(powers))
        self.place("question", "?" if scene.covered else "", self.axes, -8, -6)
