"""Make the exercises from the solutions, with nbgrader's own generator."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 300


class ReleaseError(Exception):
    """nbgrader did not accept a solution; the message holds its reason."""


def exercises(root, solutions):
    """Return what nbgrader releases for `solutions`, as notebooks by their relative paths.

    Parameters
    ----------
    root : Path
        The course; its nbgrader_config.py is used where there is one.
    solutions : dict of Path to nbformat notebook
        By the path relative to solutions/, such as 1_recurrent_networks/01_x.ipynb.

    Nothing in the course changes: the work is done in a temporary copy. Raises ReleaseError.
    """
    if not solutions:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        config = Path(root, "nbgrader_config.py")
        if config.is_file():
            shutil.copy(config, course)
        _put(course / "solutions", solutions)
        for part in sorted({path.parts[0] for path in solutions}):
            _generate(course, part)
        return {path: _released(course / "exercises" / path) for path in solutions}


def _put(folder, notebooks):
    import nbformat

    for path, notebook in notebooks.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, folder / path)


def _generate(course, part):
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", part, "--no-db", "--force"]
    # The maintainer's own Jupyter configuration must not change what learners get.
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(course / "no_configuration")}
    ran = subprocess.run(
        command,
        cwd=course,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if ran.returncode:
        raise ReleaseError(f"nbgrader did not release {part}: {_reasons(ran.stderr)}")


def _reasons(log):
    """Return the errors named in nbgrader's log, or else the log's last lines."""
    errors = re.findall(r"\b\w+(?:Error|Exception): .+", log)
    return "; ".join(dict.fromkeys(errors)) or log.strip()[-1000:]


def _released(path):
    import nbformat

    if not path.is_file():
        raise ReleaseError(f"nbgrader wrote no {path.parent.name}/{path.name}.")
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.pop("widgets", None)
    return notebook
