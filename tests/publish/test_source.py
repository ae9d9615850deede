import nbformat
import pytest

from lstm_lab.publish import source

EXERCISE = '''\
# %% [markdown]
r"""
# Exercise

$$ a_t = x_t U \\tag{R1} $$
"""

# %% tags=["nbval-ignore-output"]
import numpy as np

# %% answer="double"
def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="double" points=3
checks.double(double)

# %% [markdown] manual="why" points=2
r"""
Because.
"""
'''


@pytest.fixture
def read(tmp_path):
    def read(text, name="05_why.py"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return source.read(path)

    return read


def marks(cell):
    return cell.metadata.nbgrader


def test_cell_ids_are_the_file_name_and_the_number(read):
    assert [cell.id for cell in read(EXERCISE).cells] == [f"05_why-{n:02d}" for n in range(5)]


def test_two_reads_give_the_same_notebook(read):
    assert nbformat.writes(read(EXERCISE)) == nbformat.writes(read(EXERCISE))


def test_text_keeps_its_backslashes(read):
    assert read(EXERCISE).cells[0].source.endswith(r"$$ a_t = x_t U \tag{R1} $$")


def test_ordinary_tags_are_kept_and_nothing_of_jupytext_is(read):
    text, code = read(EXERCISE).cells[:2]
    assert (text.metadata, code.metadata) == ({}, {"tags": ["nbval-ignore-output"]})


def test_an_answer_is_a_solution_cell_without_points(read):
    mark = marks(read(EXERCISE).cells[2])
    assert (mark.grade_id, mark.grade, mark.solution, mark.locked) == ("double", False, True, False)
    assert mark.schema_version == 3
    assert "points" not in mark


def test_a_check_is_a_locked_cell_with_points(read):
    mark = marks(read(EXERCISE).cells[3])
    assert (mark.grade_id, mark.points) == ("check_double", 3)
    assert (mark.grade, mark.solution, mark.locked) == (True, False, True)


def test_a_check_runs_its_hidden_tests_first_and_shows_the_report_last(read):
    assert read(EXERCISE).cells[3].source.split("\n") == [
        "### BEGIN HIDDEN TESTS",
        "checks.double(double).require()",
        "### END HIDDEN TESTS",
        "checks.double(double)",
    ]


def test_a_question_in_words_is_both_solution_and_graded(read):
    mark = marks(read(EXERCISE).cells[4])
    assert (mark.grade_id, mark.grade, mark.solution, mark.points) == ("why", True, True, 2)


def test_the_notebook_names_the_kernel_but_no_python_version(read):
    metadata = read(EXERCISE).metadata
    assert metadata.kernelspec.name == "python3"
    assert "version" not in metadata.language_info


BROKEN = {
    "unknown tag 'awnser'": EXERCISE.replace("answer=", "awnser="),
    "points, a whole number": EXERCISE.replace("points=3", ""),
    "got 0": EXERCISE.replace("points=3", "points=0"),
    "got 1.5": EXERCISE.replace("points=3", "points=1.5"),
    "the one line `checks.double": EXERCISE.replace("checks.double(double)", "check(double)"),
    "and nothing else": EXERCISE.replace("checks.double(double)", "checks.double(double)\nx = 1"),
    "needs the function `def double": EXERCISE.replace("def double(", "def triple("),
    "between `### BEGIN SOLUTION`": EXERCISE.replace("    ### END SOLUTION\n", ""),
    "'double' has no check cell": EXERCISE.replace('# %% check="double" points=3', "# %%"),
    "'double' has no answer cell": EXERCISE.replace('# %% answer="double"', "# %%"),
    "already a cell with manual='double'": EXERCISE.replace('"why"', '"double"'),
    "only one of them": EXERCISE.replace('answer="double"', 'answer="double" manual="double"'),
    "answer in words": EXERCISE.replace("[markdown] manual", "manual"),
    "is not a name": EXERCISE.replace('"why"', '"why not"'),
    "no place in a lesson": EXERCISE.replace("# %% [markdown]\n", "# %% [raw]\n"),
    'text with a backslash is written r"""': EXERCISE.replace('r"""\n# Ex', '"""\n# Ex'),
}


@pytest.mark.parametrize("reason", BROKEN)
def test_a_source_that_breaks_a_rule_is_refused_with_the_reason(read, reason):
    with pytest.raises(source.SourceError) as raised:
        read(BROKEN[reason])
    assert reason in str(raised.value)
    assert "05_why.py" in str(raised.value)
