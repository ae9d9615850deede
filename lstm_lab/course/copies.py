"""Copies on demand: a fresh lesson, its solution, and the zip to hand in.

Nothing of the learner's is overwritten. Standard library only.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from lstm_lab import progress
from lstm_lab.course import content, manifest
from lstm_lab.course.workspace import (
    WorkspaceError,
    leads_out,
    put_beside,
    renamed_notebooks,
)
from lstm_lab.wording import listed

# The name of a zip made here, PART__STUDENT__TIME.zip, as nbgrader_config.py lets it be read.
SUBMITTED = r".*__(?P<student_id>[^/\\]+)__(?P<timestamp>\d{8}T\d{6}Z)[/\\](?P<file_id>[^/\\]+)$"


def find_lesson(number, shipped=None):
    """Return the content.Lesson with this number, "1", "01" or "01_name".

    Raises WorkspaceError when there is none.
    """
    lessons = content.lessons(shipped)
    number = content.RENAMED.get(number.removesuffix(".ipynb"), number)
    digits = number.zfill(2) if number.isdigit() else None
    for lesson in lessons:
        if lesson.number == digits or lesson.name in (number, number.removesuffix(".ipynb")):
            return lesson
    have = ", ".join(lesson.number for lesson in lessons) or "none"
    raise WorkspaceError(f"There is no lesson {number!r}; there are: {have}.")


def reset(workspace, number, shipped=None):
    """Put a fresh copy of a lesson and its exercise beside the learner's; return sentences."""
    shipped = Path(shipped or content.root())
    lesson = find_lesson(number, shipped)
    paths = (path for path in (lesson.notebook, lesson.exercise) if path)
    return [_freshen(Path(workspace), shipped, path) for path in paths]


def _freshen(workspace, shipped, path):
    """Put one fresh copy where there is none, else beside; return the sentence."""
    target = workspace / path
    _stay_inside(workspace, target)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        progress.write_atomically(target, manifest.fresh(shipped / path))
        return f"A fresh copy is at {path.as_posix()}; there was none of yours."
    beside = put_beside(shipped / path, target, "fresh")
    return f"A fresh copy is at {path.with_name(beside.name).as_posix()}; yours is as it was."


def solution(workspace, number, shipped=None):
    """Bring a lesson's solution once one of its checks was tried; return the sentence.

    Raises WorkspaceError when there is no solution, or no attempt was checked.
    """
    workspace, shipped = Path(workspace), Path(shipped or content.root())
    lesson = find_lesson(number, shipped)
    if not lesson.solution or not lesson.exercise:
        raise WorkspaceError(f"Lesson {lesson.number} has no exercise, and so no solution.")
    checks = progress.read(workspace)["checks"]
    names = checks_of(shipped / lesson.exercise)
    if not any(checks.get(name, {}).get("attempts") for name in names):
        raise WorkspaceError(
            f"Try first: the solution of lesson {lesson.number} comes once you have checked an "
            f"attempt at {listed(names, 'or')} in {lesson.exercise.as_posix()}."
        )
    target = workspace / lesson.solution
    _stay_inside(workspace, target)
    return f"The solution is at {_bring(shipped / lesson.solution, target, workspace)}."


def _bring(source, target, workspace):
    """Copy a notebook to the target, or beside it where another file lies; return its path."""
    same = False
    with contextlib.suppress(manifest.NotebookError):
        same = manifest.fingerprint(target) == manifest.fingerprint(source)
    if target.exists() and not same:
        target = put_beside(source, target, "fresh")
    elif not same:
        target.parent.mkdir(parents=True, exist_ok=True)
        progress.write_atomically(target, source.read_bytes())
    return target.relative_to(workspace).as_posix()


def checks_of(notebook):
    """List the names of an exercise's checks, in order, from nbgrader's marks in its cells.

    Raises manifest.NotebookError when the file cannot be read.
    """
    try:
        cells = json.loads(Path(notebook).read_bytes())["cells"]
        ids = [cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells]
    except OSError as error:
        raise manifest.NotebookError(error.strerror or str(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise manifest.NotebookError("it is not a notebook") from error
    return [name.removeprefix("check_") for name in ids if name.startswith("check_")]


def submit(workspace, part, student=None, shipped=None):
    """Make the zip of a part's exercises that nbgrader's zip_collect takes; return its path.

    Parameters
    ----------
    workspace : path
    part : str
        A part's name or its first character: "1" or "1_recurrent_networks".
    student : str, optional
        The student's name or number, by default the name of the computer's user.

    An exercise that lies there under the name of an earlier version is handed in under today's; one
    that is newer than the workspace, as it is shipped. Raises WorkspaceError for an unknown part, a
    missing or a damaged exercise.
    """
    workspace, shipped = Path(workspace), Path(shipped or content.root())
    part = find_part(part, shipped)
    found = [lesson.exercise for lesson in content.lessons(shipped) if lesson.part == part]
    exercises = {path: _source(workspace, shipped, path) for path in found if path}
    for path, source in exercises.items():
        try:
            manifest.fingerprint(source)
        except manifest.NotebookError as error:
            raise WorkspaceError(
                f"{path.as_posix()} cannot be handed in ({error}); lstm-lab reset {path.name[:2]} "
                "brings a fresh copy."
            ) from error
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = workspace / "submitted" / f"{part}__{_student(student)}__{stamp}.zip"
    _stay_inside(workspace, target)
    target.parent.mkdir(exist_ok=True)
    progress.write_atomically(target, _zipped(exercises))
    return target


def _source(workspace, shipped, path):
    """Return the file to hand in for an exercise: the learner's, or the one never delivered."""
    if (workspace / path).exists():
        return workspace / path
    for old, new in renamed_notebooks(shipped):
        if new == path.as_posix() and (workspace / old).is_file():
            return workspace / old
    new = path.as_posix() not in manifest.read(workspace)[0]["delivered"]
    return (shipped if new else workspace) / path


def find_part(name, shipped=None):
    """Return the full name of a part that has exercises; raise WorkspaceError for another."""
    parts = sorted({lesson.part for lesson in content.lessons(shipped) if lesson.exercise})
    for part in parts:
        if name in (part, part.split("_")[0]):
            return part
    raise WorkspaceError(f"There is no part {name!r}; there are: {', '.join(parts) or 'none'}.")


def _student(name):
    """Return the student's name with only letters, digits and . @ + - (also single _)."""
    if name is None:
        try:
            name = getpass.getuser()
        except (OSError, KeyError, ImportError):
            name = ""
    cleaned = re.sub(r"_{2,}", "_", re.sub(r"[^\w.@+-]", "-", name)).strip("_.")
    if not cleaned:
        raise WorkspaceError("Please say who you are: lstm-lab submit PART --student NAME.")
    return cleaned


def _zipped(files):
    """Return the bytes of a zip with files side by side; a dict of name, as a path, to file."""
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, file in files.items():
            archive.write(file, path.name)
    return buffer.getvalue()


def _stay_inside(workspace, target):
    """Raise WorkspaceError when the target is a link or lies outside the workspace."""
    if leads_out(workspace, target):
        raise WorkspaceError(f"{target} is a link out of the course folder; nothing was written.")
