"""A course directory of its own, and nbgrader run in it as an instructor does."""

import os
import shutil
import subprocess
import sys

import pytest

from lstm_lab.course import content

PART = "1_recurrent_networks"
SECONDS = 300  # the longest wait for one command, for a loaded machine


def run_nbgrader(folder, *arguments, expected=0):
    """Run nbgrader in the folder; return what it said."""
    # The environment is not active, and no settings of the machine's user take part.
    own = {"PATH": os.defpath, "JUPYTER_CONFIG_DIR": str(folder.parent / "none")}
    ran = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )
    assert ran.returncode == expected, ran.stdout[-3000:]
    return ran.stdout


@pytest.fixture(scope="session")
def nbgrader(require):
    """The function that runs nbgrader: nbgrader(folder, *arguments, expected=0) -> its words."""
    require("nbgrader")
    return run_nbgrader


@pytest.fixture(scope="session")
def copy_course():
    """The function that copies lessons (all by default) into a new course directory."""

    def copy(folder, names=("*",)):
        root = content.root()
        for kind in (f"solutions/{PART}", f"exercises/{PART}", "notebooks"):
            (folder / kind).mkdir(parents=True)
            for name in names:
                for path in (root / kind).glob(f"{name}.*"):
                    shutil.copy(path, folder / kind)
        shutil.copy(root / "nbgrader_config.py", folder)
        return folder

    return copy
