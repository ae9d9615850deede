"""Small helpers that write SVG as text. Coordinates are pixels, y grows downwards."""

from __future__ import annotations

from html import escape

from lstm_lab.drawing import style
from lstm_lab.drawing.numbers import short, with_minus
from lstm_lab.drawing.scene import Image

HALO = {"stroke": style.PAPER, "stroke_width": 3, "paint_order": "stroke"}  # around words on lines
HATCHED = "url(#below)"  # the fill of what is below zero; `document` adds its pattern


def element(tag, content="", **attributes):
    """Write one element. An attribute's name has _ for -, and is dropped when its value is None.

    `content` is SVG and goes in as it is; words go through `text`, which escapes them.
    """
    pairs = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_value(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{pairs}>{content}</{tag}>" if content else f"<{tag}{pairs}/>"


def document(width, height, parts, title):
    """Wrap the parts into a whole picture, with `title` as its name for a screen reader."""
    name = element("title", escape(title))
    paper = element("rect", width=width, height=height, fill=style.PAPER)
    drawn = "".join(parts)
    return element(
        "svg",
        name + (_hatching() if HATCHED in drawn else "") + paper + drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="img",
        font_family=style.SVG_FAMILY,
        font_size=15,
        fill=style.INK,
    )


def signed_fill(value):
    """Return the fill of a shape by its sign: plain above zero, hatched below, pale at 0.00."""
    return HATCHED if value <= -0.005 else style.sign_fill(value)


def text(x, y, words, **attributes):
    """Write words at a point; the words are escaped."""
    return element("text", escaped(words), x=x, y=y, **attributes)


def escaped(words):
    """Return words as SVG holds them, with minus signs."""
    return escape(with_minus(str(words)))


def heading(words):
    """Write the message of a picture into its first line."""
    return text(4, 22, words, font_size=18, font_weight="bold")


def rect(x, y, width, height, **attributes):
    """Write a rectangle by its left upper corner."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1, y1, x2, y2, **attributes):
    """Write a straight line, in ink unless `stroke` says another colour."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": style.INK} | attributes)


def arrow(x1, y1, x2, y2, colour=style.INK, width=2):
    """Write a line with a head at its end (horizontal or vertical)."""
    length = max(abs(x2 - x1), abs(y2 - y1))
    along = (x2 - x1) / length, (y2 - y1) / length
    back = x2 - 10 * along[0], y2 - 10 * along[1]
    side = 5 * along[1], 5 * along[0]
    corners = (
        (x2, y2),
        (back[0] + side[0], back[1] + side[1]),
        (back[0] - side[0], back[1] - side[1]),
    )
    points = " ".join(f"{_value(x)},{_value(y)}" for x, y in corners)
    return line(x1, y1, *back, stroke=colour, stroke_width=width) + element(
        "polygon", points=points, fill=colour
    )


def tick(x, y, size=1.0):
    """Draw a green tick about a point."""
    points = ((x - 7 * size, y), (x - 2 * size, y + 6 * size), (x + 8 * size, y - 7 * size))
    spelled = " ".join(f"{_value(a)},{_value(b)}" for a, b in points)
    return element("polyline", points=spelled, fill="none", stroke=style.RIGHT_INK, stroke_width=3)


def cross(x, y, size=1.0, colour=style.WRONG_INK):
    """Draw a cross about a point."""
    look, arm = {"stroke": colour, "stroke_width": 3}, 6 * size
    return line(x - arm, y - arm, x + arm, y + arm, **look) + line(
        x - arm, y + arm, x + arm, y - arm, **look
    )


def image(drawing):
    """Return SVG text as an Image of the type image/svg+xml."""
    return Image("image/svg+xml", drawing.encode("utf-8"))


def _value(value):
    """Write an attribute's value; a number with at most two digits behind the point."""
    return value if isinstance(value, str) else short(value)


def _hatching():
    """Return the definition of the pattern that `HATCHED` names."""
    ground = rect(0, 0, 7, 7, fill=style.BELOW)
    stripe = line(0, 0, 0, 7, stroke=style.HATCH, stroke_width=4.8)
    look = {"width": 7, "height": 7, "patternUnits": "userSpaceOnUse"}
    turned = {"patternTransform": "rotate(45)"}
    return element("defs", element("pattern", ground + stripe, id="below", **look, **turned))
