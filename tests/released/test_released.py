"""Notebooks that learners have edited go on running: released code runs on this package.

`lessons/` and `solutions/` hold the code cells of the 36 notebooks as they were released when the
package was still cut by kind of module; they import names from where these stood then.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_lab.course import content

FOLDER = Path(__file__).parent
RELEASED = sorted(FOLDER.glob("*/*.py"))
TRAINS = "train("


def cells_today(path):
    """Return the code cells of today's notebook of that name, or none if there is no such one."""
    part = "solutions/*" if path.parent.name == "solutions" else "notebooks"
    found = list(content.root().glob(f"{part}/{path.stem}.ipynb"))
    cells = json.loads(found[0].read_text(encoding="utf-8"))["cells"] if found else []
    return ["".join(cell["source"]).rstrip() for cell in cells if cell["cell_type"] == "code"]


def cells_then(path):
    return [cell.rstrip() for cell in path.read_text(encoding="utf-8").split("# %%\n") if cell]


def test_all_of_them_are_here():
    assert len(RELEASED) == 36


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_released_notebook_runs(path):
    if TRAINS in path.read_text(encoding="utf-8") and cells_then(path) == cells_today(path):
        return  # nbval runs the same cells
    done = subprocess.run(
        [sys.executable, str(FOLDER / "run.py"), str(path)],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
