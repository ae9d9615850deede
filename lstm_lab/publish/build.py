"""Build the notebooks from their sources, and compare them without running anything."""

import importlib.util
import os
import re
from pathlib import Path

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
    a rule, a cell fails or writes to stderr, or nbgrader refuses a solution. A full build also
    removes the exercises that it once made and whose solution is gone.
    """
    root = _ready(root)
    written, solutions = [], {}
    try:
        for script in _sources(root, names):
            target = script.with_suffix(".ipynb")
            notebook = source.read(script)
            notebook.cells = execute.run(notebook, target).cells
            written.append(_write(target, notebook))
            if target.is_relative_to(root / "solutions"):
                solutions[target.relative_to(root / "solutions")] = notebook
        for path, exercise in release.exercises(root, solutions).items():
            written.append(_write(root / "exercises" / path, exercise))
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
    root = _ready(root)
    found, solutions = [], {}
    for script in _sources(root, names):
        target = script.with_suffix(".ipynb")
        try:
            notebook = source.read(script)
        except source.SourceError as error:
            found.append(_without(root, error))
            continue
        found += compare.differences(_label(root, target), notebook, target, ran=True)
        if target.is_relative_to(root / "solutions"):
            solutions[target.relative_to(root / "solutions")] = notebook
    found += _check_exercises(root, solutions)
    return found if names else found + _misplaced(root)


def _ready(root):
    """Return the course's folder as a full path; raise BuildError when a tool is missing."""
    for tool in ("jupytext", "nbclient", "nbgrader"):
        if importlib.util.find_spec(tool) is None:
            raise BuildError(f'The build needs {tool}: pip install "lstm-lab[test]".')
    return Path(root).resolve()


def _check_exercises(root, solutions):
    try:
        released = release.exercises(root, solutions)
    except release.ReleaseError as error:
        return [_without(root, error)]
    found = []
    for path, exercise in released.items():
        target = root / "exercises" / path
        found += compare.differences(_label(root, target), exercise, target, ran=False)
    return found


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
        if in_part not in ("notebooks", part):
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
    part = path.with_name(f".{path.name}.part")
    part.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    os.replace(part, path)
    return path


def _label(root, path):
    return path.relative_to(root).as_posix()


def _without(root, error):
    return str(error).replace(f"{root}{os.sep}", "")
