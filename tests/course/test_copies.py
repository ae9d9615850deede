"""Fresh copies, solutions and the zip to hand in overwrite nothing."""

import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from lstm_lab import progress
from lstm_lab.course import content, copies, manifest, workspace

LESSON = "notebooks/01_one_step.ipynb"
EXERCISE = "exercises/1_recurrent_networks/01_one_step.ipynb"
SOLUTION = "solutions/1_recurrent_networks/01_one_step.ipynb"


@pytest.fixture
def course(shipped, tmp_path, monkeypatch):
    """A workspace as it is after the first opening; the working directory."""
    folder = tmp_path / "course"
    workspace.update(folder, shipped)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("number", ["1", "01", "01_one_step", "01_one_step.ipynb"])
def test_a_lesson_is_found_by_number_or_name(shipped, number):
    assert copies.find_lesson(number).name == "01_one_step"


@pytest.mark.parametrize("number", ["7", "", "one", "-1", "../01_one_step"])
def test_an_unknown_lesson_is_named_with_those_there_are(shipped, number):
    with pytest.raises(workspace.WorkspaceError, match=r"no lesson .*there are: 00, 01"):
        copies.find_lesson(number)


def test_reset_puts_fresh_copies_beside_and_never_over(course, shipped):
    (course / EXERCISE).write_text("my work, even if damaged")
    told = copies.reset(course, "1")
    assert all(".fresh.ipynb; yours is as it was" in line for line in told)
    assert (course / EXERCISE).read_text() == "my work, even if damaged"
    fresh = (course / EXERCISE).with_name("01_one_step.fresh.ipynb")
    assert fresh.read_bytes() == manifest.fresh(shipped / EXERCISE)
    fresh.write_text("worked on in the fresh copy")
    assert "01_one_step.fresh-2.ipynb" in copies.reset(course, "1")[1]
    assert fresh.read_text() == "worked on in the fresh copy"


def test_reset_brings_back_a_deleted_lesson_in_its_place(course, shipped):
    (course / LESSON).unlink()
    assert "there was none of yours" in copies.reset(course, "1")[0]
    assert (course / LESSON).read_bytes() == manifest.fresh(shipped / LESSON)


def test_the_solution_comes_only_after_an_attempt(course, shipped):
    with pytest.raises(workspace.WorkspaceError, match=r"Try first: .*two in exercises/"):
        copies.solution(course, "1")
    progress.record_check("two", "not started")
    with pytest.raises(workspace.WorkspaceError, match="Try first"):
        copies.solution(course, "1")
    assert not (course / "solutions").exists()
    progress.record_check("two", "not yet")
    assert SOLUTION in copies.solution(course, "1")
    assert (course / SOLUTION).read_bytes() == (shipped / SOLUTION).read_bytes()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["one"], "at one in "),
        (["one", "two"], "at one or two in "),
        (["one", "two", "three"], "at one, two or three in "),
    ],
)
def test_an_attempt_at_one_of_the_functions_is_enough_and_the_sentence_says_so(
    course, monkeypatch, names, said
):
    monkeypatch.setattr(copies, "checks_of", lambda notebook: names)
    with pytest.raises(workspace.WorkspaceError, match=said):
        copies.solution(course, "1")


def test_a_solution_written_on_is_kept_and_another_put_beside(course):
    progress.record_check("two", "not yet")
    copies.solution(course, "1")
    (course / SOLUTION).write_text("my notes")
    assert "01_one_step.fresh.ipynb" in copies.solution(course, "1")
    assert (course / SOLUTION).read_text() == "my notes"


def test_a_lesson_without_an_exercise_has_no_solution(course):
    with pytest.raises(workspace.WorkspaceError, match="has no exercise"):
        copies.solution(course, "0")


def test_the_zip_holds_the_parts_exercises_and_only_those(course):
    shutil.copy(course / EXERCISE, (course / EXERCISE).with_name("01_one_step.new.ipynb"))
    made = copies.submit(course, "1", "mary_jane")
    assert made.parent == course / "submitted"
    with zipfile.ZipFile(made) as archive:
        assert archive.namelist() == ["01_one_step.ipynb"]
        assert archive.read("01_one_step.ipynb") == (course / EXERCISE).read_bytes()


@pytest.mark.parametrize(
    ("given", "kept"), [("mary_jane", "mary_jane"), ("a/b\\c", "a-b-c"), ("x__y", "x_y")]
)
def test_the_zips_name_tells_nbgrader_who_when_and_what(course, given, kept):
    made = copies.submit(course, "1_recurrent_networks", given)
    read = re.match(copies.SUBMITTED, f"/x/extracted/{made.stem}/01_one_step")
    assert read["student_id"] == kept
    assert read["file_id"] == "01_one_step"
    assert read["timestamp"] in made.name


def test_what_cannot_be_handed_in_is_told(course):
    with pytest.raises(workspace.WorkspaceError, match="no part '9'; there are: 1_recurrent"):
        copies.submit(course, "9")
    with pytest.raises(workspace.WorkspaceError, match="say who you are"):
        copies.submit(course, "1", "..")
    (course / EXERCISE).write_text("{")
    with pytest.raises(workspace.WorkspaceError, match=r"cannot be handed in .*reset 01"):
        copies.submit(course, "1", "me")


def test_nbgrader_collects_the_zip(course, shipped, tmp_path, require):
    require("nbgrader")
    made = copies.submit(course, "1", "mary_jane")
    teacher = tmp_path / "teacher"
    shutil.copytree(shipped / "exercises", teacher / "exercises")
    archive = teacher / "downloaded" / "1_recurrent_networks" / "archive"
    archive.mkdir(parents=True)
    shutil.copy(made, archive)
    options = {
        "CourseDirectory.release_directory": "exercises",
        "FileNameCollectorPlugin.named_regexp": copies.SUBMITTED,
        "ZipCollectApp.strict": "True",
    }
    command = [sys.executable, "-m", "nbgrader", "zip_collect", "1_recurrent_networks"]
    command += [f"--{name}={value}" for name, value in options.items()]
    ran = subprocess.run(command, cwd=teacher, capture_output=True, text=True, timeout=120)
    collected = teacher / "submitted/mary_jane/1_recurrent_networks/01_one_step.ipynb"
    assert collected.is_file(), ran.stderr
    assert collected.read_bytes() == (course / EXERCISE).read_bytes()


def test_a_solutions_folder_that_leads_out_is_not_written_to(course, tmp_path):
    progress.record_check("two", "not yet")
    (tmp_path / "outside").mkdir()
    (course / "solutions").symlink_to(tmp_path / "outside")
    with pytest.raises(workspace.WorkspaceError, match="link out"):
        copies.solution(course, "1")
    assert list((tmp_path / "outside").iterdir()) == []


def test_the_sample_course_is_what_content_reads(shipped):
    assert [lesson.name for lesson in content.lessons()] == ["00_start_here", "01_one_step"]
