"""What a check answers: a status, which mistake it looks like, and a next step."""

from __future__ import annotations

import html

NOT_STARTED = "not started"
NOT_YET = "not yet"
CORRECT = "correct"

# A mark and a line style beside each colour: the card stays readable in grey and for colour
# blindness. Text takes the theme's own colour, so that light and dark themes both work.
_LOOKS = {
    NOT_STARTED: ("○", "#808080", "dotted"),
    NOT_YET: ("✗", "#D55E00", "dashed"),
    CORRECT: ("✓", "#009E73", "solid"),
}


class NotYetError(AssertionError):
    """Raised by `Report.require`; its text is the report's message."""


class Report:
    """The answer of one check.

    Attributes
    ----------
    name : str
        The exercise.
    status : str
        "not started", "not yet" or "correct".
    message : str
        The smallest example that shows the mistake, then what it looks like.
    mistake : str or None
        The id of a mistake, or None if nothing is wrong or nobody listed what is.
    stage : str or None
        Which part of the engine spoke: "form", "fingerprint", "probe" or "numbers".
    next : Next or None
        Where to go on after a right answer; None outside the learner's own copy.
    """

    next = None

    def __init__(self, name, status, message, mistake=None, hints=(), stage=None, evidence=""):
        self.name = name
        self.status = status
        self.message = " ".join(filter(None, (evidence, message)))
        self._lines = "\n".join(filter(None, (evidence, message)))
        self.mistake = mistake
        self.stage = stage
        self._hints = tuple(hints)
        self._given = 0

    def add(self, sentence):
        """Put a sentence at the end of the message, on a line of its own."""
        self.message = f"{self.message} {sentence}"
        self._lines = f"{self._lines}\n{sentence}"

    @property
    def passed(self):
        """True if the status is "correct"."""
        return self.status == CORRECT

    def hint(self):
        """Return a next step; each call says a little more, the last one stays."""
        if not self._hints:
            return "Nothing to add." if self.passed else self.message
        given = min(self._given, len(self._hints) - 1)
        self._given = given + 1
        return self._hints[given]

    def require(self):
        """Raise NotYetError, an AssertionError, with the message unless the check passed."""
        if not self.passed:
            raise NotYetError(str(self))

    def __repr__(self):
        going = f" {self.next.sentence} {self.next.title}." if self.next else ""
        return f"{self.name}: {self.status}. {self.message}{going}"

    def _repr_html_(self):
        mark, colour, line = _LOOKS[self.status]
        more = "" if self.passed else _folded(self._hints)
        return (
            f'<div style="border-left: 5px {line} {colour}; padding: 4px 12px">'
            f"<div><b>{mark} {html.escape(self.name)}: {self.status}</b></div>"
            f"<div>{_escaped(self._lines)}</div>{_linked(self.next)}{more}</div>"
        )


def _linked(going):
    """Write the next step, its title a link if it has an address."""
    if not going:
        return ""
    title, address = html.escape(going.title), html.escape(going.address)
    title = f'<a href="{address}">{title}</a>' if address else title
    return f"<div>{html.escape(going.sentence)} {title}</div>"


def _folded(hints):
    """Fold the hints into one another: each is opened by a click, and holds the next."""
    inner = ""
    for number in range(len(hints), 0, -1):
        title = "A hint" if number == 1 else "One more"
        text = f'<div style="padding-left: 12px">{_escaped(hints[number - 1])}{inner}</div>'
        inner = f'<details><summary style="cursor: pointer">{title}</summary>{text}</details>'
    return inner


def _escaped(text):
    """Escape text for HTML and keep its line breaks."""
    return "<br>".join(html.escape(line) for line in text.split("\n"))
