"""A small pair of axes in SVG: lines, ticks at values, names; linear or logarithmic."""

from __future__ import annotations

import math

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import short


class Chart:
    """A place (left, top, width, height) that shows `across` and `rows`, each from low to high.

    With `log` the axis across is logarithmic, with `log_rows` the other one.
    """

    def __init__(self, place, across, rows, log=False, log_rows=False):
        self.left, self.top, self.width, self.tall = place
        self.across, self.rows, self.log, self.log_rows = across, rows, log, log_rows
        self.right, self.bottom = self.left + self.width, self.top + self.tall

    def at(self, x, y):
        """Return the pixel of a pair of values; a value outside lies on the edge."""
        along, up = _share(x, self.across, self.log), _share(y, self.rows, self.log_rows)
        return self.left + self.width * along, self.bottom - self.tall * up

    def path(self, values, ink, width, dashes=None, xs=None):
        """Draw values at 0, 1, 2, ..., or at `xs`, as a line."""
        xs = range(len(values)) if xs is None else xs
        pairs = (self.at(x, y) for x, y in zip(xs, values, strict=True))
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in pairs)
        return svg.element("polyline", points=points, fill="none", stroke=ink, stroke_width=width,
                           stroke_dasharray=dashes)  # fmt: skip

    def frame(self, name, ticks=(), steps=(), word="step"):
        """Yield the left edge, the zero line or the lower edge, a name above, and the ticks.

        Parameters: ticks, values of the rows; steps, values across; word, the name of those.
        """
        zero = self.at(self.across[0], 0.0)[1] if self.rows[0] <= 0 <= self.rows[1] else self.bottom
        yield svg.text(self.left, self.top - 9, name, font_size=14)
        yield svg.line(self.left, self.top, self.left, self.bottom, stroke=style.GREY)
        yield svg.line(self.left, zero, self.right, zero, stroke=style.GREY)
        for tick in ticks:
            y = self.at(self.across[0], tick)[1] + 5
            yield svg.text(self.left - 7, y, short(tick), font_size=13, text_anchor="end")
        for step in steps:
            x = self.at(step, self.rows[0])[0]
            yield svg.text(x, self.bottom + 18, short(step), font_size=13, text_anchor="middle")
        if steps:
            yield svg.text(self.right, self.bottom + 36, word, font_size=13, text_anchor="end",
                           fill=style.GREY)  # fmt: skip


def diamond(x, y, size=8):
    """Draw a guess: an open blue diamond about a point."""
    corners = (x - size, y), (x, y - size), (x + size, y), (x, y + size)
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    look = {"fill": style.PAPER, "stroke": style.MINE, "stroke_width": 3}
    return svg.element("polygon", points=points, **look)


def _share(value, ends, log):
    low, high = ends
    value = min(max(value, low), high)
    if log:
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)
