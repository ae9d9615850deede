"""The release is our own; nbgrader's generator, step by step, makes the same of every solution."""

import copy
import warnings

import pytest

from lstm_lab.course import content
from lstm_lab.publish import release, source

ROOT = content.root()
SOLUTIONS = sorted(ROOT.glob("solutions/*/*.py"))
ODD = '''\
# %% [markdown]
r"""
# Odd
"""

# %% tags=["nbval-ignore-output"] answer="one"
class Two:
    def one(self):
        ### BEGIN SOLUTION
        return "größer, 门"
        ### END SOLUTION

    ### BEGIN SOLUTION
    both = 2
    ### END SOLUTION

# %% check="one" points=3
checks.one(Two().one)

# %% [markdown] manual="whole" points=2
r"""
All of it.
"""

# %% [markdown] manual="part" points=2
r"""
Because

### BEGIN SOLUTION
it is so.
### END SOLUTION
"""
'''


@pytest.fixture(scope="module")
def generated(require):
    """The function that makes a release of a notebook by nbgrader's steps."""
    require("nbgrader")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own
        from nbgrader.converters import GenerateAssignment
        from nbgrader.preprocessors import SaveCells

    def generate(notebook):
        made, resources = copy.deepcopy(notebook), {}
        for step in GenerateAssignment.preprocessors.default():
            if step is not SaveCells:  # into the gradebook
                made, resources = step().preprocess(made, resources)
        return made

    return generate


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_the_release_of_a_solution_is_the_one_that_nbgrader_makes(path, generated):
    solution = source.read(path)
    assert release.exercise(solution, path) == generated(solution)


def test_the_release_of_a_solution_with_every_kind_of_cell_is_nbgraders(tmp_path, generated):
    (tmp_path / "odd.py").write_text(ODD, encoding="utf-8")
    solution = source.read(tmp_path / "odd.py")
    solution.cells[1].update(execution_count=3, outputs=["shown"])
    assert release.exercise(solution, "odd.py") == generated(solution)
