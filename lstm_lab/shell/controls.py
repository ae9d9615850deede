"""What a reader can move: each control is a few words and numbers, and makes its own widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import ipywidgets
import traitlets

LABEL = {"description_width": "initial"}
ROW = {"flex": "1 1 320px", "width": "auto", "max_width": "410px"}  # two controls a row
FAST, SLOW, FEW = 250, 700, 10  # milliseconds a step; slow where there are few


class Slider(NamedTuple):
    """A number from low to high. `when(values)` says if it matters; else it is greyed out."""

    name: str
    label: str
    start: float
    low: float
    high: float
    step: float
    when: Callable | None = None

    def widget(self):
        """Make the slider; whole numbers if the step is one."""
        whole = isinstance(self.step, int)
        kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
        return kind(
            value=self.start,
            min=self.low,
            max=self.high,
            step=self.step,
            description=self.label,
            style=LABEL,
            readout_format="d" if whole else ".2f",
            layout=ROW,
        )


class Choice(NamedTuple):
    """One of several options, shown in a list. `when` as in Slider."""

    name: str
    label: str
    start: Any
    options: tuple
    when: Callable | None = None

    def widget(self):
        """Make the list."""
        return ipywidgets.Dropdown(
            options=self.options,
            value=self.start,
            description=self.label,
            style=LABEL,
            layout=ROW,
        )


class Time(NamedTuple):
    """The step shown, 0 to last, with a Play button."""

    name: str
    label: str
    start: int
    last: int
    when: Callable | None = None

    def widget(self):
        """Make the slider; `play` makes the button."""
        return Slider(self.name, self.label, self.start, 0, self.last, 1).widget()


class Words(NamedTuple):
    """A line that the reader types; every key is answered. `when` as in Slider."""

    name: str
    label: str
    start: str
    when: Callable | None = None

    def widget(self):
        """Make the line."""
        return ipywidgets.Text(
            value=self.start,
            description=self.label,
            style=LABEL,
            layout=ipywidgets.Layout(width="700px", max_width="100%"),
        )


def play(slider):
    """Make the Play button of a slider: the two share one value."""
    button = ipywidgets.Play(
        value=slider.value,
        min=slider.min,
        max=slider.max,
        interval=SLOW if slider.max - slider.min < FEW else FAST,
        show_repeat=False,
        layout=ipywidgets.Layout(width="76px"),
    )
    for name in ("value", "disabled"):
        traitlets.link((slider, name), (button, name))
    return button


def value_of(widget):
    """Read a widget; a slider's 2.0999999999999996 is 2.1."""
    return round(widget.value, 10) if isinstance(widget.value, float) else widget.value
