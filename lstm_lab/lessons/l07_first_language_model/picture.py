"""The ladder of bits per character: rungs of counting, and a network that climbs down to them."""

from __future__ import annotations

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.chart import diamond
from lstm_lab.drawing.coloured_text import MONOSPACED
from lstm_lab.drawing.numbers import fixed

WIDTH, LEFT, RIGHT, TOP, BOTTOM = style.WIDTH, 44, 726, 52, 302
MOST = 7.0  # bits at the top of the axis
COLUMNS, LINES, LINE = 90, 3, 24  # of the sample
NETWORK, RUNG = style.ROLES["h"].colour, style.GREY


def ladder(scene):
    """Return SVG text: the rungs, the network's way up to one checkpoint, and what it writes then.

    The scene's frame is `explorer.Frame`. While the scene is covered a question mark stands where
    the way ends.
    """
    frame = scene.frame
    height = BOTTOM + 62 + LINE * LINES + 34
    parts = [
        svg.heading(frame.title),
        *_axes(frame),
        *(part for name, bits in frame.rungs.items() for part in _rung(name, bits)),
        *_way(frame),
        *(_unknown() if scene.covered else _guessed(frame, scene.guesses)),
        *_sample(frame.sample),
        svg.text(4, height - 10, frame.under),
    ]
    return svg.document(WIDTH, height, parts, frame.title)


def _axes(frame):
    """Write the axis of bits on the left and that of updates at the foot."""
    yield svg.line(LEFT, TOP, LEFT, BOTTOM, stroke=style.GREY)
    yield svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, stroke=style.GREY)
    for bits in range(0, int(MOST) + 1):
        yield svg.text(LEFT - 10, _down(bits) + 5, bits, font_size=13, text_anchor="end")
    yield svg.text(4, TOP - 8, "bits per character, on text it has not seen", font_size=13)
    last = frame.updates[-1]
    for update in sorted({round(last * part / 4) for part in range(5)}):
        yield svg.text(_along(update, last), BOTTOM + 20, f"{update:,}", font_size=13,
                       text_anchor="middle")  # fmt: skip
    yield svg.text(RIGHT + 30, BOTTOM + 20, "updates", font_size=13)


def _rung(name, bits):
    """Write one rung with its name and its number."""
    y = _down(bits)
    yield svg.line(LEFT, y, RIGHT, y, stroke=RUNG, stroke_width=1.5, stroke_dasharray="6 4")
    yield svg.text(RIGHT + 8, y + 5, f"{name} {fixed(bits)}")


def _way(frame):
    """Write the network's line from its start to the checkpoint shown."""
    last = frame.updates[-1]
    spots = [
        (_along(update, last), _down(bits))
        for update, bits in zip(frame.updates, frame.bits, strict=True)
    ][: frame.at + 1]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    yield svg.element("polyline", points=points, fill="none", stroke=NETWORK, stroke_width=2.5)
    for x, y in spots:
        yield svg.element("circle", cx=x, cy=y, r=4, fill=NETWORK)
    x, y = spots[-1]
    yield svg.element("circle", cx=x, cy=y, r=8, fill="none", stroke=NETWORK, stroke_width=2.5)


def _unknown():
    yield svg.text(RIGHT - 20, (TOP + BOTTOM) / 2, "?", font_size=40, text_anchor="end")


def _guessed(frame, guesses):
    """Mark the rung that was guessed."""
    for rung in guesses.values():
        if rung in frame.rungs:
            x, y = RIGHT - 26, _down(frame.rungs[rung])
            yield diamond(x, y)
            yield svg.text(x - 14, y - 5, "you", font_size=13, fill=style.MINE, text_anchor="end",
                           **svg.HALO)  # fmt: skip


def _sample(sample):
    """Write the first lines of what the network wrote."""
    lines = [
        line[k : k + COLUMNS]
        for line in sample.split("\n")
        for k in range(0, max(len(line), 1), COLUMNS)
    ]
    top = BOTTOM + 46
    yield svg.rect(4, top, WIDTH - 8, LINE * LINES + 12, fill="none", stroke=style.PALE)
    for k, line in enumerate(lines[:LINES]):
        yield svg.text(12, top + 24 + LINE * k, _shown(line), font_size=15,
                       font_family=MONOSPACED)  # fmt: skip


def _shown(line):
    """Return a line whose spaces keep their width, a dot for what has no shape."""
    return "".join("\u00a0" if c == " " else c if c.isprintable() else "\u00b7" for c in line)


def _along(update, last):
    return LEFT + 20 + (RIGHT - LEFT - 40) * update / max(last, 1)


def _down(bits):
    return BOTTOM - (BOTTOM - TOP) * min(float(bits), MOST) / MOST
