"""What was delivered to a workspace, and whether a notebook has been edited since.

A notebook's fingerprint is a hash of its cells' kinds and sources. Running a notebook changes its
outputs, not its fingerprint. Standard library only.
"""

from __future__ import annotations

import hashlib
import json
import platform
from pathlib import Path

from lstm_lab.progress import FOLDER, set_aside, write_atomically

NAME = f"{FOLDER}/manifest.json"


class NotebookError(ValueError):
    """A file is no notebook, or cannot be read; the message says why."""


def fingerprint(path):
    """Return the hash of a notebook's cell sources, as text.

    Raises NotebookError when the file cannot be read or is not a notebook.
    """
    try:
        cells = json.loads(Path(path).read_bytes())["cells"]
        parts = [
            [cell["cell_type"], _text(cell["source"]), cell.get("attachments") or {}]
            for cell in cells
        ]
        canonical = json.dumps(parts, sort_keys=True)
    except OSError as error:
        raise NotebookError(error.strerror or str(error)) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotebookError("it is not a notebook") from error
    return hashlib.sha256(canonical.encode()).hexdigest()


def fresh(path):
    """Return a notebook's bytes without outputs: a learner predicts before seeing a result.

    A shipped lesson keeps its outputs for readers without a kernel, and names no version of Python.
    The copy names this one, as JupyterLab would: else every page asks to be saved once opened.
    Raises OSError, or ValueError when the file is not a notebook.
    """
    data = Path(path).read_bytes()
    notebook = json.loads(data)
    ran = [cell for cell in notebook["cells"] if cell.get("execution_count")]
    for cell in ran:
        cell.update(outputs=[], execution_count=None)
    language = notebook.get("metadata", {}).get("language_info")
    if language:
        language["version"] = platform.python_version()
    if not (ran or language):
        return data
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def _text(source):
    """Join a cell's source, which a notebook may hold as one text or as a list of lines."""
    return source if isinstance(source, str) else "".join(source)


def read(workspace):
    """Return the workspace's manifest and a sentence about it, or None where there is none to say.

    The manifest is {"format": 1, "version": str, "delivered": {path: fingerprint}, "offered":
    {path: fingerprint}}; paths are relative, with "/". A broken one is renamed and an empty one
    returned: then every notebook that differs from the shipped one counts as edited.
    """
    path = Path(workspace, NAME)
    try:
        found = json.loads(path.read_bytes())
        tables = [_fingerprints(found.get(key, {})) for key in ("delivered", "offered")]
    except FileNotFoundError:
        return empty(), None
    except (ValueError, AttributeError, RecursionError):
        return empty(), (
            f"The list of what was delivered was broken; it is kept as {set_aside(path).name}, "
            "and every notebook that differs from the course's counts as yours."
        )
    return {**found, "delivered": tables[0], "offered": tables[1]}, None


def _fingerprints(table):
    """Return the entries of a table that are text to text; raise ValueError if it is no table."""
    if not isinstance(table, dict):
        raise ValueError("not a table")
    return {path: mark for path, mark in table.items() if isinstance(mark, str)}


def empty():
    """Return the manifest of a workspace to which nothing was delivered."""
    return {"format": 1, "version": "", "delivered": {}, "offered": {}}


def write(workspace, manifest):
    """Write the manifest in one step, if it differs from the file; OSError leaves the old one."""
    path, text = Path(workspace, NAME), json.dumps(manifest, indent=1, sort_keys=True) + "\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_atomically(path, text)
