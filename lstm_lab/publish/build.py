"""Build the notebooks from their sources, and compare them without running anything."""

import importlib.util
import os
import re
from pathlib import Path

from lstm_lab import checks, progress
from lstm_lab.course import content
from lstm_lab.publish import compare, execute, release, source

FAILURES = (source.SourceError, execute.ExecutionError, release.ReleaseError)


class BuildError(Exception):
    """The build stopped; the message names the notebook and the reason."""


def build(root, names=()):
    """Run the sources, keep their outputs, and release the exercises; return what was written.

    Parameters
    ----------
    root : Path
        The folder that holds notebooks/, solutions/ and exercises/.
    names : sequence of str
        Lessons, as "01" or "01_one_step_of_memory"; all of them when empty.

    Returns the list of written paths. Raises BuildError when a name is unknown, a source breaks
    a rule (before any cell runs), or a cell fails or writes to stderr. A full build also removes
    the exercises that it once made and whose solution is gone.
    """
    root = _ready(root)
    made, written = {}, []
    try:
        for script in _sources(root, names):
            made |= _read(root, script)
        for path, notebook in made.items():
            if not _is_exercise(root, path):
                notebook.cells = execute.run(notebook, path).cells
            written.append(_write(path, notebook))
    except FAILURES as error:
        raise BuildError(_without(root, error)) from error
    if not names:
        _remove_derived(root)
    return written


def check(root, names=()):
    """List how the notebooks differ from their sources, as sentences; run none of them.

    Parameters: root and names as for `build`. Returns [] when all is as built. Raises BuildError
    when a name is unknown or a tool is missing.
    """
    root, found = _ready(root), []
    for script in _sources(root, names):
        try:
            made = _read(root, script)
        except FAILURES as error:
            found.append(_without(root, error))
            continue
        for path, notebook in made.items():
            ran = not _is_exercise(root, path)
            found += compare.differences(_label(root, path), notebook, path, ran=ran)
    return found if names else found + _misplaced(root)


def _read(root, script):
    """Return what a source stands for, by path: its notebook, and a solution's exercise."""
    notebook = source.read(script)
    _look_for_exercises(script, notebook)
    made = {script.with_suffix(".ipynb"): notebook}
    if script.is_relative_to(root / "solutions"):
        path = root / "exercises" / script.parent.name / f"{script.stem}.ipynb"
        made[path] = release.exercise(notebook, script)
    return made


def _look_for_exercises(script, notebook):
    """Raise SourceError at a check of an exercise that no lesson lists."""
    for number, cell in enumerate(notebook.cells):
        mark = cell.metadata.get("nbgrader", {"solution": True})
        name = mark.get("grade_id", "").removeprefix("check_")
        if not mark["solution"] and name not in checks.EXERCISES:
            raise source.SourceError(
                f"{script}, cell {number}: checks has no exercise {name}: list it in EXERCISES of "
                f"lstm_lab/lessons/l{script.stem}/exercises.py."
            )


def _is_exercise(root, path):
    return path.is_relative_to(root / "exercises")


def _ready(root):
    """Return the course's folder as a full path; raise BuildError when a tool is missing."""
    for tool in ("jupytext", "nbclient"):
        if importlib.util.find_spec(tool) is None:
            raise BuildError(f'The build needs {tool}: pip install "lstm-lab[test]".')
    return Path(root).resolve()


def _sources(root, names):
    """Return the sources of the named lessons, lessons before solutions, each in order."""
    scripts = sorted(root.glob("notebooks/*.py")) + sorted(root.glob("solutions/*/*.py"))
    for name in names:
        if not any(_is_called(script, name) for script in scripts):
            known = ", ".join(sorted({script.stem for script in scripts})) or "none yet"
            raise BuildError(f"No source is called {name!r}. There are: {known}.")
    return [s for s in scripts if not names or any(_is_called(s, name) for name in names)]


def _is_called(script, name):
    return script.stem == name or script.stem.split("_")[0] == name


def _misplaced(root):
    """List the files that no source accounts for, and the sources in the wrong place."""
    found = []
    lessons = {script.stem for script in root.glob("notebooks/*.py")}
    for script in _sources(root, ()):
        in_part = script.parent.name
        try:
            part = content.part_of(script.stem)
        except ValueError as error:
            found.append(f"{_label(root, script)}: {error}")
            continue
        if in_part != "notebooks" and part == content.APPENDICES:
            found.append(f"{_label(root, script)}: an appendix has no exercise.")
        elif in_part not in ("notebooks", part):
            found.append(f"{_label(root, script)} belongs in solutions/{part}.")
        if script.stem not in lessons:
            found.append(f"{_label(root, script)} has no lesson in notebooks/.")
    for folder in ("notebooks", "solutions"):
        for path in _files(root / folder, "*.ipynb"):
            if not path.with_suffix(".py").is_file():
                found.append(f"{_label(root, path)} has no source.")
    for path in _strays(root):
        what = "an exercise without a solution" if path.suffix == ".ipynb" else "a stray file"
        found.append(f"{_label(root, path)} is {what}.")
    return found


def _strays(root):
    """Return the files in exercises/ that no solution's source stands for."""
    known = {root / "exercises" / s.parent.name / s.stem for s in root.glob("solutions/*/*.py")}
    return [
        path
        for path in _files(root / "exercises", "*")
        if path.suffix != ".ipynb" or path.with_suffix("") not in known
    ]


def _files(folder, pattern):
    return sorted(
        path
        for path in folder.rglob(pattern)
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    )


def _remove_derived(root):
    """Remove the exercises without a solution that the build once made; leave all other files."""
    for path in _strays(root):
        if path.suffix == ".ipynb" and _is_derived(path):
            path.unlink()


def _is_derived(path):
    import nbformat

    try:
        cells = nbformat.read(path, as_version=4).cells
    except Exception:  # a broken file is not ours to remove
        return False
    return bool(cells) and all(
        re.fullmatch(rf"{re.escape(path.stem)}-\d\d+", cell.get("id", "")) for cell in cells
    )


def _write(path, notebook):
    """Write the notebook whole or not at all; return its path."""
    import nbformat

    path.parent.mkdir(parents=True, exist_ok=True)
    progress.write_atomically(path, nbformat.writes(notebook) + "\n")
    return path


def _label(root, path):
    return path.relative_to(root).as_posix()


def _without(root, error):
    return str(error).replace(f"{root}{os.sep}", "")
