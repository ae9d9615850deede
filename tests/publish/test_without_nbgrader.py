"""A course is built where no nbgrader is installed: only teaching needs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PART = "1_recurrent_networks"
LESSON = '# %% [markdown]\nr"""\n# 05 · Why\n"""\n'
SOLUTION = """\
# %%
from lstm_lab import checks

# %% answer="affine"
def affine(x, U, b):
    ### BEGIN SOLUTION
    return x @ U + b
    ### END SOLUTION

# %% check="affine" points=3
checks.affine(affine)
"""
PROGRAM = """
import sys
from pathlib import Path
from lstm_lab.publish import build
root = Path(sys.argv[1])
build.build(root)
sys.exit("\\n".join(build.check(root)) or 0)
"""


def test_a_build_and_its_check_never_ask_for_nbgrader(tmp_path):
    blocked, course = tmp_path / "blocked", tmp_path / "course"
    for path, text in (
        (blocked / "nbgrader.py", 'raise ImportError("the build asked for nbgrader")'),
        (course / "notebooks/05_why.py", LESSON),
        (course / "solutions" / PART / "05_why.py", SOLUTION),
    ):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    paths = os.pathsep.join([str(blocked), str(ROOT)])  # also for what the build starts
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, course],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    exercise = (course / "exercises" / PART / "05_why.ipynb").read_text(encoding="utf-8")
    assert "raise NotImplementedError()" in exercise
    assert "return x @ U" not in exercise
