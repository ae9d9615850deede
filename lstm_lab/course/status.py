"""What the learner has solved and predicted, as text. Standard library only."""

from __future__ import annotations

from pathlib import Path

from lstm_lab import progress
from lstm_lab.course import content, copies, manifest


def status(workspace, shipped=None):
    """Return the lines of the learner's progress: lessons, checks passed, predictions."""
    shipped = Path(shipped or content.root())
    record = progress.read(workspace)
    lines, passed, total, part = [], 0, 0, None
    for lesson in content.lessons(shipped):
        names = copies.checks_of(shipped / lesson.exercise) if lesson.exercise else []
        marks = [mark(record["checks"].get(name)) for name in names]
        passed, total = passed + marks.count("passed"), total + len(marks)
        if lesson.part != part:
            part = lesson.part
            lines.append("Appendices" if part == content.APPENDICES else f"Part {plain(part)}")
        lines.append(f"  {lesson.title}{_damage(Path(workspace), lesson)}")
        lines += [f"      {name:<24}{mark}" for name, mark in zip(names, marks, strict=True)]
    return [*lines, f"{passed} of {total} exercises passed.", *_predictions(record)]


def mark(entry):
    """Say in a word or two how a check stands."""
    if not entry or not entry["attempts"]:
        return "passed" if entry and entry["best"] == progress.PASSED else "not started"
    attempts = entry["attempts"]
    tried = f"{attempts} attempt{'s' if attempts > 1 else ''}"
    return "passed" if entry["best"] == progress.PASSED else f"not yet ({tried})"


def _damage(workspace, lesson):
    """Return a remark when the learner's copy of a lesson or exercise is missing or damaged."""
    for path in (lesson.notebook, lesson.exercise):
        try:
            if path:
                manifest.fingerprint(workspace / path)
        except manifest.NotebookError as error:
            return f"   ({path.as_posix()}: {error})"
    return ""


def _predictions(record):
    """Return one line a prediction: what was guessed, and what it was."""
    entries = record["predictions"].items()
    lines = [
        f"  {plain(key)}: you guessed {short(e.get('guess'))}, it was {short(e.get('truth'))}"
        for key, e in entries
    ]
    return ["Predictions", *lines] if lines else []


def plain(key):
    """Write a prediction's key as a reader would: "01 · left at w 0.9"."""
    number, _, rest = key.replace("_", " ").partition(" ")
    return f"{number} · {rest}" if number.isdigit() and rest else f"{number} {rest}".strip()


def short(value):
    if value is None:
        return "not known yet"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
