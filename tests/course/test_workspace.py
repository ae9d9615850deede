"""The learner's copy: made, found, remembered and brought up to date without losing work."""

import json
import os
import shutil
from platform import python_version

import pytest

from lstm_lab.course import manifest, workspace

LESSON = "notebooks/01_one_step.ipynb"
EXERCISE = "exercises/1_recurrent_networks/01_one_step.ipynb"


@pytest.fixture
def course(shipped, tmp_path):
    """A workspace as it is after the first opening."""
    folder = tmp_path / "course"
    assert workspace.update(folder, shipped) == []
    return folder


def edit(path, source="mine = 1"):
    """Write into the notebook's last cell, as a learner does; return the bytes."""
    book = json.loads(path.read_text())
    book["cells"][-1]["source"] = source
    path.write_text(json.dumps(book))
    return path.read_bytes()


def run(path):
    """Change outputs, counts and metadata, as running does."""
    book = json.loads(path.read_text())
    book["metadata"]["widgets"] = {"state": 1}
    book["cells"][-1] |= {"outputs": [], "execution_count": 7, "metadata": {"collapsed": True}}
    path.write_text(json.dumps(book))
    return path.read_bytes()


def test_a_new_workspace_holds_the_notebooks_and_nothing_else(course, shipped):
    found = sorted(p.relative_to(course).as_posix() for p in course.rglob("*.ipynb"))
    assert found == workspace.shipped_notebooks(shipped)
    assert sorted(p.name for p in course.iterdir()) == [".lstm_lab", "exercises", "notebooks"]
    assert (course / LESSON).read_bytes() == manifest.fresh(shipped / LESSON)


def test_a_delivered_lesson_shows_no_result_before_the_learner_runs_it(course, shipped):
    ours, theirs = (json.loads((folder / LESSON).read_text()) for folder in (shipped, course))
    assert any(cell.get("outputs") for cell in ours["cells"])
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in theirs["cells"])
    assert [cell["source"] for cell in theirs["cells"]] == [
        cell["source"] for cell in ours["cells"]
    ]


@pytest.mark.parametrize("path", [LESSON, EXERCISE])
def test_a_delivered_notebook_names_this_python_so_that_opening_it_changes_nothing(
    shipped, tmp_path, path
):
    book = json.loads((shipped / path).read_text())
    book["metadata"]["language_info"] = {"name": "python"}
    (shipped / path).write_text(json.dumps(book))
    workspace.update(tmp_path / "course", shipped)
    delivered = json.loads((tmp_path / "course" / path).read_text())
    language = {"name": "python", "version": python_version()}
    assert delivered == {**delivered, "metadata": {**book["metadata"], "language_info": language}}


def test_running_is_no_edit_and_keeps_the_outputs_while_the_version_is_the_same(course, shipped):
    after = run(course / LESSON)
    assert workspace.update(course, shipped) == []
    assert (course / LESSON).read_bytes() == after


def test_an_unedited_notebook_is_replaced_by_a_new_version(course, shipped, notebook):
    run(course / LESSON)
    notebook(shipped / LESSON, "# One step", "2 + 2")
    assert workspace.update(course, shipped) == [f"Updated: {LESSON}."]
    assert (course / LESSON).read_bytes() == manifest.fresh(shipped / LESSON)
    assert workspace.update(course, shipped) == []


def test_an_edited_notebook_gets_the_new_version_beside_it_once(course, shipped, notebook):
    mine = edit(course / LESSON)
    notebook(shipped / LESSON, "# One step", "2 + 2")
    (said,) = workspace.update(course, shipped)
    assert "has your work and is left as it is" in said
    assert "01_one_step.new.ipynb beside it" in said
    assert (course / LESSON).read_bytes() == mine
    beside = course / "notebooks/01_one_step.new.ipynb"
    assert beside.read_bytes() == manifest.fresh(shipped / LESSON)
    assert workspace.update(course, shipped) == []


def test_a_second_new_version_never_overwrites_the_first_one_beside(course, shipped, notebook):
    edit(course / LESSON)
    notebook(shipped / LESSON, "# One step", "2 + 2")
    workspace.update(course, shipped)
    first = edit(course / "notebooks/01_one_step.new.ipynb", "worked on here")
    notebook(shipped / LESSON, "# One step", "3 + 3")
    (said,) = workspace.update(course, shipped)
    assert "01_one_step.new-2.ipynb" in said
    assert (course / "notebooks/01_one_step.new.ipynb").read_bytes() == first


