"""A matplotlib picture that redraws fast: the background is kept, only moving artists are drawn.

No pyplot: an explorer's callbacks run off the main thread, where pyplot's figures can be corrupted.
"""

from __future__ import annotations

import io
import threading

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image as PillowImage
from PIL import ImageDraw

from lstm_lab.drawing import style
from lstm_lab.drawing.scene import Image
from lstm_lab.drawing.words import Word

LOCK = threading.RLock()  # matplotlib's settings and fonts are shared by all pictures
SHADES, GREYS = 16, 28  # far enough apart for Pillow's search, which is exact to 4 of 255
NO_DITHER = PillowImage.Dither.NONE


class Canvas:
    """A persistent picture. A subclass says what stands still and what moves.

    `build(figure)` draws the background once, makes the moving artists and returns them in the
    order of drawing; `move(scene)` puts numbers into them. Texts that change are not artists but
    words: `word` makes one in `build`, `move` sets `words[name].text` or calls `place`. Axis limits
    never change: the background is not drawn again.
    """

    size = (style.WIDTH, 430)
    colours = style.INKS  # the colours that the picture draws with

    def __init__(self):
        self._palette = _palette(self.colours)
        with LOCK, rc_context(style.RC):  # ticks take their looks at the first drawing
            self.prepare()
            for artist in self.moving:
                artist.set_animated(True)
            self._agg.draw()
            self._background = self._agg.copy_from_bbox(self.figure.bbox)

    def prepare(self):
        """Make a new Figure with everything in it, nothing drawn yet."""
        width, height = self.size
        with rc_context(style.RC):
            self.figure = Figure(figsize=(width / style.DPI, height / style.DPI), dpi=style.DPI)
            self._agg = FigureCanvasAgg(self.figure)
            self.words = {}
            self.moving = tuple(self.build(self.figure))

    def word(self, name, x, y, anchor="ls", **look):
        """Add a text that changes, at a fraction of the picture's width and height (up)."""
        width, height = self.size
        self.words[name] = Word((x * width, (1 - y) * height), anchor, **look)

    def place(self, name, text, axes, x, y):
        """Set a text and move it to a point in an axes' own units."""
        right, up = axes.transData.transform((x, y))
        self.words[name].text, self.words[name].at = text, (right, self.size[1] - up)

    def build(self, figure):
        """Draw the background and return the artists that move."""
        raise NotImplementedError

    def move(self, scene):
        """Put the scene's numbers into the moving artists."""
        raise NotImplementedError

    def image(self, scene):
        """Draw a Scene and return it as an Image of the type image/png."""
        with LOCK:
            self.move(scene)
            self._agg.restore_region(self._background)
            for artist in self.moving:
                self.figure.draw_artist(artist)
            return Image(
                "image/png", _png(self._agg.buffer_rgba(), self.words.values(), self._palette)
            )


def kept_apart(y, other, gap):
    """Return y, or the nearest height to it on its side that is `gap` away from `other`."""
    return y if abs(y - other) > gap else other + (gap if y > other else -gap)


def _palette(colours):
    """Return an image that holds the palette: every colour in steps to the paper, and greys.

    With a palette a picture packs four times faster and is half as large.
    """
    paper, ink = np.array(to_rgb(style.PAPER)), np.array(to_rgb(style.INK))
    fade = np.linspace(0, 1, SHADES)[:, None]
    shades = [fade * paper + (1 - fade) * np.array(to_rgb(colour)) for colour in colours]
    greys = np.linspace(paper, ink, GREYS)
    table = PillowImage.new("P", (1, 1))
    entries = np.concatenate([greys, *shades])
    entries = np.concatenate([entries, np.tile(paper, (256 - len(entries), 1))])
    table.putpalette((255 * entries).round().astype(np.uint8).tobytes())
    return table


def _png(buffer, words, palette):
    """Write the words, then pack the pixels quickly: a palette, and the lowest compression."""
    height, width, _ = np.shape(buffer)
    picture = PillowImage.frombuffer("RGBA", (width, height), buffer, "raw", "RGBA", 0, 1)
    picture = picture.convert("RGB")
    pen = ImageDraw.Draw(picture)
    for word in words:
        word.draw(pen)
    out = io.BytesIO()
    picture = picture.quantize(palette=palette, dither=NO_DITHER)
    picture.save(out, format="png", compress_level=1)
    return out.getvalue()
