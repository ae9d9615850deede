"""A question before the answer: the reader locks in a guess, and then sees it beside the truth.

Nothing is chosen beforehand: "Lock in my guess" is open once everything was answered. Then the
question folds to one line, `✓ w = 0.9: 0.02` or `✗ w = 0.9: you 0.6 · it is 0.02`, which opens at a
click; and so it stands at once when the reader comes back, because the guess is in the records.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

import ipywidgets
import numpy as np

from lstm_lab import progress
from lstm_lab.drawing.numbers import short
from lstm_lab.shell import cards
from lstm_lab.shell.controls import LABEL

LOCK, SKIP = "Lock in my guess", "Show me without a guess"
LOG_STEP = 0.01  # of the power of ten: 2 % of the number
NEAR_FACTOR, NEAR_SHARE = 1.25, 0.05  # a number is near enough within this factor, or share


class Ask(NamedTuple):
    """One thing to guess: a number from low to high, or one of `options`.

    `key` is the name under which the guess is remembered: a changed question takes a new one.
    `truth` is the answer, a function that returns it, or None as long as nobody knows it. `log`
    makes the scale logarithmic, for numbers that span decades; low is then above 0, and two digits
    count. A number is near enough within a factor of 1.25 on such a scale, and within a twentieth
    of the whole scale on any other.
    """

    key: str
    label: str
    truth: Callable[[], Any] | Any
    low: float = -1.0
    high: float = 1.0
    step: float = 0.01
    options: tuple = ()
    log: bool = False

    def answer(self):
        """Return the truth, computed now; None if it is not known yet."""
        return self.truth() if callable(self.truth) else self.truth

    def right(self, guess):
        """Say whether a guess is right: the option itself, or a number near enough."""
        truth = self.answer()
        if self.options:
            return guess == truth
        if self.log:
            return truth / NEAR_FACTOR <= guess <= truth * NEAR_FACTOR
        return abs(guess - truth) <= NEAR_SHARE * (self.high - self.low) + 1e-9


class Question(NamedTuple):
    """What is asked before the picture is shown in full.

    `until` holds controls at a value, by name, until the question is answered, such as {"t": 5}:
    what the picture shows meanwhile must not give the answer away. `finding` is the text that
    appears only with the answer: a paragraph or a few, with **bold**, *italics*, `code`, $formulas$
    and HTML; or a function that returns it.
    """

    text: str
    asks: tuple
    until: dict = {}
    finding: str | Callable[[], str] = ""


class Prediction:
    """The question with its inputs and buttons. `done()` is called once, when it is answered now.

    Attributes: box, the widget of the question; result, the HTML widget that shows guess and
    answer; finding, the widget for below the picture; inputs, a dict of key to widget; lock and
    skip, the buttons; answered, a bool, true from the start if the records hold a guess; guesses, a
    dict by key, empty without a guess.
    """

    def __init__(self, question, done=lambda: None):
        self.question, self.done, self.answered = question, done, False
        self.inputs = {ask.key: _input(ask) for ask in question.asks}
        self._touched, self.guesses = set(), {}
        self.lock = ipywidgets.Button(description=LOCK, button_style="primary", disabled=True)
        self.skip = ipywidgets.Button(description=SKIP)
        for button in (self.lock, self.skip):
            button.layout = {"width": "auto", "margin": "2px 8px 2px 0"}
        self.lock.on_click(lambda _: self._lock())
        self.skip.on_click(lambda _: self._finish())
        for key, widget in self.inputs.items():
            widget.observe(lambda _, key=key: self._touch(key), names="value")
        self.result = ipywidgets.HTML(layout={"width": "auto", "display": "none"})
        self.finding = ipywidgets.HTMLMath(layout={"width": "auto", "display": "none"})
        buttons = ipywidgets.HBox([self.lock, self.skip])
        rows = [_labelled(ask, self.inputs[ask.key]) for ask in question.asks]
        self.asked = ipywidgets.VBox([_asked(question.text), *rows, buttons])
        self.box = ipywidgets.VBox([self.asked, self.result])
        if known := _remembered(question):
            self._record(known, again=False)
            self._show(known)

    def _touch(self, key):
        """Note that an input was moved; the lock opens with the last of them."""
        self._touched.add(key)
        if hasattr(self.inputs[key], "readout"):
            self.inputs[key].readout = True
        self.lock.disabled = self._touched != set(self.inputs)

    def _lock(self):
        """Remember every guess, then show it beside the truth."""
        if self.lock.disabled or self.answered:
            return
        guesses = {ask.key: _read(ask, self.inputs[ask.key]) for ask in self.question.asks}
        self._record(guesses)
        self._finish(guesses)

    def _record(self, guesses, again=True):
        """Keep guesses beside the truth; without `again` only where the truth was not known yet."""
        kept = {} if again else progress.read()["predictions"]
        for ask in self.question.asks:
            truth = ask.answer()
            if again or (truth is not None and kept[ask.key].get("truth") is None):
                progress.record_prediction(ask.key, guesses[ask.key], truth)

    def _finish(self, guesses=None):
        """Show the answer and let the picture be seen; a second click changes nothing."""
        if not self.answered:
            self._show(guesses)
            self.done()

    def _show(self, guesses):
        """Fold the question to one line, and bring the finding."""
        self.answered, self.guesses = True, guesses or {}
        for widget in (*self.inputs.values(), self.lock, self.skip):
            widget.disabled = True
        self.asked.layout.display = "none"
        self.result.value = folded(self.question, guesses)
        self.result.layout.display = None
        if self.question.finding and _known(self.question):
            self.finding.value = finding(self.question)
            self.finding.layout.display = None


class Guess:
    """A question that stands alone in a lesson: it shows its finding once a guess is locked in.

    Attributes: question; prediction; panel, the widget that holds everything.
    """

    def __init__(self, question):
        self.question, self.prediction = question, Prediction(question)
        self.panel = ipywidgets.VBox(
            [self.prediction.box, self.prediction.finding], layout=cards.PANEL
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Offer the widget, and the question in words; the same bytes each time, no answer."""
        view = self.panel._repr_mimebundle_()
        lines = [self.question.text, *(_choices(ask) for ask in self.question.asks)]
        html = cards.asked("<br>".join(map(escape, lines)) + f"<br>{cards.small(GUESS_NOTE)}")
        words = {"text/html": html, "text/plain": "\n".join([*lines, GUESS_NOTE])}
        return {VIEW: view[VIEW]} | words, {}


