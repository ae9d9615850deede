"""Which page the command opens: where the learner was."""

import json
import time

import pytest

from lstm_lab import progress
from lstm_lab.course import furnish, opening, workspace

START, LESSON = "notebooks/00_start_here.ipynb", "notebooks/01_one_step.ipynb"
EXERCISE = "exercises/1_recurrent_networks/01_one_step.ipynb"


@pytest.fixture
def course(home, shipped):
    """A learner's copy of the small course, as the working directory."""
    folder = home / "course"
    workspace.update(folder)
    return folder


def leave(course, path, name="default-37a8"):
    """Keep the layout that JupyterLab keeps with this notebook in front."""
    file = course / f".lstm_lab/jupyter/workspaces/{name}.jupyterlab-workspace"
    file.parent.mkdir(parents=True, exist_ok=True)
    main = {"current": path}
    file.write_text(json.dumps({"data": {"layout-restorer:data": {"main": main}}}))


def test_the_first_time_it_is_start_here(course):
    assert opening.first_page(course) == START


def test_it_is_the_page_that_was_in_front_when_the_lab_was_left(course, monkeypatch):
    monkeypatch.chdir(course)
    progress.record_prediction("00_x", 1, 2)
    leave(course, f"notebook:{EXERCISE}")
    assert opening.first_page(course) == EXERCISE


def test_of_two_layouts_the_newer_one_counts(course):
    leave(course, f"notebook:{LESSON}")
    time.sleep(0.02)
    leave(course, f"notebook:{EXERCISE}", "auto-A-1234")
    assert opening.first_page(course) == EXERCISE


@pytest.mark.parametrize("left", ["notebook:notebooks/gone.ipynb", "terminal:1", None])
def test_without_one_it_is_the_exercise_checked_last_or_the_lesson_guessed_in_last(
    course, left, monkeypatch
):
    leave(course, left)
    monkeypatch.chdir(course)
    progress.record_check("two", "not yet")
    assert opening.first_page(course) == EXERCISE
    record = course / ".lstm_lab/progress.json"
    kept = json.loads(record.read_text())
    kept["predictions"] = {"00_x": {"guess": 1, "truth": 2, "tries": 1, "at": "2999-01-01"}}
    record.write_text(json.dumps(kept))
    assert opening.first_page(course) == START


@pytest.mark.parametrize("broken", ["", "[]", '{"data": 1}', '{"data": {}}', "\x00"])
def test_a_broken_layout_is_passed_over(course, broken):
    leave(course, None)
    next((course / ".lstm_lab/jupyter/workspaces").iterdir()).write_text(broken)
    assert opening.first_page(course) == START


def test_the_learners_settings_stay_and_the_style_sheet_is_renewed(course):
    own = course / ".lstm_lab"
    furnish.furnish(own)
    mine = next((own / "jupyter/settings").rglob("*.jupyterlab-settings"))
    style = own / "jupyter/config/custom/custom.css"
    mine.write_text("{}")
    style.write_text("")
    furnish.furnish(own)
    assert mine.read_text() == "{}"
    assert style.read_text() == furnish.STYLE
