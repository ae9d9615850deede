import copy
from pathlib import Path

import pytest

from lstm_lab.course import content
from lstm_lab.publish import release, source

PATH = Path("1_recurrent_networks/05_why.ipynb")
EXERCISE = """\
# %% answer="double"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=3
checks.double(double)
"""


@pytest.fixture(scope="module")
def solution(tmp_path_factory):
    path = tmp_path_factory.mktemp("source") / "05_why.py"
    path.write_text(EXERCISE)
    return source.read(path)


def test_the_release_clears_the_answer_and_hides_the_tests(solution):
    released = release.exercises(content.root(), {PATH: solution})[PATH]
    answer, check = released.cells
    assert answer.source.endswith("    # YOUR CODE HERE\n    raise NotImplementedError()")
    assert check.source == "checks.double(double)"
    assert [cell.id for cell in released.cells] == [cell.id for cell in solution.cells]


def test_a_solution_that_nbgrader_refuses_stops_with_its_reason(solution):
    twin = copy.deepcopy(solution)
    twin.cells.append(copy.deepcopy(solution.cells[0]))
    twin.cells[-1].id = "05_why-02"
    with pytest.raises(release.ReleaseError, match="Duplicate grade id: double"):
        release.exercises(content.root(), {PATH: twin})


def test_without_solutions_there_is_nothing_to_release():
    assert release.exercises(content.root(), {}) == {}
