"""One LSTM cell as plumbing, in SVG: the one drawing of the cell, whole or a part of it enlarged.

c runs in a pipe, whose level is its size. f is a plate that comes down into the pipe; g is offered
in a funnel, and the plate i under it lets some of it in; the plate o lets some of tanh(c) fall into
the pipe of h. Colour is sign, hatched below zero; what is dark is shut. Thin dotted lines are the
four sums by which x and h_prev set the plates and g.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.numbers import fixed, short

WIDTH, HEIGHT = style.WIDTH, 268
TOP, BOTTOM = 96, 160  # the walls of the pipe of c
MIDDLE = (TOP + BOTTOM) / 2
F_X, I_X, O_X = 150, 400, 640  # the middles of the three valves
I_Y, O_Y, H_Y = 68, 190, 238  # the heights of the valves i and o, and of the pipe of h
HALF, LOW = 23, 17  # half the width of the upright pipes, half the height of the pipe of h
PLATE, HOUSE = 9, 46  # half a plate's thickness, the room that a plate is drawn back into
CUP = 6  # the rim of the funnel; it narrows to the neck at NECK
NECK = 42
BUS = H_Y  # the line of x and h_prev
CONTROLS = {
    "f": ((F_X, BUS), (F_X, BOTTOM)),
    "i": ((322, BUS), (322, I_Y), (I_X - HALF - HOUSE, I_Y)),
    "g": ((288, BUS), (288, 24), (I_X - HOUSE, 24)),
    "o": ((560, BUS), (560, O_Y), (O_X - HALF - HOUSE, O_Y)),
}
# What `zoom` shows: left, top, width and height in the drawing of the whole cell.
PARTS = {"i": (296, 0, 186, 112), "f": (56, 44, 220, 124), "c": (100, 0, 400, 168),
         "o": (560, 90, 300, 172)}  # fmt: skip


class Wires(NamedTuple):
    """The numbers of one step of one unit: states, gates and what runs between them; `x` is text.

    kept is f * c_prev, written i * g, squashed tanh(c). A picture of a part leaves the rest out.
    """

    c_prev: float = 0.0
    f: float = 1.0
    kept: float = 0.0
    i: float = 0.0
    g: float = 0.0
    written: float = 0.0
    c: float = 0.0
    squashed: float = 0.0
    o: float = 0.0
    h: float = 0.0
    h_prev: float = 0.0
    x: str = ""


def cell(w, held=(), pale=False):
    """Draw the whole cell; return SVG parts for a place of WIDTH by HEIGHT pixels.

    Parameters: w, Wires; held, the names of the gates that do not move by themselves; pale, whether
    the way forward is only the ground for something else, without its words.
    """
    limit = limit_of(w)
    return [*_controls(w), *_shapes(w, limit, pale), *(_pale_words(w) if pale else _words(w, held)),
            *_full(limit)]  # fmt: skip


def zoom(w, part, left, top, height, limit=None):
    """Draw one of `PARTS` enlarged, without words; return SVG text and its width."""
    x, y, wide, tall = PARTS[part]
    width = height * wide / tall
    place = {"x": left, "y": top, "width": width, "height": height}
    box = f"{x} {y} {wide} {tall}"
    drawn = "".join(_shapes(w, limit or limit_of(w)))
    return svg.element("svg", drawn, viewBox=box, **place), width


def limit_of(w):
    """Return the size of c that fills the pipe: 1, or the next whole number."""
    return max(1, math.ceil(max(abs(v) for v in (w.c_prev, w.kept, w.c)) - 1e-9))


def _valve_f(w):
    """Draw the plate f, which comes down from its house."""
    shut = (BOTTOM - TOP) * _share(1 - w.f)
    house = {"fill": style.OPEN, "stroke": style.WALL, "stroke_width": 2.4, "rx": 3}
    return "".join((
        svg.rect(F_X - PLATE - 4, TOP - HOUSE, 2 * PLATE + 8, HOUSE, **house),
        svg.rect(F_X - PLATE, TOP - HOUSE + 4, 2 * PLATE, HOUSE - 4, fill=style.DRAWN),
        svg.rect(F_X - PLATE, TOP, 2 * PLATE, shut, fill=style.SHUT),
    ))  # fmt: skip


def _valve_lying(x, y, value):
    """Draw a plate that slides in from its house on the left."""
    shut = 2 * HALF * _share(1 - value)
    left, thick = x - HALF, PLATE - 1
    house = {"fill": style.OPEN, "stroke": style.WALL, "stroke_width": 2.4, "rx": 3}
    return "".join((
        svg.rect(left - HOUSE, y - thick - 4, HOUSE, 2 * thick + 8, **house),
        svg.rect(left - HOUSE + 4, y - thick, HOUSE - 4, 2 * thick, fill=style.DRAWN),
        svg.rect(left, y - thick, shut, 2 * thick, fill=style.SHUT),
    ))  # fmt: skip


def _shapes(w, limit, pale=False):
    """Yield water, walls and plates, in the order in which they lie over one another."""
    water = svg.element("g", "".join(_water(w, limit)), opacity=0.16 if pale else None)
    wall = {"fill": "none", "stroke": style.THIN if pale else style.WALL, "stroke_width": 3,
            "stroke_linejoin": "round"}  # fmt: skip
    yield water
    for points in _walls():
        yield svg.element("polyline", points=spelled(points), **wall)
    yield _valve_f(w)
    yield _valve_lying(I_X, I_Y, w.i)
    yield _valve_lying(O_X, O_Y, w.o)


def _walls():
    left, right = I_X - HALF, I_X + HALF
    yield (0, TOP), (left, TOP), (left, NECK), (I_X - 50, CUP)
    yield (WIDTH, TOP), (right, TOP), (right, NECK), (I_X + 50, CUP)
    yield (0, BOTTOM), (O_X - HALF, BOTTOM), (O_X - HALF, H_Y + LOW), (WIDTH, H_Y + LOW)
    yield (WIDTH, BOTTOM), (O_X + HALF, BOTTOM), (O_X + HALF, H_Y - LOW), (WIDTH, H_Y - LOW)


def _water(w, limit):
    """Yield what stands and flows in the pipes."""

    def level(value):
        return (BOTTOM - TOP - 6) * min(abs(value) / limit, 1)

    joint, after = I_X - HALF, I_X + HALF + 30
    yield _filled(0, F_X, w.c_prev, level(w.c_prev), level(w.c_prev))
    yield _filled(F_X, joint, w.kept, level(w.kept), level(w.kept))
    if w.kept * w.c >= 0:
        more = max((w.kept, w.c), key=abs)
        yield _filled(joint, after, more, level(w.kept), level(w.c))
    else:  # the sign turns over where the new value comes in
        yield _filled(joint, I_X, w.kept, level(w.kept), 0)
        yield _filled(I_X, after, w.c, 0, level(w.c))
    yield _filled(after, WIDTH, w.c, level(w.c), level(w.c))
    yield _offered(w.g)
    yield _stream(I_X, I_Y - PLATE, BOTTOM - 2 - level(w.c), w.written)
    yield _stream(O_X, BOTTOM - 3, O_Y - PLATE, w.squashed)
    yield _stream(O_X, O_Y - PLATE, H_Y + LOW - 2, w.h)
    full = (2 * LOW - 5) * _share(abs(w.h))
    yield svg.rect(O_X - HALF + 2, H_Y + LOW - 2 - full, WIDTH - O_X + HALF - 2, full,
                   fill=svg.signed_fill(w.h))  # fmt: skip


def _filled(x1, x2, value, before, after):
    """Draw water from x1 to x2 whose level goes from `before` to `after`; one pixel overlaps."""
    if max(before, after) < 0.4:
        return ""
    ground, middle, end = BOTTOM - 2, (x1 + x2) / 2, min(x2 + 1, WIDTH)
    up, down = ground - before, ground - after
    curve = f"C{middle} {up:.1f} {middle} {down:.1f} {end} {down:.1f}"
    path = f"M{x1} {ground}V{up:.1f}{curve}V{ground}z"
    return svg.element("path", d=path, fill=svg.signed_fill(value))


def _offered(g):
    """Draw what lies in the funnel, as high as g is large."""
    if abs(g) < 0.004:
        return ""
    y = NECK - (NECK - CUP - 4) * _share(abs(g))
    side = HALF + (50 - HALF) * (NECK - y) / (NECK - CUP) - 2
    inner, low = HALF - 2, I_Y - PLATE
    corners = (
        (I_X - inner, low), (I_X - inner, NECK), (I_X - side, y), (I_X + side, y),
        (I_X + inner, NECK), (I_X + inner, low),
    )  # fmt: skip
    return svg.element("polygon", points=spelled(corners), fill=svg.signed_fill(g))


def _stream(x, top, bottom, value):
    """Draw what falls past a plate, as wide as the value is large."""
    if abs(value) < 0.004 or bottom <= top:
        return ""
    wide = max((2 * HALF - 5) * _share(abs(value)), 2)
    return svg.rect(x + HALF - 2.5 - wide, top, wide, bottom - top, fill=svg.signed_fill(value))


def _controls(w):
    """Yield the sums: the thin lines by which x and h_prev set the plates and g."""
    look = {"fill": "none", "stroke": style.THIN, "stroke_width": 1.6, "stroke_dasharray": "1 5"}
    for points in CONTROLS.values():
        yield svg.element("polyline", points=spelled(points), stroke_linecap="round", **look)
    frame = {"fill": style.PAPER, "stroke": style.THIN, "stroke_width": 1.2}
    yield svg.rect(1, BUS - 14, 578, 28, rx=14, **frame)
    given = f" and x: {w.x}" if w.x else " and x"
    yield svg.text(14, BUS + 5, f"h_prev = {fixed(w.h_prev)}{given}", font_size=14, fill=style.GREY)


def _words(w, held):
    """Yield the names and numbers, each at its place."""
    say = {k: f"held at {fixed(getattr(w, k))}" if k in held else f"{word} {getattr(w, k):.0%}"
           for k, word in (("f", "keep"), ("i", "let in"), ("o", "say"))}  # fmt: skip
    yield from _named(2, TOP - 30, "c_prev", w.c_prev, "held until now")
    yield from _named(F_X + 20, TOP - 30, "f", w.f, say["f"])
    yield from _named(I_X + 56, 22, "g", w.g, "offered")
    yield from _named(I_X + HALF + 8, I_Y - 1, "i", w.i, say["i"])
    yield from _named(WIDTH - 2, TOP - 30, "c", w.c, "held from now on", "end")
    yield from _named(O_X + HALF + 8, O_Y - 1, "o", w.o, say["o"])
    yield from _named(WIDTH - 2, O_Y + 18, "h", w.h, "", "end")


def _pale_words(w):
    """Yield the numbers of the way forward in small grey letters."""
    for x, y, name, anchor in (
        (2, TOP - 12, "c_prev", "start"), (F_X + 20, TOP - 12, "f", "start"),
        (I_X + 56, 24, "g", "start"), (I_X + HALF + 8, I_Y + 5, "i", "start"),
        (WIDTH - 2, TOP - 30, "c", "end"), (O_X + HALF + 8, O_Y + 5, "o", "start"),
    ):  # fmt: skip
        words = f"{name} {fixed(getattr(w, name))}"
        yield svg.text(x, y, words, font_size=14, fill=style.GREY, text_anchor=anchor)


def _named(x, y, name, value, word="", anchor="start"):
    """Yield a name with its number, and a word in grey below it."""
    yield svg.text(x, y, f"{name} {fixed(value)}", font_size=16, font_weight="bold",
                   text_anchor=anchor)  # fmt: skip
    if word:
        yield svg.text(x, y + 18, word, font_size=14, fill=style.GREY, text_anchor=anchor)


def _full(limit):
    """Yield what a full pipe stands for, where it is more than 1."""
    if limit > 1:
        yield svg.text(WIDTH - 4, TOP + 14, f"full = {short(limit)}", font_size=13,
                       text_anchor="end", **svg.HALO)  # fmt: skip


def spelled(points):
    """Write points as SVG wants them."""
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _share(value):
    return min(max(value, 0.0), 1.0)
