"""Arrays and a few facts about them in one .npz file: no pickle, and never half written."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np

from lstm_lab import progress


class DamagedFileError(ValueError):
    """A file is not what it should be; the message names it and says why."""


def write(path, kind, arrays, facts):
    """Write named arrays and facts to a file, whole or not at all.

    After a crash the old file is there, whole.

    Parameters: path; kind, a string that `read` compares; arrays, a dict of arrays of numbers;
    facts, a dict that JSON can hold.
    Raises TypeError for an array that is not of numbers, OSError if the file cannot be written.
    """
    for name, array in arrays.items():
        if np.asarray(array).dtype.kind not in "biuf":
            raise TypeError(f"{name} must be an array of numbers, got {np.asarray(array).dtype}")
    header = json.dumps({"kind": kind, **facts}).encode()
    content = io.BytesIO()
    np.savez_compressed(content, facts=np.frombuffer(header, np.uint8), **arrays)
    progress.write_atomically(path, content.getvalue())


def read(path, kind):
    """Return the arrays and the facts of a file: two dicts.

    Raises DamagedFileError if the file is cut off, changed or of another kind; OSError if there
    is none.
    """
    content = Path(path).read_bytes()
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        facts = json.loads(arrays.pop("facts").tobytes())
        found = facts.pop("kind")
    except Exception as error:  # zip, zlib, JSON and NumPy each have their own
        raise DamagedFileError(
            f"{path} cannot be read: it is damaged, or no file of lstm_lab "
            f"({len(content):,} bytes; {type(error).__name__}: {error})"
        ) from error
    if found != kind:
        raise DamagedFileError(f"{path} should hold {kind}, but it holds {found}")
    return arrays, facts
