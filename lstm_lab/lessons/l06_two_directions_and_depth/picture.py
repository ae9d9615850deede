"""What an output can see: the network with the paths lit, over the gradient at every input."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Rectangle

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas

ERROR, HIDDEN, INPUT = (style.ROLES[name] for name in ("error+", "h", "x"))
LOW, HIGH = 1e-11, 10.0
LEFT, WIDTH = 0.13, 0.7
LINES = ("-", (0, (5, 3)), (0, (5, 2, 1, 2)))  # one direction, two directions, two layers
ROWS = 4  # outputs, two rows of states, inputs
NAMES = ("output", "states", "states", "inputs")


class LightConePicture(Canvas):
    """Above the network, what is seen lit; below the gradient at every input, on a log axis.

    The scene's frame is `explorer.Frame`.
    """

    size = (style.WIDTH, 530)

    def __init__(self, T):
        self.T = T
        super().__init__()

    def build(self, figure):
        """Draw axes and labels; return everything that moves."""
        across = {"xlim": (-0.8, self.T - 0.2)}
        self.net = figure.add_axes((LEFT, 0.57, WIDTH, 0.24), ylim=(-0.6, ROWS - 0.4), **across)
        self.chart = figure.add_axes((LEFT, 0.1, WIDTH, 0.36), yscale="log", ylim=(LOW, HIGH))
        self.chart.set(ylabel="size of the gradient", yticks=10.0 ** np.arange(-9, 2, 3), **across)
        self.net.set(yticks=())
        self.chart.set(xlabel="step")
        self.net.spines["left"].set_visible(False)
        self._make_words()
        return *self._curves(), *self._nodes()

    def _make_words(self):
        bold, small = {"bold": True}, {"size": style.SMALL}
        self.word("title", 0.012, 0.945, size=style.TITLE, **bold)
        self.word("reading", LEFT, 0.89, colour=ERROR.colour, **bold)
        self.word("carried", LEFT, 0.845, colour=style.GREY, **small)
        for k in range(3):
            self.word(f"line {k}", LEFT + WIDTH + 0.012, 0.4 - 0.085 * k, "lm", **small)
        for k in range(ROWS):
            self.word(f"row {k}", 0, 0, "rm", **small)
        self.word("question", 0, 0, "mm", size=34, colour=style.GREY)

    def _curves(self):
        """Make the three lines, the cursors at output and input, and the dots."""
        plot = self.chart.plot
        self.lines = [plot([], [], color=style.INK, ls=line, lw=1.4)[0] for line in LINES]
        self.chosen = plot([], [], color=ERROR.colour, lw=2.6)[0]
        self.at_input = [a.plot([], [], color=style.GREY, lw=1)[0] for a in (self.chart, self.net)]
        self.at_output = plot([], [], color=HIDDEN.colour, lw=1, ls=":")[0]
        self.dot = plot([], [], "o", color=ERROR.colour, ms=8, ls="")[0]
        return (*self.at_input, self.at_output, *self.lines, self.chosen, self.dot)

    def _nodes(self):
        """Make the dark nodes and arrows, the lit ones over them, and the cover."""
        plot = self.net.plot
        hollow = {"ls": "", "mfc": style.PAPER, "ms": 6}
        self.paths = plot([], [], color=HIDDEN.colour, lw=2.2)[0]
        self.dark = plot([], [], "o", color=style.PALE, **hollow)[0]
        self.lit = plot([], [], "o", color=HIDDEN.colour, ms=6, ls="")[0]
        self.dark_inputs = plot([], [], "s", color=style.PALE, **hollow)[0]
        self.lit_inputs = plot([], [], "s", color=INPUT.colour, ms=6, ls="")[0]
        self.output = plot([], [], "D", color=ERROR.colour, ms=9, ls="")[0]
        self.cover = Rectangle((-0.8, -0.6), self.T + 1, 1.8, fc="#F1F1F1", ec="none")
        self.net.add_patch(self.cover)
        self.shade = Rectangle((-0.8, LOW), self.T + 1, HIGH, fc="#F1F1F1", ec="none")
        self.chart.add_patch(self.shade)
        return (self.paths, self.dark, self.lit, self.dark_inputs, self.lit_inputs, self.output,
                self.cover, self.shade)  # fmt: skip

    def move(self, scene):
        """Put one frame's arrays and texts into the artists."""
        frame = scene.frame
        for name in ("title", "reading", "carried"):
            self.words[name].text = getattr(frame, name)
        if scene.covered:
            self.words["title"].text = "Which inputs does the output see?"
            self.words["reading"].text = ""
        self._move_curves(frame, scene.covered)
        self._move_nodes(frame)
        for artist in (self.cover, self.shade):
            artist.set_visible(scene.covered)
        self.place("question", "?" if scene.covered else "", self.net, self.T / 2, 0.3)

    def _move_curves(self, frame, covered):
        steps = np.arange(self.T)
        for k, line in enumerate(self.lines):
            shown = k in (frame.chosen, 2) or (k == 0 and frame.chosen == 2)  # 0 and 1 coincide
            line.set_data(*(steps, frame.sizes[k]) if shown else ([], []))
            self.words[f"line {k}"].text = frame.names[k] if shown and not covered else ""
            self.words[f"line {k}"].bold = k == frame.chosen
        self.chosen.set_data(steps, frame.sizes[frame.chosen])
        self.chosen.set_linestyle(LINES[frame.chosen])
        for line, ends in zip(self.at_input, ((LOW, HIGH), (-0.6, 3)), strict=True):
            line.set_data((frame.s, frame.s), ends)
        self.at_output.set_data((frame.t, frame.t), (LOW, HIGH))
        self.dot.set_data([frame.s], [frame.sizes[frame.chosen][frame.s]])

    def _move_nodes(self, frame):
        steps = np.arange(self.T)
        rows = [row for row in (frame.lower, frame.upper) if row is not None]
        heights = (1, 2) if len(rows) == 2 else (1.5,)
        across = np.concatenate([steps for _ in rows])
        up, lit = np.repeat(heights, self.T), np.concatenate(rows)
        self.dark.set_data(across[~lit], up[~lit])
        self.lit.set_data(across[lit], up[lit])
        for artist, there in ((self.dark_inputs, ~frame.seen), (self.lit_inputs, frame.seen)):
            artist.set_data(steps[there], np.zeros(there.sum()))
        self.output.set_data([frame.t], [3])
        self.paths.set_data(*paths(rows, heights, frame))
        texts = (*zip(heights, frame.rows, strict=True), (0, "inputs x"), (3, "output"))
        for k in range(ROWS):
            height, text = texts[k] if k < len(texts) else (0, "")
            self.place(f"row {k}", text, self.net, -1.2, height)


def paths(rows, heights, frame):
    """Return one line along the lit states, from the lit inputs and to the output, with gaps."""
    stretches = []
    for row, height in zip(rows, heights, strict=True):
        lit = np.flatnonzero(row)
        if len(lit):
            stretches.append(((lit[0], lit[-1]), (height, height)))
    s, t = frame.s, frame.t
    mine = [h for row, h in zip(rows, heights, strict=True) if row[s]]
    if mine:
        stretches.append(((s, s), (0, max(mine))))
    stretches.append(((t, t), (min(heights), 3)))
    points = [np.array([[*x, np.nan], [*y, np.nan]]) for x, y in stretches]
    return np.concatenate(points, axis=1)
