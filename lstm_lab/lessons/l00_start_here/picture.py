"""One weighted sum: two arrows on a number line, and the sum for every input."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.chart import diamond
from lstm_lab.drawing.numbers import short

WIDTH, HEIGHT = style.WIDTH, 322
FIRST, UNIT, FIRST_LIMIT = 236, 24, 9  # the number line: x of its 0, pixels a unit, its ends
BOX_X, BOX_Y, BOX_W, BOX_H, X_LIMIT, A_LIMIT = 524, 62, 316, 190, 2, 9
INPUT, BIAS, SUM = style.ROLES["x"].colour, style.ROLES["o"].colour, style.ROLES["h"].colour


def weighted_sum(scene):
    """Return SVG text: left x*u and then b as arrows to a, right a for every x.

    The scene's frame is `affine.Frame`. While the scene is covered, the right side is a question
    mark.
    """
    frame = scene.frame
    parts = [
        svg.heading(frame.title),
        *_number_line(frame),
        *(_question() if scene.covered else _all_inputs(frame, scene.guesses)),
        svg.text(4, HEIGHT - 10, frame.formula, font_size=16),
    ]
    return svg.document(WIDTH, HEIGHT, parts, frame.title)


def _number_line(frame):
    """Write the two arrows and where they end."""
    y = 240
    yield svg.line(_at(-FIRST_LIMIT), y, _at(FIRST_LIMIT), y, stroke=style.GREY)
    for tick in range(-FIRST_LIMIT, FIRST_LIMIT + 1, 3):
        yield svg.line(_at(tick), y, _at(tick), y + 6, stroke=style.GREY)
        yield svg.text(_at(tick), y + 24, tick, font_size=13, text_anchor="middle")
    yield from _arrow(0, frame.product, 100, INPUT, f"x*u = {short(frame.product)}")
    yield from _arrow(frame.product, frame.a, 160, BIAS, f"b = {short(frame.b)}")
    yield svg.line(_at(frame.a), 160, _at(frame.a), y, stroke=SUM, stroke_dasharray="4 4")
    yield svg.element("circle", cx=_at(frame.a), cy=y, r=7, fill=SUM)
    yield svg.text(_at(frame.a), y - 14, f"a = {short(frame.a)}", font_weight="bold",
                   text_anchor=_side(frame.a), dx=-12 if frame.a > 0 else 12)  # fmt: skip


def _at(value):
    """Return the place of a value on the number line; beyond its ends it stays at the end."""
    return FIRST + UNIT * min(max(float(value), -FIRST_LIMIT), FIRST_LIMIT)


def _side(value):
    return "end" if value > 0 else "start"


def _arrow(start, end, y, colour, words):
    """Write one arrow and its number above it; a tick if it is too short for a head."""
    yield svg.text((_at(start) + _at(end)) / 2, y - 12, words, text_anchor="middle")
    yield svg.line(_at(start), y - 7, _at(start), y + 7, stroke=colour, stroke_width=2)
    if abs(_at(end) - _at(start)) > 10:
        yield svg.arrow(_at(start), y, _at(end), y, colour=colour, width=3)


def _question():
    """Write the right side while a guess is asked for."""
    yield svg.text(BOX_X + BOX_W / 2, BOX_Y + BOX_H / 2 + 16, "?", font_size=44, fill=style.GREY,
                   text_anchor="middle")  # fmt: skip


def _all_inputs(frame, guesses):
    """Write the line of a against x, where it crosses 0, and the input shown."""
    left, right, zero = BOX_X, BOX_X + BOX_W, _down(0)
    yield svg.line(left, zero, right, zero, stroke=style.GREY)
    yield svg.line(_along(0), BOX_Y, _along(0), BOX_Y + BOX_H, stroke=style.PALE)
    for tick in (-2, -1, 0, 1, 2):
        yield svg.text(_along(tick), BOX_Y + BOX_H + 20, tick, font_size=13, text_anchor="middle")
    yield svg.text(right, BOX_Y + BOX_H + 40, "input x", font_size=13, text_anchor="end")
    yield svg.text(left - 8, BOX_Y + 10, "a", text_anchor="end")
    yield svg.text(left - 8, zero + 5, "0", font_size=13, text_anchor="end")
    if frame.reference is not None:
        yield _curve(frame.grid, frame.reference, style.GREY, "3 4")
    yield _curve(frame.grid, frame.line, SUM, None)
    if frame.zero is not None:
        yield svg.rect(_along(frame.zero) - 6, zero - 6, 12, 12, fill=style.PAPER, stroke=SUM,
                       stroke_width=2.5)  # fmt: skip
        yield svg.text(left, BOX_Y - 14, f"a = 0 at x = {short(frame.zero)}")
    yield svg.element("circle", cx=_along(frame.x), cy=_down(frame.a), r=6, fill=SUM)
    for guess in guesses.values():
        yield diamond(_along(guess), zero)
        yield svg.text(_along(guess), zero + 28, "you", font_size=13, fill=style.MINE,
                       text_anchor="middle", **svg.HALO)  # fmt: skip


def _curve(xs, values, colour, dashes):
    points = " ".join(
        f"{short(_along(x))},{short(_down(a))}" for x, a in zip(xs, values, strict=True)
    )
    return svg.element("polyline", points=points, fill="none", stroke=colour, stroke_width=2.5,
                       stroke_dasharray=dashes)  # fmt: skip


def _along(x):
    return BOX_X + BOX_W * (float(x) + X_LIMIT) / (2 * X_LIMIT)


def _down(a):
    """Return the height of a value; beyond the box's ends it stays at the end."""
    a = min(max(float(a), -A_LIMIT), A_LIMIT)
    return BOX_Y + BOX_H * (A_LIMIT - a) / (2 * A_LIMIT)