VIEW = "application/vnd.jupyter.widget-view+json"
GUESS_NOTE = "Run this cell to answer."


def find(key, questions):
    """Return the Question, of some, that asks for `key`; raise KeyError if none does."""
    for question in questions:
        if any(ask.key == key for ask in question.asks):
            return question
    raise KeyError(f"no question has the key {key!r}")


def with_truth(question, key, truth):
    """Return the question with this truth for `key`: for what is known after a training only."""
    asks = (ask._replace(truth=truth) if ask.key == key else ask for ask in question.asks)
    return question._replace(asks=tuple(asks))


def folded(question, guesses):
    """Return the one line, as HTML, that opens to the question.

    Parameters: question; guesses, a dict of key to guess, or None if there was no guess.
    """
    said = " &emsp; ".join(_verdict(ask, guesses) for ask in question.asks)
    lines = [question.text, *(_choices(ask) for ask in question.asks)]
    return cards.fold(said, "<br>".join(map(escape, lines)))


def compare(label, guess, truth, right):
    """Say guess and truth: "✓ f: 40", or "✗ w = 0.9: you 0.4 · it is 0.02"."""
    mark, told = ("✓" if right else "✗"), _spell(truth)
    same = _spell(guess) == told
    return (
        f"{mark} {label}: {told}" if same else f"{mark} {label}: you {_spell(guess)} · it is {told}"
    )


