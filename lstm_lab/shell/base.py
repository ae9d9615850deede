"""The shell of every explorer: controls, a question, a picture, a card where an error was.

A shell does no arithmetic. To add an explorer to a lesson, write four things:

1. in its `picture.py`, a picture: a `Canvas` (matplotlib), or a function that returns SVG text,
   wrapped in `Drawing`. It takes a `Scene`, whose frame holds the arrays and texts to draw;
2. in its `explorer.py`, a NamedTuple Frame that says what its fields are, and a function
   `frame(name=value, ...)`, one argument a control, that calls `cells` and returns a Frame; and
   `say(frame)`, the alt text: one or two sentences with the numbers that a reader sees;
3. a function in its `EXPLORERS` that puts them together, with two to four controls whose first
   values show the point already:

       def cell_state(function=None):
           controls = Slider("f", "forget gate f", 0.9, 0.0, 1.0, 0.05), Time("t", "step t", 40, 40)
           return Explorer(controls, partial(frame, function=function), CellPicture(), say)

       EXPLORERS = (cell_state,)

4. beside the lesson's tests, `questions_NAME.md`: five questions that the first picture answers
   by itself.

The learner's function goes through `learner.call`. In a test, set `explorer.controls["f"].value`
and read `explorer.alt`, `explorer.frame` or the picture's artists; an error of ours is raised.
"""

from __future__ import annotations

import base64
import threading

import ipywidgets

from lstm_lab.drawing import svg
from lstm_lab.drawing.scene import Scene
from lstm_lab.guest.call import isolation
from lstm_lab.shell import cards
from lstm_lab.shell.controls import Time, play, value_of
from lstm_lab.shell.ghost import Ghost
from lstm_lab.shell.guess import VIEW, Prediction
from lstm_lab.shell.learner import LearnerError, NotStartedError, TypedError


class Drawing:
    """A picture made of SVG text: `draw(scene)` returns it."""

    def __init__(self, draw):
        self._draw = draw

    def image(self, scene):
        """Draw a Scene and return it as an Image of the type image/svg+xml."""
        return svg.image(self._draw(scene))


