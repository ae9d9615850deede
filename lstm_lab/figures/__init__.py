"""Pictures: arrays in, a matplotlib picture or SVG text out. Nothing here knows a model.

`style` holds the look, `canvas` the pictures that redraw quickly, `svg` the diagrams. The other
modules hold one picture each.
"""

from lstm_lab.figures.unrolled import unrolled_network

__all__ = ["unrolled_network"]
