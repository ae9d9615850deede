"""Find the learner's workspace and keep the progress made in it.

A workspace is a folder that holds `.lstm_lab/manifest.json`. Progress is the JSON file
`.lstm_lab/progress.json`; the source of each function that passed is `.lstm_lab/mine/<name>.py`.
Outside a workspace nothing happens, and a failed write warns in one sentence: a lesson never
stops because of its records. Standard library only.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import textwrap
import time
import warnings
from datetime import datetime
from pathlib import Path

FOLDER = ".lstm_lab"
PASSED = "correct"
_RANK = {"not started": 0, "not yet": 1, PASSED: 2}
_RENAMED = {"17_part_of_suspect_a": "18_part_of_suspect_a"}  # predictions, by their old keys
_PATIENCE = 5.0  # seconds to wait for another kernel's lock


class ProgressWarning(UserWarning):
    """Progress could not be kept, or a broken record was put aside."""


def find_workspace(start=None):
    """Return the nearest folder, from `start` upward, that is a workspace; None without one.

    Parameters: start, a path, or None for the working directory. Returns a pathlib.Path or None.
    """
    with contextlib.suppress(OSError):
        start = Path(start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / FOLDER / "manifest.json").is_file():
                return folder
    return None


def record_check(name, status, mistake=None, source=None, unkept=None):
    """Count one run of a check; keep the function's source when it passed.

    Returns the check's entry as it is in the record now, or None where nothing is recorded.

    Parameters
    ----------
    name : str
        The check's name, such as "rnn_step".
    status : str
        "not started" (no attempt is counted), "not yet" or "correct".
    mistake : str, optional
        The id of the mistake that was recognised.
    source : str, optional
        The function's source, with the helpers it needs; used when status is "correct".
    unkept : str, optional
        Why a function that passed cannot be kept. It stands in the entry as "unkept" until a
        later one is kept; what was kept before stays.
    """
    kept = {}
    now = datetime.now().isoformat(timespec="seconds")

    def count(record):
        entry = record["checks"].setdefault(name, {"attempts": 0, "best": "not started"})
        entry.update(last=status, mistake=mistake, at=now)
        if status != "not started":
            entry["attempts"] += 1
        if _RANK.get(status, 0) > _RANK.get(entry["best"], 0):
            entry["best"] = status
        if status == PASSED:
            entry.setdefault("first_passed", now)
            entry.pop("unkept", None)
            if unkept:
                entry["unkept"] = unkept
        kept.update(entry)

    with _warn_on_failure():
        _update(count)
        if status == PASSED and source:
            _keep_source(name, source)
        return kept or None
    return None


def record_prediction(key, guess, truth):
    """Keep a prediction beside the truth; the first guess stays, later ones are "last".

    Parameters: key, str; guess and truth, anything JSON can hold, or NumPy numbers and arrays.
    """
    now = datetime.now().isoformat(timespec="seconds")

    def note(record):
        entry = record["predictions"].setdefault(key, {"guess": guess, "at": now, "tries": 0})
        entry.update(truth=truth, last=guess, tries=entry["tries"] + 1)

    with _warn_on_failure():
        _update(note)


def read(workspace=None):
    """Return what is known: {"checks": {name: entry}, "predictions": {key: entry}}.

    Parameters: workspace, a path, or None to look upward from the working directory. A check's
    entry has attempts, best, last, mistake, at, first_passed once passed, and unkept, why the
    function that passed last could not be kept; a prediction's has guess, truth, last, tries, at.
    Both are empty outside a workspace. Never raises: a record that cannot be read gives what the
    passed functions still prove, and a warning.
    """
    workspace = Path(workspace) if workspace else find_workspace()
    if workspace is None:
        return {"checks": {}, "predictions": {}}
    try:
        return _load(workspace / FOLDER / "progress.json")
    except (OSError, ValueError) as error:
        _warn(f"Your progress record cannot be read ({error}); passed functions still count.")
        return _recovered(workspace)


def write_atomically(path, content):
    """Replace a file's content in one step: after a crash it is the old or the new.

    Parameters: path; content, text or bytes. Raises OSError and then leaves the old file as it
    was and no other file behind.
    """
    path = Path(path)
    data = content.encode() if isinstance(content, str) else content
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def set_aside(path):
    """Rename a broken file to the first free `<name>.corrupt-N` beside it; return the new path."""
    path = Path(path)
    number = 1
    while (aside := path.with_name(f"{path.name}.corrupt-{number}")).exists():
        number += 1
    os.replace(path, aside)
    return aside


@contextlib.contextmanager
def locked(path):
    """Hold a lock on the file `path` (made if missing) against other processes and threads.

    The system drops the lock of a process that dies. After 5 s the work is done without: writes
    are atomic, so at worst one count is lost.
    """
    with open(path, "a+b") as file:
        deadline = time.monotonic() + _PATIENCE
        while not try_lock(file) and time.monotonic() < deadline:
            time.sleep(0.02)
        yield


def try_lock(file):
    """Lock an open file without waiting; closing it unlocks. Return False if another has it.

    Where the file system knows no locks the answer is True.
    """
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def kept_file(name):
    """Return the path of the function that was kept under this name, or None.

    None also while nbgrader runs a student's work: an instructor's own functions are not lent.
    """
    workspace = None if "NBGRADER_EXECUTION" in os.environ else find_workspace()
    file = workspace and workspace / FOLDER / "mine" / f"{name}.py"
    return file if file and file.exists() else None


def _recording():
    """Return the workspace to record in, or None.

    None outside; in its solutions/, which are not the learner's; and while nbgrader runs a
    student's work, which may lie in an instructor's workspace.
    """
    if "NBGRADER_EXECUTION" in os.environ:
        return None
    workspace = find_workspace()
    if workspace and Path.cwd().resolve().is_relative_to(workspace / "solutions"):
        return None
    return workspace


def _update(change):
    """Load the record, let `change` alter it and write it back, under the lock."""
    workspace = _recording()
    if workspace is None:
        return
    path = workspace / FOLDER / "progress.json"
    with locked(workspace / FOLDER / "progress.lock"):
        try:
            record = _load(path)
        except ValueError as error:
            _warn(
                f"Your progress record was broken ({error}); it is kept as "
                f"{set_aside(path).name}, and passed functions still count."
            )
            record = _recovered(workspace)
        change(record)
        text = json.dumps(record, indent=1, default=_plain, ensure_ascii=False)
        write_atomically(path, text + "\n")


def _load(path):
    """Read the record; an empty one if there is no file. Raises ValueError if it is broken."""
    try:
        record = json.loads(path.read_bytes())
    except FileNotFoundError:
        record = {}
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(record, dict):
        raise ValueError("it is not a table")
    _check_entries(record.setdefault("checks", {}), {"attempts": int, "best": str})
    predictions = record.setdefault("predictions", {})
    _check_entries(predictions, {"tries": int})
    for old in predictions.keys() & _RENAMED.keys():
        predictions.setdefault(_RENAMED[old], predictions.pop(old))
    return record


def _check_entries(entries, types):
    """Raise ValueError unless `entries` is a table of tables with these names and types."""
    if not isinstance(entries, dict):
        raise ValueError("a part of it is not a table")
    for name, entry in entries.items():
        for key, kind in types.items():
            if not isinstance(entry, dict) or not isinstance(entry.get(key), kind):
                raise ValueError(f"its entry {name!r} is not complete")


def _recovered(workspace):
    """Build a record from the functions that passed: one attempt each, on the file's date."""
    checks = {}
    with contextlib.suppress(OSError):
        for file in sorted((workspace / FOLDER / "mine").glob("*.py")):
            date = datetime.fromtimestamp(file.stat().st_mtime).isoformat(timespec="seconds")
            checks[file.stem] = {"attempts": 1, "best": PASSED, "last": PASSED, "mistake": None}
            checks[file.stem].update(at=date, first_passed=date)
    return {"checks": checks, "predictions": {}}


def _keep_source(name, source):
    """Write the source of a passed function to the workspace's `.lstm_lab/mine/<name>.py`."""
    workspace = _recording()
    if workspace is None:
        return
    if not name.isidentifier():
        raise ValueError(f"{name!r} is not a function's name")
    folder = workspace / FOLDER / "mine"
    folder.mkdir(exist_ok=True)
    write_atomically(folder / f"{name}.py", textwrap.dedent(source).rstrip() + "\n")


def _plain(value):
    """Turn a NumPy number or array into what JSON can hold; anything else into its text."""
    return value.tolist() if hasattr(value, "tolist") else str(value)


@contextlib.contextmanager
def _warn_on_failure():
    """Turn a failed write into a warning."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        _warn(f"Your progress could not be kept ({reason}); the lesson goes on.")


def _warn(sentence):
    warnings.warn(sentence, ProgressWarning, stacklevel=2)