class Explorer:
    """A picture that a reader can move.

    Parameters
    ----------
    controls : two to four of Slider, Choice, Time and Words
    frame : callable, values by the controls' names -> Frame; the arithmetic
    picture : anything with image(scene) -> Image
    say : callable, frame -> str; the alt text, with the numbers
    hint : callable, frame -> str; the alt text while the question is open, by default `say`: for a
        picture whose numbers at that moment are the answer
    question : Question, or None; until it is answered the picture marks what is asked
    ghost : dict of values that differ in the first ghost, or None for a picture without ghosts

    Raises TypeError if controls is no tuple of controls.

    Attributes
    ----------
    specs, picture : as given
    controls, buttons : dicts of widgets by name ("reset", and "play" where there is a Time)
    prediction : Prediction or None
    panel : the widget that holds everything
    values, frame, image, alt : what is shown now
    error : the exception whose card stands in the picture's place, or None
    """

    def __init__(self, controls, frame, picture, say, *, question=None, ghost=None, hint=None):
        _look_at_controls(controls)
        self.specs, self.picture, self._say = controls, picture, say
        self._hint = hint or say
        self._frame = isolation()(frame)  # a learner's function may draw random numbers
        self._lock, self._paused = threading.RLock(), False
        self.defaults = {spec.name: spec.start for spec in controls}
        self._first_ghost = None if ghost is None else self.defaults | ghost
        self._ghost = None if ghost is None else Ghost(self._first_ghost)
        self.frame = self.image = self.error = None
        self.alt = ""
        self._make_widgets(question)
        for name, value in self._held_back().items():
            self.controls[name].value = value
        self.values = self._read()
        self._listen()
        self._show()

    # What it is made of

    def _make_widgets(self, question):
        """Make controls, buttons, the question and the place of the picture."""
        self.controls = {spec.name: spec.widget() for spec in self.specs}
        self.buttons = {"reset": ipywidgets.Button(description="Reset")}
        self.buttons["reset"].layout.width = "auto"
        times = [spec.name for spec in self.specs if isinstance(spec, Time)]
        self._held = set(times)
        if times:
            self.buttons["play"] = play(self.controls[times[0]])
        self.prediction = Prediction(question, self._reveal) if question else None
        self.screen = ipywidgets.HTML(layout={"width": "auto", "margin": "0"})
        row = ipywidgets.Layout(display="flex", flex_flow="row wrap", align_items="center")
        moving = [*self.controls.values(), *reversed(self.buttons.values())]
        self._row = ipywidgets.Box(moving, layout=row)
        asked, found = (), ()
        if self.prediction:
            asked, found = (self.prediction.box,), (self.prediction.finding,)
        self.panel = ipywidgets.VBox([*asked, self._row, self.screen, *found], layout=cards.PANEL)
        self.panel.add_class("lstm-lab-panel")

    def _listen(self):
        """Redraw at every move; reset at the button."""
        for widget in self.controls.values():
            widget.observe(self._moved, names="value")
        self.buttons["reset"].on_click(lambda _: self.reset())

    # What a reader does

    def reset(self):
        """Put every control back where it began, with one redraw."""
        if "play" in self.buttons:
            self.buttons["play"].playing = False
        if self._ghost:
            self._ghost = Ghost(self._first_ghost)
        self.set(**self.defaults | self._held_back())

    def set(self, **values):
        """Set several controls by name, with one redraw. A value outside its range is clipped."""
        with self._lock:
            self._paused = True
            try:
                for name, value in values.items():
                    self.controls[name].value = value
            finally:
                self._paused = False
            self.values = self._read()
            self._show()

    def _moved(self, change):
        """Answer one moved control: note the ghost, then redraw."""
        with self._lock:
            if self._paused:
                return
            name = next(key for key, widget in self.controls.items() if widget is change["owner"])
            if self._ghost and name not in self._held:
                self._ghost.moved(name, self.values)
            self.values = self._read()
            self._show()

    def _reveal(self):
        """Show the picture in full once the question is answered."""
        self.set(**{name: self.defaults[name] for name in self.prediction.question.until})
        takes = [w for w in self.controls.values() if not hasattr(w, "readout")]
        (*takes, self.buttons["reset"])[0].focus()  # the button that had it is gone; no slider can

    # What it shows

    def _read(self):
        return {name: value_of(widget) for name, widget in self.controls.items()}

    def _show(self):
        """Draw the present values, or put the card of what went wrong in the picture's place."""
        with self._lock:
            self._grey_out()
            try:
                scene = self._scene(self.values)
                say = self._hint if scene.covered else self._say
                self.image, self.alt = self.picture.image(scene), say(scene.frame)
                self.frame, self.error = scene.frame, None
                html = cards.picture(self.image, self.alt)
            except Exception as error:
                html = self._failed(error)
            self.screen.value = html
            display = "none" if isinstance(self.error, NotStartedError) else "flex"
            self._row.layout.display = display
            if self.error and not isinstance(self.error, LearnerError | NotStartedError):
                raise self.error

    def _failed(self, error):
        """Keep the error, and return its card."""
        self.error, self.frame, self.image = error, None, None
        status, self.alt = _told(error)
        return cards.card(status, self.alt)

    def _grey_out(self):
        """Disable the controls that do not matter now, or that wait for a guess."""
        waiting = self._held_back()
        for spec in self.specs:
            idle = spec.when is not None and not spec.when(self.values)
            self.controls[spec.name].disabled = idle or spec.name in waiting

    def _held_back(self):
        """Return the values that an open question fixes."""
        covered = self.prediction and not self.prediction.answered
        return self.prediction.question.until if covered else {}

    def _scene(self, values):
        """Collect what the picture needs for these values."""
        covered = bool(self.prediction and not self.prediction.answered)
        ghost = None if covered else self._ghost_frame(values)
        guesses = self.prediction.guesses if self.prediction else {}
        return Scene(self._frame(**values), ghost, covered, guesses)

    def _ghost_frame(self, values):
        """Return the frame of the ghost at the same time step, or None if it would coincide."""
        if not self._ghost:
            return None
        ghost = self._ghost.values | {name: values[name] for name in self._held}
        return None if ghost == values else self._frame(**ghost)

    # What a notebook keeps

    def still(self):
        """Return (image, alt) at the first values, uncovered, for a page without a kernel.

        Raises what the frame raises.
        """
        ghost = self._first_ghost and self._frame(**self._first_ghost)
        scene = Scene(self._frame(**self.defaults), ghost)
        return self.picture.image(scene), self._say(scene.frame)

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Offer the widget, a still picture and its words; the same bytes each time."""
        view = {VIEW: self.panel._repr_mimebundle_()[VIEW]}
        try:
            image, alt = self.still()
        except (LearnerError, NotStartedError) as error:
            status, sentence = _told(error)
            html, plain = cards.card(status, sentence), f"{status.capitalize()}: {sentence}"
            return view | {"text/html": html, "text/plain": plain}, {}
        words = {"text/plain": f"{alt}\n{cards.NOTE}"}
        if image.media == "image/png":
            packed = base64.b64encode(image.data).decode("ascii")
            return view | words | {"image/png": packed}, {"image/png": {"alt": alt}}
        html = f"{cards.picture(image, alt)}{cards.small(cards.NOTE)}"
        return view | words | {"text/html": html}, {}


def _look_at_controls(controls):
    """Raise TypeError unless these are controls; one alone is a tuple too, of names and numbers."""
    if not isinstance(controls, tuple) or not all(hasattr(spec, "widget") for spec in controls):
        raise TypeError(
            "controls must be a tuple of Slider, Choice, Time and Words, got "
            f"{type(controls).__name__}; a single one needs a comma: (Slider(...),)"
        )


def _told(error):
    """Return the status of a card and its sentence."""
    if isinstance(error, NotStartedError):
        return "not started", str(error)
    if isinstance(error, TypedError):
        return "not shown", str(error)
    if isinstance(error, LearnerError):
        return "error", str(error)
    return "error", f"This picture failed: {type(error).__name__}: {error}"