def test_an_edit_that_agrees_with_the_new_version_is_no_edit_any_more(course, shipped, notebook):
    edit(course / LESSON, "2 + 2")
    notebook(shipped / LESSON, "# One step", "2 + 2")
    assert workspace.update(course, shipped) == []
    notebook(shipped / LESSON, "# One step", "3 + 3")
    assert workspace.update(course, shipped) == [f"Updated: {LESSON}."]


def test_removed_lessons_stay_new_ones_come_and_deleted_ones_come_back(course, shipped, notebook):
    (shipped / LESSON).unlink()
    (course / EXERCISE).unlink()
    notebook(shipped / "notebooks/02_new.ipynb", "# New")
    assert workspace.update(course, shipped) == [
        f"New: {EXERCISE}.",
        "New: notebooks/02_new.ipynb.",
    ]
    assert (course / LESSON).is_file()


def test_files_of_the_learners_own_are_not_touched(course, shipped, notebook):
    own = [course / "notebooks/notes.txt", course / "my.ipynb", course / "exercises/data.csv"]
    for path in own:
        path.write_text("mine")
    notebook(shipped / LESSON, "# One step", "2 + 2")
    workspace.update(course, shipped)
    assert [path.read_text() for path in own] == ["mine"] * 3


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"\xff", b"[]", b'{"cells": 3}', b'{"cells": ["x"]}']
)
def test_a_damaged_notebook_is_left_and_a_fresh_copy_put_beside_it(course, shipped, broken):
    (course / LESSON).write_bytes(broken)
    (said,) = workspace.update(course, shipped)
    assert "is damaged (it is not a notebook) and left as it is; the course's version is" in said
    assert (course / LESSON).read_bytes() == broken
    beside = course / "notebooks/01_one_step.new.ipynb"
    assert beside.read_bytes() == manifest.fresh(shipped / LESSON)
    (said,) = workspace.update(course, shipped)
    assert "is damaged" in said
    assert not (course / "notebooks/01_one_step.new-2.ipynb").exists()


def test_a_folder_in_a_notebooks_place_is_left_and_told(course, shipped):
    (course / LESSON).unlink()
    (course / LESSON).mkdir()
    (said,) = workspace.update(course, shipped)
    assert "is damaged" in said
    assert (course / LESSON).is_dir()


@pytest.mark.parametrize(
    "broken", [b"", b"[]", b"\xff", b'{"delivered": []}', b"[" * 100_000], ids=range(5)
)
def test_a_broken_manifest_is_kept_and_all_that_differs_counts_as_edited(
    course, shipped, notebook, broken
):
    mine = edit(course / EXERCISE)
    notebook(shipped / LESSON, "# One step", "2 + 2")
    old = (course / LESSON).read_bytes()
    (course / ".lstm_lab/manifest.json").write_bytes(broken)
    told = workspace.update(course, shipped)
    assert "manifest.json.corrupt-1" in told[0]
    assert (course / ".lstm_lab/manifest.json.corrupt-1").read_bytes() == broken
    assert (course / EXERCISE).read_bytes() == mine
    assert (course / LESSON).read_bytes() == old
    assert (course / "notebooks/01_one_step.new.ipynb").is_file()
    assert manifest.read(course)[0]["delivered"]["notebooks/00_start_here.ipynb"]


def test_lost_records_make_no_other_folder_of_it(course, shipped):
    mine = edit(course / EXERCISE)
    shutil.rmtree(course / ".lstm_lab")
    assert workspace.is_workspace(course, shipped)
    workspace.update(course, shipped)
    assert (course / EXERCISE).read_bytes() == mine


def test_a_link_out_of_the_folder_is_neither_followed_nor_replaced(
    course, shipped, tmp_path, notebook
):
    outside = tmp_path / "outside.ipynb"
    shutil.copy(course / LESSON, outside)
    (course / LESSON).unlink()
    (course / LESSON).symlink_to(outside)
    before = outside.read_bytes()
    notebook(shipped / LESSON, "# One step", "2 + 2")
    (said,) = workspace.update(course, shipped)
    assert "is a link out of the course folder" in said
    assert (course / LESSON).is_symlink()
    assert outside.read_bytes() == before