def finding(question):
    """Return the finding of a question as HTML."""
    told = question.finding() if callable(question.finding) else question.finding
    parts = re.split(r"(\$[^$]+\$|`[^`]+`)", told.strip())
    return cards.found("".join(map(_marked, parts)))


def _marked(part):
    """Turn the marks of one part into HTML: bold, italics, paragraphs; or code; formulas stay."""
    if part.startswith("$"):
        return part.replace("<", "&lt;")
    if part.startswith("`"):
        return f"<code>{escape(part[1:-1])}</code>"
    part = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", part, flags=re.DOTALL)
    part = re.sub(r"\*(.+?)\*", r"<i>\1</i>", part, flags=re.DOTALL)
    return re.sub(r"\n\s*\n", "<br><br>", part)


def _known(question):
    return all(ask.truth is not None for ask in question.asks)


def _verdict(ask, guesses):
    """Say one guess beside its truth, as HTML."""
    truth = ask.answer()
    if guesses is None:
        said = "no guess" if truth is None else f"it is {_spell(truth)}"
        return escape(f"{ask.label}: {said}")
    guess = guesses[ask.key]
    if truth is None:
        return escape(f"{ask.label}: you {_spell(guess)} · the answer comes below")
    right = ask.right(guess)
    return cards.verdict(compare(ask.label, guess, truth, right), right)


def _remembered(question):
    """Return the guesses that the records hold, as a dict, or None unless all are there."""
    kept = progress.read()["predictions"]
    guesses = {ask.key: kept[ask.key].get("guess") for ask in question.asks if ask.key in kept}
    fits = all(_fits(ask, guesses.get(ask.key)) for ask in question.asks)
    return guesses if fits else None


def _fits(ask, guess):
    """Say whether a record can be a guess at this ask."""
    if ask.options:
        return guess in ask.options
    return isinstance(guess, int | float) and ask.low <= guess <= ask.high


def _choices(ask):
    """Say what can be answered: "largest: i | f | g", or "steps: a number from 1 to 300"."""
    if ask.options:
        return f"{ask.label}: {' | '.join(ask.options)}"
    return f"{ask.label}: a number from {short(ask.low)} to {short(ask.high)}"


def _spell(value):
    return value if isinstance(value, str) else short(value)


def _read(ask, widget):
    """Return the guess in an input; on a logarithmic scale with two digits."""
    return float(f"{widget.value:.2g}") if ask.log else widget.value


def _asked(text):
    return ipywidgets.HTML(cards.asked(escape(text)), layout={"width": "auto"})


def _labelled(ask, widget):
    """Put an ask's words in front of its radio buttons, in one row; a slider has them already."""
    if not ask.options:
        return widget
    row = {"display": "flex", "flex_flow": "row wrap", "align_items": "baseline", "width": "auto"}
    return ipywidgets.Box([ipywidgets.Label(f"{ask.label}:"), widget], layout=row)


def _input(ask):
    """Make the input of one Ask, with its label in front and nothing chosen."""
    if ask.options:
        return ipywidgets.RadioButtons(
            options=ask.options,
            index=None,
            orientation="horizontal",
            layout={"width": "auto", "margin": "0"},
        )
    look = {
        "description": ask.label,
        "style": LABEL,
        "readout": False,  # a number that nobody chose is not shown
        "layout": ipywidgets.Layout(width="460px", max_width="100%"),
    }
    if ask.log:
        low, high = np.log10([ask.low, ask.high])
        middle = 10 ** ((low + high) / 2)
        return ipywidgets.FloatLogSlider(
            value=middle, min=low, max=high, step=LOG_STEP, readout_format=".2r", **look
        )
    middle = (ask.low + ask.high) / 2
    return ipywidgets.FloatSlider(
        value=middle, min=ask.low, max=ask.high, step=ask.step, readout_format=".2f", **look
    )
