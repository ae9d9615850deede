"""How large an error still is after a number of steps back, over the states it has to pass."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from lstm_lab.drawing import style
from lstm_lab.drawing.canvas import Canvas

ERROR, HIDDEN, GHOST = (style.ROLES[name] for name in ("error+", "h", "ghost"))
REFERENCE = style.ROLES["reference"]
LOW, HIGH = 1e-14, 1e6  # of the axis
BOTTOM, CEILING = 2 * LOW, HIGH / 2  # here an arrow stands for what is beyond
LEFT, WIDTH = 0.085, 0.745
SIZES = LinearSegmentedColormap.from_list("sizes", (style.PAPER, HIDDEN.colour))


class FadingPicture(Canvas):
    """Above the gradient's norm by lag, on a log axis; below |h| and the slope of tanh at each lag.

    The scene's frame is `explorer.Frame`.
    """

    size = (style.WIDTH, 530)

    def __init__(self, lags):
        self.lags = lags
        super().__init__()

    def build(self, figure):
        """Draw axes and labels; return everything that moves."""
        across = {"xlim": (-0.5, self.lags - 0.5)}
        self.top = figure.add_axes((LEFT, 0.435, WIDTH, 0.39), yscale="log", ylim=(LOW, HIGH))
        self.upper = figure.add_axes((LEFT, 0.245, WIDTH, 0.11), ylim=(0, 1), **across)
        self.lower = figure.add_axes((LEFT, 0.085, WIDTH, 0.11), ylim=(0, 1), **across)
        self.top.set(ylabel="size of the gradient", yticks=10.0 ** np.arange(-14, 7, 4), **across)
        self.top.axhline(1, color=style.PALE, lw=1.2)
        for axes in (self.upper, self.lower):
            axes.set(yticks=())
        self.upper.tick_params(labelbottom=False)
        self.lower.set_xlabel("lag: steps back from the last one")
        self._make_words()
        return *self._curves(), *self._strips()

    def _curves(self):
        """Make the lines of the norm, the cursor, the limit and the cover."""
        plot = self.top.plot
        self.before = plot([], [], color=GHOST.colour, ls=":", lw=1.6)[0]
        self.linear = plot([], [], color=style.INK, ls=(0, (5, 3)), lw=1.8)[0]
        self.tanh = plot([], [], color=ERROR.colour, lw=2.4)[0]
        self.reference = plot([], [], color=REFERENCE.colour, ls=REFERENCE.line, lw=4)[0]
        self.limit = plot([], [], color=GHOST.colour, ls="-.", lw=1.2)[0]
        self.cursor = plot([], [], color=style.GREY, lw=1)[0]
        self.dots = plot([], [], "s", color=style.INK, mfc=style.PAPER, ms=7, ls="")[0]
        self.dot = plot([], [], "o", color=ERROR.colour, ms=8, ls="")[0]
        self.cover = Rectangle((0, LOW), self.lags, HIGH, fc="#F1F1F1", ec="none")
        self.top.add_patch(self.cover)
        return (self.limit, self.before, self.reference, self.tanh, self.linear, self.cursor,
                self.dots, self.dot, self.cover)  # fmt: skip

    def _strips(self):
        """Make the two maps and the two histories."""
        box = {"extent": (-0.5, self.lags - 0.5, 0, 1), "vmin": 0, "vmax": 1, "aspect": "auto"}
        blank = np.zeros((1, self.lags))
        self.sizes = self.upper.imshow(blank, cmap=SIZES, interpolation="nearest", **box)
        self.slopes = self.lower.imshow(
            blank, cmap="Greys", interpolation="nearest", **box | {"vmax": 1.25}
        )
        self.histories = [
            self.upper.plot([], [], color=HIDDEN.colour, ls=line, lw=2)[0] for line in ("-", "--")
        ]
        self.marks = [
            axes.plot([], [], color=style.GREY, lw=1)[0] for axes in (self.upper, self.lower)
        ]
        return (self.sizes, self.slopes, *self.histories, *self.marks)

    def _make_words(self):
        """Make the sentences and the labels of the strips."""
        beside, bold = LEFT + WIDTH + 0.012, {"bold": True}
        small = {"size": style.SMALL}
        self.word("title", 0.012, 0.945, size=style.TITLE, **bold)
        self.word("with_tanh", LEFT, 0.888, colour=ERROR.colour, **bold)
        self.word("without", 0.47, 0.888)
        self.word("carried", LEFT, 0.845, colour=style.GREY, **small)
        self.word("upper", beside, 0.3, "lm", **small)
        self.word("lower", beside, 0.14, "lm", **small)
        self.word("limit", 0, 0, "lm", colour=style.GREY, **small)
        self.word("name_tanh", 0, 0, "lm", colour=ERROR.colour, bold=True, **small)
        self.word("name_linear", 0, 0, "lm", **small)
        self.word("question", 0, 0, "mm", size=34, colour=style.GREY)

    def move(self, scene):
        """Put one frame's arrays and texts into the artists."""
        frame = scene.frame
        for name in ("title", "with_tanh", "without", "carried", "upper", "lower"):
            self.words[name].text = getattr(frame, name)
        self._move_curves(frame)
        self._name_curves(frame, scene.covered)
        self._move_strips(frame)
        start = frame.lag + 0.6
        self.cover.set_x(start)
        self.cover.set_visible(scene.covered)
        self.place(
            "question", "?" if scene.covered else "", self.top, (start + self.lags) / 2, 1e-4
        )

    def _move_curves(self, frame):
        lags, lag = np.arange(self.lags), frame.lag
        shown = frame.tanh if frame.clipped is None else frame.clipped
        self.tanh.set_data(lags, shown)
        self.linear.set_data(lags, frame.linear)
        self.before.set_data(*([], []) if frame.clipped is None else (lags, frame.tanh))
        self.reference.set_data(*([], []) if frame.reference is None else (lags, frame.reference))
        ends = ([], []) if frame.limit is None else ((-0.5, self.lags - 0.5), (frame.limit,) * 2)
        self.limit.set_data(*ends)
        label = "" if frame.limit is None else f"limit {frame.limit:g}"
        self.place("limit", label, self.top, self.lags - 0.2, frame.limit or 1)
        self.cursor.set_data((lag, lag), (LOW, HIGH))
        for dot, marker, size in ((self.dots, "s", frame.linear[lag]), (self.dot, "o", shown[lag])):
            dot.set_data([lag], [np.clip(size, BOTTOM, CEILING)])
            dot.set_marker("v" if size < BOTTOM else "^" if size > CEILING else marker)

    def _name_curves(self, frame, covered):
        """Write the names of the two lines at their ends, apart where the lines meet."""
        tanh = frame.tanh if frame.clipped is None else frame.clipped
        low, high = (float(np.clip(a[-1], BOTTOM, HIGH / 4)) for a in (tanh, frame.linear))
        high = high if high > 30 * low or high < low / 30 else min(30 * low, HIGH)
        for name, words, y in (("name_tanh", "with tanh", low), ("name_linear", "without", high)):
            self.place(name, "" if covered else words, self.top, self.lags, y)

    def _move_strips(self, frame):
        single = frame.histories is not None
        self.sizes.set_data(np.zeros((1, self.lags)) if single else frame.sizes)
        self.slopes.set_data(frame.slopes)
        for k, line in enumerate(self.histories):
            values = 0.5 + 0.45 * frame.histories[k] if single else ()
            line.set_data(np.arange(self.lags) if single else (), values)
        for mark in self.marks:
            mark.set_data((frame.lag, frame.lag), (0, 1))
