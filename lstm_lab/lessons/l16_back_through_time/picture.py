"""An error on its way back through an LSTM: a lane along c, a lane along h, and what crosses.

Time runs to the right, errors run to the left. A lane is as wide as the logarithm of the error.
"""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.heat import darkness, ink, mixed, word
from lstm_lab.drawing.numbers import fixed

WIDTH, HEIGHT = style.WIDTH, 600
LEFT, RIGHT = 56, 560  # of the lanes
LANES = {"c": 150, "h": 270, "rnn": 360}  # the heights of their middles
HAIR, THICK, SMALLEST = 1.0, 24.0, 1e-6  # widths at SMALLEST and at 1
TABLE, TOP, COLUMN, ROW = 664, 112, 47, 21
GATES = ("i", "g", "f", "o")
COLOURS = {"c": style.ROLES["c"].colour, "h": style.ROLES["h"].colour, "rnn": style.GREY}
PLUS = style.ROLES["error+"].colour


def lanes(scene):
    """Return SVG text: the lanes, the crossing at one step, and the error of each gradient by T.

    The scene's frame is `explorer.Frame`.
    """
    frame = scene.frame
    parts = [
        svg.heading(frame.title),
        svg.text(14, 60, frame.above, font_size=14, fill=style.GREY),
        *_strands(frame),
        *(part for name in LANES for part in _lane(frame, name)),
        *_cursor(frame),
        *_crossing(frame),
        *(_cover() if scene.covered else _table(frame)),
        svg.note(WIDTH - 14, HEIGHT - 8, scene.note),
    ]
    return svg.document(WIDTH, HEIGHT, parts, frame.title)


def width(size):
    """Return the width of a lane: HAIR at SMALLEST or less, THICK at 1, the logarithm between."""
    if size < SMALLEST:
        return HAIR
    share = 1 - np.log10(size) / np.log10(SMALLEST)
    return float(HAIR + (THICK - HAIR) * min(share, 1.25))


def place(k, T):
    """Return where state k of 0 to T stands."""
    return LEFT + (RIGHT - LEFT) * k / T


def _lane(frame, name):
    """Draw one lane, hop by hop; a hop that is cut is a dashed line with a mark."""
    y, sizes = LANES[name], frame.sizes[name]
    T = len(sizes) - 1
    for k in range(T):
        x1, x2 = place(k, T), place(k + 1, T)
        if frame.cut[name][k]:
            yield svg.line(x1, y, x2, y, stroke=style.GREY, stroke_dasharray="3 4")
            if T <= 10 or k % 5 == 0:
                yield _scissors((x1 + x2) / 2, y)
            continue
        a, b = width(sizes[k]) / 2, width(sizes[k + 1]) / 2
        points = f"{x1:g},{y - a:g} {x2:g},{y - b:g} {x2:g},{y + b:g} {x1:g},{y + a:g}"
        yield svg.element("polygon", points=points, fill=COLOURS[name])
    label = "RNN" if name == "rnn" else name
    yield svg.text(LEFT - 10, y + 5, label, text_anchor="end", font_weight="bold")
    beside = 32 if name == "h" else -22  # below the lane of h: the strands come from above
    yield svg.text(LEFT, y + beside, frame.lane_words[name], font_size=14)


def _scissors(x, y):
    """Draw a cut: two blades that cross."""
    look = {"stroke": style.INK, "stroke_width": 2}
    one = svg.line(x - 5, y - 9, x + 5, y + 9, **look)
    return one + svg.line(x + 5, y - 9, x - 5, y + 9, **look)


def _strands(frame):
    """Draw what crosses: i, g, f from c of a step down to h of the step before."""
    T = len(frame.strands)
    for k in range(T):
        chosen = k == frame.t
        for j, gate in enumerate(GATES[:3]):
            if frame.cut["h"][k] and not chosen:
                continue
            shift = (j - 1) * min(6, 60 / T)
            yield svg.line(
                place(k + 1, T) + shift, LANES["c"] + 10, place(k, T) + shift, LANES["h"] - 10,
                stroke=style.ROLES[gate].colour if chosen else style.PALE,
                stroke_width=3 if chosen else max(0.6, width(frame.strands[k, j]) / 10),
                stroke_dasharray="3 4" if frame.cut["h"][k] else None,
            )  # fmt: skip


