"""What a learner gets of a solution; that it is what nbgrader makes is tested in tests/teaching."""

import pytest

from lstm_lab.publish import release, source

EXERCISE = """\
# %% answer="double"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=3
checks.double(double)

# %%
print("a cell that nobody answers")
"""


@pytest.fixture
def solution(tmp_path):
    path = tmp_path / "05_why.py"
    path.write_text(EXERCISE)
    return source.read(path)


def released(solution, number, text):
    """Return the cell that is released where the solution's cell `number` holds `text`."""
    solution.cells[number].source = text
    return release.exercise(solution, "05_why.py").cells[number].source


def test_the_release_clears_the_answer_and_hides_the_tests(solution):
    answer, check, _ = release.exercise(solution, "05_why.py").cells
    assert answer.source.endswith("    # YOUR CODE HERE\n    raise NotImplementedError()")
    assert check.source == "checks.double(double)"


def test_the_release_keeps_ids_drops_outputs_and_leaves_the_solution_alone(solution):
    solution.cells[2].outputs, solution.cells[2].execution_count = ["a cell"], 3
    made = release.exercise(solution, "05_why.py")
    assert [cell.id for cell in made.cells] == [cell.id for cell in solution.cells]
    assert (made.cells[2].outputs, made.cells[2].execution_count) == ([], None)
    assert solution.cells[2].outputs == ["a cell"]
    assert "return 2 * x" in solution.cells[0].source


def test_each_of_several_regions_becomes_a_stub_at_its_own_indentation(solution):
    text = "### BEGIN SOLUTION\na\n### END SOLUTION\nb\n  ### BEGIN SOLUTION\n  ### END SOLUTION\nc"
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    indented = "  # YOUR CODE HERE\n  raise NotImplementedError()"
    assert released(solution, 0, text) == f"{stub}\nb\n{indented}\nc"


BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@pytest.mark.parametrize(
    ("number", "lines", "sentence"),
    [
        (0, [BEGIN, BEGIN, END], f"`{BEGIN}` stands inside another one."),
        (0, [BEGIN, "x"], f"`{BEGIN}` has no END after it."),
        (0, [BEGIN, END, END], f"`{END}` has no BEGIN before it."),
        (1, ["### BEGIN HIDDEN TESTS", "x"], "`### BEGIN HIDDEN TESTS` has no END after it."),
        (1, [BEGIN, END], f"`{BEGIN}` stands in a cell without answer=."),
        (2, ["### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"],
         "`### BEGIN HIDDEN TESTS` stands in a cell without check=."),
    ],
)  # fmt: skip
def test_marks_that_do_not_fit_are_told_with_file_cell_and_mark(solution, number, lines, sentence):
    with pytest.raises(release.ReleaseError) as raised:
        released(solution, number, "\n".join(lines))
    assert str(raised.value) == f"05_why.py, cell {number}: {sentence}"
