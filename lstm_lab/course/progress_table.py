"""The learner's progress as one table of a page: exercises, whose functions, predictions."""

from __future__ import annotations

import html
from typing import NamedTuple

from lstm_lab import mine, progress
from lstm_lab.course import content, copies
from lstm_lab.course.status import mark, plain, short

OUTSIDE = "Nothing is kept here: this page is not open in your own copy. Start with lstm-lab."


class Exercise(NamedTuple):
    """One exercise: its lesson's title, its function, how it stands, and whose function serves."""

    lesson: str
    name: str
    state: str
    whose: str


class Guess(NamedTuple):
    """One prediction: what was asked, what the learner said first, what it was."""

    asked: str
    guess: str
    truth: str


class ProgressTable(NamedTuple):
    """What `progress_table` returns, shown as text or as HTML. kept: whether there is a record."""

    exercises: list
    guesses: list
    kept: bool

    def __repr__(self):
        lines = [f"{self.summary()}", *_columns(self.exercises), *_columns(self.guesses)]
        return "\n".join(lines)

    def _repr_html_(self):
        exercises = _rows(("lesson", "function", "check", "whose is used"), self.exercises)
        guesses = _rows(("prediction", "I guessed", "it is"), self.guesses)
        shown = [f"<p>{html.escape(self.summary())}</p>", exercises]
        return "".join(shown + [guesses] * bool(self.guesses))

    def summary(self):
        """Say in a sentence how many exercises are solved."""
        passed = sum(row.state == "passed" for row in self.exercises)
        said = f"{passed} of {len(self.exercises)} exercises passed."
        return said if self.kept else f"{said} {OUTSIDE}"


def progress_table(shipped=None):
    """Return the ProgressTable of the workspace around the working directory.

    Parameters: shipped, the folder with the course's notebooks, by default the installed course's.
    Outside a workspace nothing is started, and the table says so.
    """
    shipped = shipped or content.root()
    record = progress.read()
    whose = {row.name: "; ".join(filter(None, row[1:])) for row in mine.table()}
    exercises = [
        Exercise(lesson.title, name, mark(record["checks"].get(name)), whose.get(name, ""))
        for lesson in content.lessons(shipped)
        for name in (copies.checks_of(shipped / lesson.exercise) if lesson.exercise else ())
    ]
    guesses = [
        Guess(plain(key), short(entry.get("guess")), short(entry.get("truth")))
        for key, entry in sorted(record["predictions"].items())
    ]
    return ProgressTable(exercises, guesses, progress.find_workspace() is not None)


def _columns(rows):
    """Return each row as a line of text, its columns under one another."""
    widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    return [
        "".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _rows(heads, rows):
    """Return an HTML table; a lesson is named once, in front of its first exercise."""
    body, before = [], None
    for row in rows:
        cells = ["" if row[0] == before else row[0], *row[1:]]
        before = row[0]
        body.append(_row("td", cells))
    return f"<table>{_row('th', heads)}{''.join(body)}</table>"


def _row(tag, cells):
    style = ' style="text-align:left"'
    inner = "".join(f"<{tag}{style}>{html.escape(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"
