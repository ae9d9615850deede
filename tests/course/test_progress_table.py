"""The table of the page Start here: exercises, whose functions, predictions."""

import json

import pytest

from lstm_lab import progress
from lstm_lab.course.progress_table import OUTSIDE, progress_table

OWN = "def two(x, U, b):\n    return x @ U + b\n"


@pytest.fixture
def course(shipped, tmp_path, notebook, monkeypatch):
    """The small course with one real exercise more, and a workspace as the working directory."""
    path = shipped / "exercises/1_recurrent_networks/00_start_here.ipynb"
    notebook(path, "# Start", "checks.affine(affine)", check="affine")
    workspace = tmp_path / "work"
    (workspace / ".lstm_lab").mkdir(parents=True)
    (workspace / ".lstm_lab" / "manifest.json").write_text(json.dumps({}))
    monkeypatch.chdir(workspace)
    return shipped


def test_a_fresh_workspace_has_nothing_started_and_no_guess(course):
    table = progress_table(course)
    assert [row.state for row in table.exercises] == ["not started", "not started"]
    assert [row.name for row in table.exercises] == ["affine", "two"]
    assert repr(table).startswith("0 of 2 exercises passed.\nStart here  affine  not started")
    assert "prediction" not in table._repr_html_()


def test_it_shows_what_passed_whose_function_serves_and_each_guess_beside_the_truth(course):
    progress.record_check("affine", "correct", source=OWN.replace("two", "affine"))
    progress.record_check("two", "not yet", mistake="transposed")
    progress.record_prediction("01_left_at_w_0.9", 0.4, 0.0213)
    table = progress_table(course)
    assert table.exercises[0] == ("Start here", "affine", "passed", "yours")
    assert table.exercises[1].state == "not yet (1 attempt)"
    assert "1 of 2 exercises passed." in repr(table)
    assert "01 · left at w 0.9  0.4  0.0213" in repr(table)
    shown = table._repr_html_()
    assert ">yours</td>" in shown
    assert ">0.4</td>" in shown


def test_a_function_that_cannot_be_used_is_named_with_its_reason(course):
    progress.record_check("affine", "correct", source="def affine(x):\n    return helper(x)")
    row = progress_table(course).exercises[0]
    assert row.whose == "the course's; yours cannot be used: it needs helper of another cell"


def test_outside_a_workspace_it_says_so(course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table = progress_table(course)
    assert OUTSIDE in repr(table)
    assert not table.kept


def test_words_of_the_record_are_escaped(course):
    progress.record_prediction("<b>", "<i>", "x")
    shown = progress_table(course)._repr_html_()
    assert "&lt;b&gt;" in shown
    assert "<i>" not in shown


def test_a_lesson_is_named_once(course, notebook):
    part = course / "exercises/1_recurrent_networks"
    notebook(part / "01_one_step.ipynb", "# One", "checks.two(two)", check="two")
    book = json.loads((part / "01_one_step.ipynb").read_text())
    cell = json.loads(json.dumps(book["cells"][-1]).replace("two", "three"))
    book["cells"].append(cell)
    (part / "01_one_step.ipynb").write_text(json.dumps(book))
    assert progress_table(course)._repr_html_().count("One step") == 1
