"""How much CPU an explorer takes to answer a move, against `interact` with a new figure each time.

Both are measured in this process, by turns: the move goes through the widget to the finished
picture; `interact` draws the same picture with a new Figure and savefig. A picture made of SVG has
no matplotlib twin: it is measured against the smallest one in the list that has.
"""

from __future__ import annotations

import base64
import copy
import io
import statistics
import time

from lstm_lab.drawing.canvas import Canvas
from lstm_lab.drawing.scene import Scene
from lstm_lab.explorers import EXPLORERS
from lstm_lab.shell.controls import Choice, Slider, Time

TARGET, MOVES, ROUNDS = 15, 20, 5


def main(names=()):
    """Print each explorer's milliseconds and its ratio; return 0 if all are at most 1/15."""
    made = {
        name: factory()
        for name, factory in sorted(EXPLORERS.items())
        if name in (names or EXPLORERS)
    }
    times = {name: measure(explorer) for name, explorer in made.items()}
    cheapest = min(anew for _, anew in times.values() if anew is not None)
    print(f"{'explorer':<16}{'move ms':>9}{'interact ms':>13}{'ratio':>10}")
    worst = 0.0
    for name, (move, anew) in times.items():
        against = anew or cheapest
        worst = max(worst, move / against)
        mark = "" if anew else "  (SVG, against the smallest figure)"
        print(f"{name:<16}{move:>9.2f}{against:>13.1f}   1 / {against / move:<5.0f}{mark}")
    print(f"the largest ratio is 1 / {1 / worst:.0f}; at most 1 / {TARGET} is wanted")
    return 0 if worst <= 1 / TARGET else 1


def measure(explorer):
    """Return (ms a move, ms of a new figure or None): medians of rounds taken by turns."""
    if explorer.prediction:
        explorer.prediction.skip.click()
    draws_figures = isinstance(explorer.picture, Canvas)
    moves, figures = [], []
    for _ in range(ROUNDS):
        moves.append(_cpu(lambda: move_often(explorer)) / MOVES)
        if draws_figures:
            figures.append(_cpu(lambda: draw_anew(explorer)))
    return statistics.median(moves), statistics.median(figures) if figures else None


def move_often(explorer):
    """Move the first slider, or else list, to and fro, MOVES times; every move changes it."""
    spec = next((s for s in explorer.specs if isinstance(s, Slider | Time)), explorer.specs[0])
    widget = explorer.controls[spec.name]
    for k in range(MOVES):
        if isinstance(spec, Choice):
            widget.value = next(option for option in spec.options if option != widget.value)
            continue
        up = widget.value + widget.step
        widget.value = up if up <= widget.max and k % 2 == 0 else widget.value - widget.step


def draw_anew(explorer):
    """Draw the explorer's present picture as `interact` does: a new Figure, savefig, a PNG.

    The tight box is what the notebook's own backend asks savefig for.
    """
    picture = copy.copy(explorer.picture)
    picture.prepare()
    picture.move(Scene(explorer.frame))
    for word in picture.words.values():
        picture.figure.text(0.1, 0.1, word.text, size=word.size)
    out = io.BytesIO()
    picture.figure.savefig(out, format="png", bbox_inches="tight")
    return base64.b64encode(out.getvalue())


def _cpu(work):
    """Return the milliseconds of CPU that a call takes."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)
