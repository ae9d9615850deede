"""One parenthesis, letter by letter: how much longer each network knows that it is open."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import style, svg
from lstm_lab.drawing.coloured_text import MONOSPACED
from lstm_lab.drawing.heat import mixed
from lstm_lab.drawing.numbers import power
from lstm_lab.shell.diagram import Diagram
from lstm_lab.training import closing

LEFT, CELL, ROW, TOP = 66, 12.8, 56, 74
MOST = 10.0  # a letter is darkest where ")" is ten times likelier, or more
COLUMNS = int((style.WIDTH - LEFT) / CELL)
TITLE = "How many times likelier the open bracket makes )"


def bracket(models, string):
    """Show, letter by letter, how much likelier an open bracket makes ")". It stands still.

    Parameters: models, a dict of a name to a training.Model with a vocabulary; string, a text of
    their characters with a pair of parentheses. Returns a Diagram. Raises ValueError if the text
    has no pair that fits into the picture.
    """
    found = {
        name: closing.letter_by_letter(model, string, COLUMNS) for name, model in models.items()
    }
    told = "; ".join(
        f"{name}: {', '.join(f'{power(r)} behind {c!r}' for c, r in zip(*pair, strict=True))}"
        for name, pair in found.items()
    )
    return Diagram(drawing(found), f"{TITLE}. {told}")


def drawing(found):
    """Return SVG text for a dict of a name to a text (L characters) and its ratios (L,)."""
    height = TOP + ROW * len(found) + 8
    parts = [svg.heading(TITLE), *_legend()]
    for k, (name, (text, ratios)) in enumerate(found.items()):
        y = TOP + ROW * k
        parts.append(svg.text(4, y + 22, name, font_size=15, font_weight="bold"))
        for j, (letter, ratio) in enumerate(zip(text, ratios, strict=True)):
            x = LEFT + j * CELL
            shown = letter if letter.isprintable() and letter != " " else "\u00a0"
            parts.append(svg.rect(x, y, CELL, 32, fill=shade(ratio)))
            parts.append(svg.text(x + CELL / 2, y + 22, shown, font_family=MONOSPACED, font_size=15,
                                  text_anchor="middle"))  # fmt: skip
    return svg.document(style.WIDTH, height, parts, TITLE)


def shade(ratio):
    """Return the colour of a ratio: white at 1 and below, orange from MOST on."""
    share = np.log(np.clip(ratio, 1.0, MOST)) / np.log(MOST)
    return mixed(style.ABOVE, 0.8 * float(share))


def _legend():
    """Write what the colours are."""
    for k, ratio in enumerate((1, 2, 3, 5, 10)):
        x = 4 + 58 * k
        yield svg.rect(x, 36, 18, 18, fill=shade(ratio), stroke=style.PALE)
        yield svg.text(x + 24, 50, f"{ratio} or more" if ratio == MOST else ratio, font_size=13)
