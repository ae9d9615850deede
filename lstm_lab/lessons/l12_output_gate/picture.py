"""The tap of the cell enlarged, what the gates are told of c, and the lane of all steps; in SVG."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import messenger, plumbing, style, svg
from lstm_lab.drawing.messenger import Lane
from lstm_lab.drawing.numbers import fixed, telling
from lstm_lab.drawing.plumbing import O_X, O_Y, TOP

TAP_AT, TALL = 46, 200  # the upper edge and the height of the tap
TOLD_AT = 560  # where it is written what the gates get
LANES_AT = TAP_AT + TALL + 14
HEIGHT = LANES_AT + messenger.height(2) + 26


def tap(scene):
    """Draw a frame of lesson 12; return SVG text.

    The scene's frame is `explorer.Frame`. Covered, later steps are hidden.
    """
    frame = scene.frame
    shown = frame.t + 1 if scene.covered else len(frame.c)
    marks = {t: word for t, word in frame.marks.items() if t < shown}
    heard = np.where(np.arange(len(frame.c)) < shown, frame.heard, 0.0)
    parts = [
        svg.heading(frame.title),
        *_tap(frame),
        *messenger.lanes(LANES_AT, heard, _lanes(frame, shown), frame.t, marks),
        svg.text(4, HEIGHT - 8, frame.formula, font_size=16),
    ]
    return svg.document(style.WIDTH, HEIGHT, parts, frame.title)


def _tap(frame):
    """Draw c over the plate o and h under it, and write what the gates get at the next step."""
    c, o, h = frame.wires.c, frame.wires.o, frame.wires.h
    drawn, width = plumbing.zoom(frame.wires, "o", 0, TAP_AT, TALL, frame.limit)
    left, top, _, tall = plumbing.PARTS["o"]
    k = TALL / tall

    def at(x, y):
        return (x - left) * k, TAP_AT + (y - top) * k

    yield drawn
    x, y = at(O_X + 32, O_Y)
    bold = {"font_weight": "bold", **svg.HALO}
    if frame.limit > 1:
        yield svg.text(width, at(0, TOP)[1] - 6, f"full = {frame.limit}", font_size=13,
                       text_anchor="end")  # fmt: skip
    yield svg.text(4, at(0, TOP)[1] - 6, f"c {fixed(c)}", **bold)
    yield svg.text(x, y, f"o {telling(o)}", **bold)
    yield svg.text(x, y + 20, "shut" if o < 0.5 else "open", font_size=14, fill=style.GREY)
    yield svg.text(width - 4, y + 12, f"h {telling(h)}", text_anchor="end", **bold)
    yield svg.arrow(width + 14, TAP_AT + TALL - 20, TOLD_AT - 12, TAP_AT + TALL - 20, style.GREY)
    for line, words in enumerate(frame.told):
        place = TAP_AT + TALL - 26 + 22 * (line - len(frame.told) + 2)
        yield svg.text(TOLD_AT - 4, place, words)


def _lanes(frame, shown):
    """Return two lanes: the cell's and what its gates get; or the course's and the learner's."""
    asked = {t: word for t, word in frame.marks.items() if word == "ask" and t < shown}

    def lane(name, words, o, h, **more):
        due = {t: float(frame.right[t]) for t in asked}
        return Lane(name, words, frame.c[:shown], h[:shown], o=o[:shown], due=due, **more)

    if frame.references:
        above = lane("the course's", "holds and says", *frame.references)
        return above, lane("yours", "holds and says", frame.o, frame.h, mine=True)
    silent = np.zeros(shown)
    gets = Lane("the gates get", "h_prev", frame.seen[:shown], silent)
    return lane("the cell", "holds and says", frame.o, frame.h), gets
