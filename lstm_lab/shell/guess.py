"""A question before the picture: the reader locks in a guess and sees it beside the answer."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

import ipywidgets

from lstm_lab import progress
from lstm_lab.drawing.numbers import short
from lstm_lab.shell.cards import small
from lstm_lab.shell.controls import LABEL


class Ask(NamedTuple):
    """One thing to guess: a number with low, high and step, or one of `options`.

    `key` is the name under which the guess is remembered; `truth()` returns the answer.
    """

    key: str
    label: str
    truth: Callable[[], Any]
    low: float = -1.0
    high: float = 1.0
    step: float = 0.01
    options: tuple = ()


class Question(NamedTuple):
    """What is asked before the picture is shown in full.

    `until` holds controls at a value, by name, until the question is answered, such as {"t": 5}:
    what the picture shows meanwhile must not give the answer away.
    """

    text: str
    asks: tuple
    until: dict = {}


class Prediction:
    """The question with its inputs and buttons. `done()` is called once, when it is answered.

    Attributes: box, the widget; inputs, a dict of key to widget; lock and skip, the buttons;
    answered, a bool; result, the HTML widget that shows guess and answer.
    """

    def __init__(self, question, done):
        self.question, self.done, self.answered = question, done, False
        self.inputs = {ask.key: _input(ask) for ask in question.asks}
        self.lock = ipywidgets.Button(description="Lock in my guess", button_style="primary")
        self.skip = ipywidgets.Button(description="Show me without a guess")
        self.skip.layout.width = "auto"
        self.lock.on_click(lambda _: self._lock())
        self.skip.on_click(lambda _: self._finish(""))
        self.result = ipywidgets.HTML()
        self.buttons = ipywidgets.HBox([self.lock, self.skip])
        self.box = ipywidgets.VBox(
            [_asked(question.text), *self.inputs.values(), self.buttons, self.result]
        )

    def _lock(self):
        """Remember every guess, then show it beside the truth."""
        lines = []
        for ask in self.question.asks:
            guess, truth = self.inputs[ask.key].value, ask.truth()
            progress.record_prediction(ask.key, guess, truth)
            lines.append(compare(ask.label, guess, truth))
        self._finish("<br>".join(escape(line) for line in lines))

    def _finish(self, html):
        """Close the inputs and let the picture be seen; a second click changes nothing."""
        if self.answered:
            return
        self.answered = True
        for widget in (*self.inputs.values(), self.lock, self.skip):
            widget.disabled = True
        self.buttons.layout.display = "none"
        self.result.value = html or small("No guess this time. Look at the picture.")
        self.done()


def compare(label, guess, truth):
    """Say guess and truth in one line: "w = 0.9: I guessed 0.4, it is 0.02"."""
    return f"{label}: I guessed {_spell(guess)}, it is {_spell(truth)}"


def _spell(value):
    return value if isinstance(value, str) else short(value)


def _asked(text):
    return ipywidgets.HTML(f"<b>Your guess first.</b> {escape(text)}")


def _input(ask):
    """Make the input of one Ask, with its label in front."""
    if ask.options:
        return ipywidgets.RadioButtons(
            options=ask.options,
            description=ask.label,
            style=LABEL,
            layout={"width": "auto", "margin": "2px 2px 2px 6px"},
        )
    return ipywidgets.FloatSlider(
        value=(ask.low + ask.high) / 2,
        min=ask.low,
        max=ask.high,
        step=ask.step,
        description=ask.label,
        style=LABEL,
        readout_format=".2f",
        layout=ipywidgets.Layout(width="460px", max_width="100%"),
    )
