"""One weight, T uses: the error walks back and leaves a share of the gradient at every step."""

from __future__ import annotations

from lstm_lab.drawing import chevrons, style, svg
from lstm_lab.drawing.numbers import fixed, short

WIDTH, HEIGHT = style.WIDTH, 486
LEFT, PITCH, BOX, TALL = 66, 101, 60, 42  # of the chain of boxes
X_ROW, H_ROW, DH_ROW, FLOOR = 56, 104, 200, 428  # heights of the rows, and of the lowest bar's end
ROOM, STACK_ROOM = 156, 318  # pixels above the floor for the bars and for the stack
STACK, BAR = 712, 50  # left edge of the stack; width of a bar
HIDDEN = style.ROLES["h"].colour


def shares(scene):
    """Return SVG text: the states over time, the error on its way back, the shares and their sum.

    The scene's frame is `explorer.Frame`.
    """
    frame = scene.frame
    T = len(frame.x)
    parts = [
        svg.heading(frame.title),
        *_row_names(),
        *(part for t in range(T) for part in _step(frame, t)),
        *_stack(frame),
        svg.text(4, HEIGHT - 10, frame.formula, font_size=16),
    ]
    return svg.document(WIDTH, HEIGHT, parts, frame.title)


def _row_names():
    """Write what each row holds, at its left end."""
    rows = ((X_ROW + 5, "input x"), (H_ROW + 5, "state h"), (DH_ROW + 5, "error dh"),
            (FLOOR - 50, "share"), (FLOOR - 32, "of dL/dw"))  # fmt: skip
    return [svg.text(4, y, words, fill=style.GREY, font_size=14) for y, words in rows]


def _middle(t):
    return LEFT + 34 + t * PITCH + BOX / 2


def _step(frame, t):
    """Write one step: its input, its state, the arrow w into it, its error, its share."""
    x = _middle(t)
    yield svg.text(x, X_ROW + 5, f"x_{t} = {short(frame.x[t])}", text_anchor="middle", font_size=14)
    yield svg.arrow(x, X_ROW + 10, x, H_ROW - TALL / 2, style.ROLES["x"].colour, 1.5)
    yield svg.rect(x - BOX / 2, H_ROW - TALL / 2, BOX, TALL, rx=7, fill="#EAF3FA", stroke=HIDDEN,
                   stroke_width=2)  # fmt: skip
    yield svg.text(x, H_ROW - 2, f"h_{t}", text_anchor="middle", font_size=13, fill=style.GREY)
    yield svg.text(x, H_ROW + 15, fixed(frame.h[t]), text_anchor="middle", font_weight="bold")
    yield svg.arrow(x + BOX / 2 - PITCH, H_ROW, x - BOX / 2, H_ROW, HIDDEN, 2.5)
    yield svg.text(x - PITCH / 2, H_ROW - 9, "w", text_anchor="middle", fill=HIDDEN,
                   font_weight="bold")  # fmt: skip
    yield svg.text(x - PITCH / 2, H_ROW + 20, short(frame.w), text_anchor="middle", fill=HIDDEN,
                   font_size=13)  # fmt: skip
    if frame.ends[t]:
        yield from _loss(x)
    yield from _error(frame, t, x)
    yield from _share(frame, t, x)


def _loss(x):
    """Mark a state that the loss looks at."""
    yield svg.rect(x + 3, H_ROW + TALL / 2 + 9, 26, 24, rx=4, fill=style.INK)
    yield svg.text(x + 16, H_ROW + TALL / 2 + 26, "L", text_anchor="middle", fill=style.PAPER,
                   font_weight="bold")  # fmt: skip
    yield svg.line(x + 16, H_ROW + TALL / 2, x + 16, H_ROW + TALL / 2 + 9, stroke_width=2)


def _error(frame, t, x):
    """Write the error at h of step t, and the arrow that it takes to the left."""
    if t < frame.first - 1:
        return
    value = frame.dh[t]
    colour = style.sign_ink(value)
    yield svg.text(x, DH_ROW + 6, fixed(value), text_anchor="middle", fill=colour,
                   font_weight="bold", font_size=17)  # fmt: skip
    if t >= frame.first:
        end = x - PITCH + 28 if t else LEFT + 12
        yield from chevrons.march(((x - 26, DH_ROW), (end, DH_ROW)), value, 1.0)
        yield svg.arrow(x, DH_ROW + 14, x, DH_ROW + 40, colour, 1.5)


def _scale(frame):
    """Return the foot of bars and stack, in pixels, and the pixels of a 1."""
    depth = -frame.lowest
    scale = min(ROOM / (frame.tallest + depth), STACK_ROOM / (frame.highest + depth))
    return FLOOR - depth * scale, scale


def _span(low, high, frame):
    """Return top and height, in pixels, of a bar between two values."""
    (foot, scale), (low, high) = _scale(frame), sorted((low, high))
    return foot - high * scale, (high - low) * scale


def _share(frame, t, x):
    """Write the bar of one share, or a question mark where the error has not been."""
    foot, _ = _scale(frame)
    yield svg.line(x - BAR / 2 - 6, foot, x + BAR / 2 + 6, foot, stroke=style.GREY)
    yield svg.text(x, FLOOR + 20, f"use at step {t}", text_anchor="middle", font_size=13,
                   fill=style.GREY)  # fmt: skip
    if t < frame.first:
        yield svg.text(x, foot - 12, "?", text_anchor="middle", font_size=26, fill=style.GREY)
        return
    value = frame.shares[t]
    top, tall = _span(0, value, frame)
    yield svg.rect(x - BAR / 2, top, BAR, tall, fill=_fill(value))
    yield svg.text(x, min(top, foot) - 6, fixed(value, 3), text_anchor="middle",
                   font_weight="bold")  # fmt: skip


def _fill(value):
    """Return a bar's fill: also a small share has the colour of its sign."""
    return svg.HATCHED if value < 0 else style.ABOVE


def _stack(frame):
    """Write the shares one on another, the sum so far, and a dashed line at the measured one."""
    foot, scale = _scale(frame)
    yield svg.line(STACK - 8, foot, STACK + 76, foot, stroke=style.GREY)
    for low, high in blocks(frame.shares[frame.first :]):
        top, tall = _span(low, high, frame)
        yield svg.rect(STACK, top, 62, tall, fill=_fill(high - low), stroke=style.PAPER,
                       stroke_width=1.5)  # fmt: skip
        if tall >= 15:
            ink = style.INK if high > low else style.PAPER
            yield svg.text(STACK + 31, top + tall / 2 + 5, fixed(high - low, 3), font_size=14,
                           text_anchor="middle", fill=ink)  # fmt: skip
    y = foot - frame.measured * scale
    yield svg.line(STACK - 10, y, STACK + 76, y, stroke_width=2, stroke_dasharray="6 4")
    yield svg.text(STACK + 80, y - 4, "measured", font_size=13)
    yield svg.text(STACK + 80, y + 13, fixed(frame.measured, 3), font_weight="bold")
    yield svg.text(STACK + 31, FLOOR + 20, f"sum {fixed(frame.total, 3)}", text_anchor="middle",
                   font_weight="bold")  # fmt: skip


def blocks(shares):
    """Return where each block begins and ends, the last use at the foot; negative ones go down."""
    ends, found = {True: 0.0, False: 0.0}, []
    for value in shares[::-1]:
        up = bool(value >= 0)
        found.append((ends[up], ends[up] + value))
        ends[up] += value
    return found
