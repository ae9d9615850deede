"""Errors as chevrons that march against the flow, as high as the error is large, in SVG."""

from __future__ import annotations

import math
from itertools import pairwise

from lstm_lab.drawing import style, svg

DOT = 1.3  # the radius of what is too small for a chevron


def chevron(tip, toward, tall, arm, thick, below=False):
    """Draw one chevron: its tip, the direction it points to (a unit vector), its height, the depth
    of its arms and their thickness; what is below zero is hollow."""
    (x, y), (u, v) = tip, toward

    def at(back, side):
        return x - back * u - side * v, y - back * v + side * u

    half = tall / 2
    corners = (at(0, 0), at(arm, half), at(arm + thick, half), at(thick, 0),
               at(arm + thick, -half), at(arm, -half))  # fmt: skip
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in corners)
    ink = style.BELOW if below else style.ABOVE
    look = {"fill": style.PAPER, "stroke": ink, "stroke_width": 1.8} if below else {"fill": ink}
    return svg.element("polygon", points=points, **look)


def dot(x, y):
    """Draw an error that is too small for a chevron."""
    return svg.element("circle", cx=x, cy=y, r=DOT, fill=style.THIN)


def march(points, value, limit, least=5e-4):
    """Yield chevrons along a bent road, from its first point to its last.

    Parameters: points, pairs; value, the error; limit, the error of the highest chevron; least, the
    size below which the road is only dotted.
    """
    if abs(value) < least:
        road = " ".join(f"{x:g},{y:g}" for x, y in points)
        yield svg.element("polyline", points=road, fill="none", stroke=style.THIN, stroke_width=2,
                          stroke_dasharray="2 6")  # fmt: skip
        return
    tall = 8 + 20 * min(abs(value) / limit, 1)
    arm, thick = tall / 2, max(4, 0.3 * tall)
    step = arm + thick + 6
    for (x1, y1), (x2, y2) in pairwise(points):
        long = math.hypot(x2 - x1, y2 - y1)
        toward = (x2 - x1) / long, (y2 - y1) / long
        count = max(1, int(long / step))
        for k in range(count):
            along = (k + 1) * long / count - (long / count - arm - thick) / 2
            tip = x1 + toward[0] * along, y1 + toward[1] * along
            yield chevron(tip, toward, tall, arm, thick, value < 0)