def _cursor(frame):
    """Frame the chosen hop, and number the first and the last state."""
    T = len(frame.strands)
    x1, x2 = place(frame.t, T), place(frame.t + 1, T)
    yield svg.rect(x1, 134, max(x2 - x1, 4), 152, fill="none", stroke=style.INK, stroke_width=1.5)
    yield svg.text(LEFT, 404, "before step 0", font_size=13, fill=style.GREY)
    yield svg.text(RIGHT, 404, f"the loss, at step {T - 1}", font_size=13, fill=style.GREY,
                   text_anchor="end")  # fmt: skip
    yield svg.arrow((LEFT + RIGHT) / 2 + 60, 400, (LEFT + RIGHT) / 2 - 60, 400, style.GREY, 1.5)


def _crossing(frame):
    """Draw the four strands of the chosen hop as bars of their shares."""
    yield svg.text(14, 440, frame.crossing, font_size=15, font_weight="bold")
    zero, scale = 300, 230
    for j, (gate, share) in enumerate(zip(GATES, frame.shares, strict=True)):
        y, long = 456 + 30 * j, scale * min(abs(share), 1.1)
        yield svg.text(14, y + 16, f"through {style.ROLES[gate].label}", font_size=14)
        yield svg.rect(zero if share >= 0 else zero - long, y, long, 22,
                       fill=style.ROLES[gate].colour)  # fmt: skip
        words = f"{fixed(100 * share, 0)} %"
        side = zero + max(share, 0) * scale + 8
        yield svg.text(min(side, RIGHT - 20), y + 16, words, font_size=14)
    yield svg.line(zero, 450, zero, 576, stroke=style.INK)


def _table(frame):
    """Write the error of every gradient for each length; the column of the chosen T is framed."""
    yield svg.text(TABLE - 50, TOP - 32, "error of each gradient, by length T", fill=style.GREY,
                   font_size=14)  # fmt: skip
    for k, T in enumerate(frame.lengths):
        yield svg.text(TABLE + (k + 0.5) * COLUMN, TOP - 12, f"T={T}", text_anchor="middle",
                       font_size=13, font_weight="bold" if k == frame.column else None)  # fmt: skip
    for r, name in enumerate(frame.names):
        y = TOP + r * ROW
        yield svg.text(TABLE - 8, y + 15, name, text_anchor="end", font_size=14)
        for k, error in enumerate(frame.table[r]):
            fill = mixed(PLUS, darkness(error))
            yield svg.rect(TABLE + k * COLUMN + 1, y + 1, COLUMN - 2, ROW - 2, fill=fill,
                           stroke=style.PALE)  # fmt: skip
            yield svg.text(TABLE + (k + 0.5) * COLUMN, y + 15, word(error), text_anchor="middle",
                           font_size=13, fill=ink(fill))  # fmt: skip
    tall = ROW * len(frame.names)
    yield svg.rect(TABLE + frame.column * COLUMN, TOP - 1, COLUMN, tall + 2, fill="none",
                   stroke=style.INK, stroke_width=2)  # fmt: skip
    for k, line in enumerate(frame.cosine):
        yield svg.text(TABLE - 50, TOP + tall + 34 + 22 * k, line, font_size=15,
                       font_weight="bold" if k == 0 else None)  # fmt: skip


def _cover():
    """Cover the table until the reader has guessed."""
    yield svg.rect(TABLE - 50, TOP - 30, 330, 400, fill="#F1F1F1")
    yield svg.text(TABLE + 110, TOP + 170, "?", font_size=46, fill=style.GREY, text_anchor="middle")
