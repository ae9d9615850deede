"""What is in a zip to hand in, in sentences: checks passed, answers in words. Standard library."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from lstm_lab import progress

EMPTY = "YOUR ANSWER HERE"  # as nbgrader leaves it


def contents(archive, workspace):
    """Return lines that say what a zip of exercises holds.

    Parameters: archive, the path of a zip that `copies.submit` made; workspace, the folder in whose
    record the checks stand. The zip holds each file as it was last saved; what a check said, it
    said when it was last run.
    """
    passed = {
        name
        for name, entry in progress.read(workspace)["checks"].items()
        if entry["best"] == progress.PASSED
    }
    with zipfile.ZipFile(archive) as files:
        books = {name: json.loads(files.read(name))["cells"] for name in sorted(files.namelist())}
    said = ["In it, as the files were last saved:"]
    for name, cells in books.items():
        parts = "; ".join(_parts(cells, passed)) or "nothing to check"
        said.append(f"  {_title(cells) or Path(name).stem}: {parts}.")
    return said


def _parts(cells, passed):
    """Yield what is to be said of one notebook."""
    marks = [(cell.get("metadata", {}).get("nbgrader") or {}, cell) for cell in cells]
    checks = [mark["grade_id"].removeprefix("check_") for mark, _ in marks if _is_check(mark)]
    missing = [name for name in checks if name not in passed]
    if missing:
        yield f"{len(checks) - len(missing)} of {len(checks)} checks passed"
        yield f"not passed: {', '.join(missing)}"
    elif checks:
        yield f"all {len(checks)} checks passed" if len(checks) > 1 else "its check passed"
    words = [(str(mark.get("grade_id")), cell) for mark, cell in marks if _is_in_words(mark, cell)]
    empty = [name.replace("_", " ") for name, cell in words if _text(cell).strip() in ("", EMPTY)]
    if empty:
        yield f"{len(empty)} of {len(words)} answers in words empty: {', '.join(empty)}"
    elif words:
        yield f"{len(words)} answer{'s' * (len(words) > 1)} in words"


def _is_check(mark):
    return str(mark.get("grade_id", "")).startswith("check_")


def _is_in_words(mark, cell):
    return cell["cell_type"] == "markdown" and mark.get("grade") and mark.get("solution")


def _title(cells):
    heading = re.search(r"^# (?:Exercise )?(.+)$", "\n".join(map(_text, cells)), re.MULTILINE)
    return heading and heading[1].strip()


def _text(cell):
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)
