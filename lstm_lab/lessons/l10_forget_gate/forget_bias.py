"""Lesson 10: what a forget bias does for the error, and whether a message is then learned."""

from __future__ import annotations

from typing import NamedTuple

from lstm_lab.data import carry
from lstm_lab.drawing.numbers import power, short
from lstm_lab.lessons.l10_forget_gate.bias_picture import bias_picture
from lstm_lab.lessons.l10_forget_gate.fresh import DRAWS, STEPS, new_lstms, new_rnns, typical
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Choice, Slider
from lstm_lab.shell.guess import Ask, Question

BIASES = tuple(range(7))
ALONE, RNN = "the cell alone (V2)", "an orthogonal RNN"
LAG, UPDATES, MOST = 100, 600, 9  # of ten starts: so many are "nearly all"


class Frame(NamedTuple):
    """One state of the picture.

    lines, a dict of a name to sizes (101,) by steps back; lag, the steps looked at; b, the bias;
    learned, starts that learn, one number a bias; starts, of how many; title, full, texts.
    """

    lines: dict
    lag: int
    b: int
    learned: tuple
    starts: int
    title: str
    full: str


def forget_bias(predict=None):
    """Show the error by steps back in new LSTMs with a forget bias, and who learns a message.

    Left: the geometric mean of 40 draws, an error of size 1 started at c and at h. Right: a stored
    training, `lstm_lab.data.carry`. predict, whether a guess is asked for first: yes by default.
    Returns an Explorer.
    """
    controls = (
        Slider("b", "bias b_f", 3, BIASES[0], BIASES[-1], 1),
        Slider("lag", "steps back", LAG, 1, STEPS, 1),
        Choice("other", "compare with", ALONE, (ALONE, RNN)),
    )
    asked = predict is None or predict
    question = _question() if asked else None
    return Explorer(controls, frame, Drawing(bias_picture), say, question=question, hint=hint)


def frame(b, lag, other):
    """Carry errors back through forty new LSTMs. Returns a Frame."""
    walk, learned = new_lstms(float(b)), outcomes()
    beside = walk.alone if other == ALONE else new_rnns()
    found = {"from c": walk.from_c, "from h": walk.from_h, other: beside}
    starts = learned[b].starts
    return Frame(
        lines={name: typical(sizes) for name, sizes in found.items()},
        lag=lag, b=b, learned=tuple(outcome.solved for outcome in learned), starts=starts,
        title=f"b_f = {b}: {learned[b].solved} of {starts} starts learn a message "
        f"{LAG} steps back",
        full=_full(walk),
    )  # fmt: skip


def _full(walk):
    """Say how full the cells are, and what an error from h pays for it."""
    full = f"|c| is {short(walk.filled, 1)} on average, the slope of tanh there {short(walk.slope)}"
    return f"a full cell: {full}; the error from h pays it once" if walk.filled > 1 else full


def outcomes():
    """Return the stored training of each bias: a message, then 100 steps of noise."""
    return [carry.find(carry.LSTM, LAG, bias=float(b), updates=UPDATES) for b in BIASES]


def hint(frame):
    """Say what may be said before the guess: the errors, not who learns."""
    told = say(frame).split("Starts of")[0].split(". ", 1)[1]
    return f"From which b_f on is a message learned? With b_f = {frame.b}: {told}".strip()


def say(frame):
    """Say the numbers of a Frame: the alt text."""
    lines = ", ".join(f"{name} {power(sizes[frame.lag])}" for name, sizes in frame.lines.items())
    learned = ", ".join(map(str, frame.learned))
    return (
        f"{frame.title}. Of an error of size 1, after {frame.lag} steps back, in the mean of "
        f"{DRAWS} new networks: {lines}; {frame.full}. Starts of {frame.starts} that learn, for "
        f"b_f = 0 to 6: {learned}"
    )


def _question():
    """Ask from which bias on nearly all starts learn."""
    return Question(
        text=f"Ten LSTMs of 16 units are trained for each b_f: a message, then {LAG} steps of "
        "noise, then the question. With b_f = 0 none of ten learns it. From which b_f on do at "
        "least nine of ten?",
        asks=(
            Ask("10_nine_of_ten_learn_from", "nine of ten from", _first,
                options=tuple(f"b_f = {b}" for b in BIASES[1:])),
        ),
        until={"b": 0},
        finding=_finding,
    )  # fmt: skip


def _first():
    """Return the option of the lowest bias from which on nearly all starts learn."""
    short_of = [b for b, outcome in zip(BIASES, outcomes(), strict=True) if outcome.solved < MOST]
    return f"b_f = {max(short_of) + 1}"


def _finding():
    """Say the outcomes as a step, and what they do not say."""
    learned = [outcome.solved for outcome in outcomes()]
    first, told = _first(), ", ".join(map(str, learned[:-1]))
    return (
        f"At $b_f$ = 0 to 6 it was learned by {told} and {learned[-1]} of ten starts. It is a "
        f"step, and then a plateau: from {first} on, more makes little difference *here*."
    )
