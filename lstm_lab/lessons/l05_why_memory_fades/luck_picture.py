"""How many starts learn, over how long they have to carry: points with intervals, in SVG."""

from __future__ import annotations

from lstm_lab.drawing import style, svg

WIDTH, HEIGHT = style.WIDTH, 430
LEFT, RIGHT, TOP, BASE = 96, 700, 104, 344
MARKERS = {"h": "disc", "f": "square", "x": "diamond"}


def curves(scene):
    """Return the picture as SVG text.

    The scene's frame is `luck.Frame`. Covered, no curve and no number is shown.
    """
    frame, covered = scene.frame, scene.covered
    title = "How many of 20 starts learn it?" if covered else frame.title
    parts = [svg.heading(title), *_axes(frame, covered)]
    if covered:
        parts.append(svg.text(380, 240, "?", font_size=48, fill=style.GREY))
    else:
        parts.append(svg.text(14, 62, frame.line, font_size=14))
        parts += _cursor(frame)
        parts += [part for k, curve in enumerate(frame.curves) for part in _curve(frame, curve, k)]
        parts += _names(frame)
    parts.append(svg.text(14, HEIGHT - 14, frame.foot, font_size=13, fill=style.GREY))
    return svg.document(WIDTH, HEIGHT, parts, title)


def at(frame, lag):
    """Return x of a lag: the lags stand at equal distances."""
    return LEFT + 50 + frame.lags.index(lag) * (RIGHT - LEFT - 100) / (len(frame.lags) - 1)


def height(frame, count):
    """Return y of a count of starts."""
    return BASE - count * (BASE - TOP) / frame.starts


def _axes(frame, covered):
    """Draw the lines of the counts, the lags and what they are."""
    parts = [svg.text(14, TOP - 16, f"starts that learn, of {frame.starts}", font_size=14)]
    for count in range(0, frame.starts + 1, 5):
        y = height(frame, count)
        parts.append(svg.line(LEFT, y, RIGHT, y, stroke=style.PALE))
        parts.append(svg.text(LEFT - 12, y + 5, count, text_anchor="end", font_size=14))
    for lag in frame.lags:
        if lag == frame.lag and not covered:
            continue  # the cursor writes it
        parts.append(svg.text(at(frame, lag), BASE + 24, lag, text_anchor="middle", font_size=14))
    words = "steps of noise between the message and the question"
    parts.append(svg.text((LEFT + RIGHT) / 2, BASE + 48, words, text_anchor="middle", font_size=14))
    return parts


def _cursor(frame):
    x = at(frame, frame.lag)
    return [svg.rect(x - 26, TOP - 8, 52, BASE - TOP + 40, fill="#EBEBEB"),
            svg.text(x, BASE + 24, frame.lag, text_anchor="middle", font_size=14,
                     font_weight="bold")]  # fmt: skip


def _curve(frame, curve, k):
    """Draw one curve, its intervals and its name at the last point."""
    ink, side = style.ROLES[curve.role].colour, 9 * k
    xs = [at(frame, lag) + side for lag in curve.lags]
    ys = [height(frame, count) for count in curve.solved]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(xs, ys, strict=True))
    dash = "7 5" if k else None
    parts = [svg.element("path", d=path, fill="none", stroke=ink, stroke_width=2.4,
                         stroke_dasharray=dash)]  # fmt: skip
    for x, low, high in zip(xs, curve.low, curve.high, strict=True):
        ends = height(frame, low), height(frame, high)
        parts.append(svg.line(x, ends[0], x, ends[1], stroke=ink, stroke_width=1.6))
        parts += [svg.line(x - 5, y, x + 5, y, stroke=ink, stroke_width=1.6) for y in ends]
    return [*parts, *(_marker(curve.role, x, y, ink) for x, y in zip(xs, ys, strict=True))]


def _names(frame):
    """Write each curve's name and last count at its last point, one above the other if need be."""
    parts, above = [], None
    for curve in frame.curves:
        y = height(frame, curve.solved[-1]) + 5
        y = above - 20 if above is not None and abs(y - above) < 20 else y
        name = f"{curve.name}: {curve.solved[-1]}"
        parts.append(svg.text(RIGHT + 8, y, name, font_size=14))
        above = y
    return parts


def _marker(role, x, y, ink):
    """Draw a point: another shape for each role."""
    kind = MARKERS[role]
    if kind == "disc":
        return svg.element("circle", cx=x, cy=y, r=6.5, fill=ink)
    if kind == "square":
        return svg.rect(x - 6, y - 6, 12, 12, fill=ink)
    points = f"{x},{y - 8} {x + 8},{y} {x},{y + 8} {x - 8},{y}"
    return svg.element("polygon", points=points, fill=ink)