def test_a_folder_that_leads_out_is_not_written_to(course, shipped, tmp_path):
    outside = tmp_path / "outside"
    shutil.move(course / "exercises", outside)
    (course / "exercises").symlink_to(outside)
    shutil.rmtree(outside / "1_recurrent_networks")
    (said,) = workspace.update(course, shipped)
    assert "is a link out of the course folder" in said
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("taken", ["file", "loop"])
def test_a_folder_whose_place_is_taken_is_told_and_the_rest_delivered(
    course, shipped, notebook, taken
):
    shutil.rmtree(course / "exercises")
    if taken == "file":
        (course / "exercises").write_text("mine")
    else:
        (course / "exercises").symlink_to(course / "exercises")
    notebook(shipped / LESSON, "# One step", "2 + 2")
    told = workspace.update(course, shipped)
    assert f"Left out: {EXERCISE}, because its folder's place is taken." in told
    assert f"Updated: {LESSON}." in told


def test_a_records_folder_that_leads_out_is_refused(course, shipped, tmp_path):
    shutil.move(course / ".lstm_lab", tmp_path / "elsewhere")
    (course / ".lstm_lab").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(workspace.WorkspaceError, match="leads to another folder"):
        workspace.update(course, shipped)


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path, shipped):
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_text("x")
    with pytest.raises(workspace.WorkspaceError, match="holds other files"):
        workspace.update(folder, shipped)
    assert [p.name for p in folder.iterdir()] == ["a.jpg"]


def test_the_course_itself_and_a_file_are_refused(tmp_path, shipped):
    for folder in (shipped, shipped / "notebooks"):
        with pytest.raises(workspace.WorkspaceError, match="is the course itself"):
            workspace.update(folder, shipped)
    (tmp_path / "file").write_text("x")
    with pytest.raises(workspace.WorkspaceError, match="is a file"):
        workspace.update(tmp_path / "file", shipped)


def test_an_empty_folder_is_taken(tmp_path, shipped):
    (tmp_path / "empty").mkdir()
    workspace.update(tmp_path / "empty", shipped)
    assert (tmp_path / "empty" / LESSON).is_file()


def test_the_place_is_the_given_the_surrounding_the_remembered_or_the_default(
    course, home, tmp_path, monkeypatch
):
    assert workspace.locate() == home / "lstm_lab_course"
    workspace.remember(course)
    assert workspace.locate() == course
    other = tmp_path / "other"
    workspace.update(other)
    monkeypatch.chdir(other / "notebooks")
    assert workspace.locate() == other
    assert workspace.locate(tmp_path / "third") == tmp_path / "third"


def test_a_remembered_place_that_is_gone_is_told_and_not_made_anew(course, tmp_path):
    workspace.remember(course)
    shutil.move(course, tmp_path / "moved")
    with pytest.raises(workspace.WorkspaceError, match=r"not there any more.*--workspace"):
        workspace.locate()
    assert not course.exists()


def test_a_moved_folder_goes_on_with_its_work(course, shipped, tmp_path, notebook):
    mine = edit(course / EXERCISE)
    moved = tmp_path / "moved"
    shutil.move(course, moved)
    notebook(shipped / EXERCISE, "# One step", "2 + 2")
    (said,) = workspace.update(moved, shipped)
    assert "has your work" in said
    assert (moved / EXERCISE).read_bytes() == mine


@pytest.mark.parametrize("text", ["", "\0", "\n\n"])
def test_a_damaged_memory_of_the_place_counts_as_none(home, text):
    (home / "settings").mkdir()
    (home / "settings/workspace.txt").write_text(text)
    assert workspace.locate() == home / "lstm_lab_course"


def test_the_settings_folder_is_the_platforms(monkeypatch, tmp_path):
    monkeypatch.delenv("LSTM_LAB_HOME", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    monkeypatch.setenv("HOME", str(tmp_path))
    expected = {"linux": "xdg/lstm_lab", "win32": "roaming/lstm_lab"}
    expected["darwin"] = "Library/Application Support/lstm_lab"
    for platform, folder in expected.items():
        monkeypatch.setattr(workspace.sys, "platform", platform)
        assert workspace.config_folder() == tmp_path / folder


def test_two_updates_at_once_deliver_once(course, shipped, notebook):
    from concurrent.futures import ThreadPoolExecutor

    edit(course / LESSON)
    notebook(shipped / LESSON, "# One step", "2 + 2")
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: workspace.update(course, shipped), range(8)))
    assert sum(len(lines) for lines in told) == 1
    assert len(list((course / "notebooks").glob("01_one_step.new*"))) == 1


def test_no_temporary_file_stays(course):
    assert not list(course.rglob("*.tmp"))
    assert os.listdir(course / "notebooks")
