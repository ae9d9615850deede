"""A workspace that the version before made, half done: what was renamed since keeps its work.

`version_before/` holds two lessons and their exercises as that version delivered them.
"""

import json
import os
import zipfile
from pathlib import Path

import pytest

from lstm_lab import progress
from lstm_lab.course import content, copies, manifest, workspace

BEFORE = Path(__file__).with_name("version_before")
PLACES = {"lesson": Path("notebooks"), "exercise": Path("exercises/3_lstm_backward")}
LESSON, OLD_LESSON = (f"notebooks/{name}.ipynb" for name in ("18_find_the_bug", "17_find_the_bug"))
EXERCISE, OLD_EXERCISE = (
    f"exercises/3_lstm_backward/{name}.ipynb" for name in ("18_find_the_bug", "17_find_the_bug")
)


@pytest.fixture
def old_course(home, tmp_path):
    """A workspace as the version before delivered it; nothing in it is edited."""
    shipped, folder = tmp_path / "before", tmp_path / "course"
    for file in BEFORE.glob("*.json"):
        kind, name = file.stem.split("_", 1)
        place = shipped / PLACES[kind] / f"{name}.ipynb"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    workspace.update(folder, shipped)
    return folder


def write(path, source="def repair_1(parts):\n    return parts  # mine"):
    """Answer the first open question of a notebook, as a learner does; return the bytes."""
    book = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    code[min(2, len(code) - 1)]["source"] = source
    path.write_text(json.dumps(book), encoding="utf-8")
    return path.read_bytes()


def beside(folder, path):
    return sorted(p.name for p in (folder / path).parent.glob(f"{Path(path).stem}*"))


def test_what_was_never_edited_is_replaced_under_its_new_name(old_course):
    ran = json.loads((old_course / OLD_LESSON).read_text(encoding="utf-8"))
    ran["metadata"]["ran"] = True  # running is no edit
    (old_course / OLD_LESSON).write_text(json.dumps(ran), encoding="utf-8")
    told = workspace.update(old_course)
    for old, new in ((OLD_LESSON, LESSON), (OLD_EXERCISE, EXERCISE)):
        assert not (old_course / old).exists()
        assert manifest.fingerprint(old_course / new) == manifest.fingerprint(content.root() / new)
        assert f"Renamed: {old} is now {new}." in told
    assert (old_course / "notebooks/17_what_may_be_cut.ipynb").is_file()
    assert workspace.update(old_course) == []


def test_what_was_written_moves_with_every_byte_and_the_new_version_comes_beside_it(old_course):
    mine = {
        new: write(old_course / old)
        for old, new in ((OLD_LESSON, LESSON), (OLD_EXERCISE, EXERCISE))
    }
    told = workspace.update(old_course)
    for new, data in mine.items():
        assert (old_course / new).read_bytes() == data
        assert beside(old_course, new) == ["18_find_the_bug.ipynb", "18_find_the_bug.new.ipynb"]
    assert not (old_course / OLD_EXERCISE).exists()
    assert f"Renamed with your work in it: {OLD_EXERCISE} is now {EXERCISE}." in told
    assert workspace.update(old_course) == []


def test_a_file_that_has_the_new_name_already_is_not_moved_over(old_course):
    mine = write(old_course / OLD_EXERCISE)
    other = write(old_course / OLD_EXERCISE, "my own notes = 1")
    (old_course / OLD_EXERCISE).write_bytes(mine)
    (old_course / EXERCISE).write_bytes(other)
    told = workspace.update(old_course)
    assert (old_course / OLD_EXERCISE).read_bytes() == mine
    assert (old_course / EXERCISE).read_bytes() == other
    assert any(f"{OLD_EXERCISE} has your work and is left as it is" in line for line in told)
    assert workspace.update(old_course) == []


def test_a_damaged_one_and_a_link_keep_what_they_are(old_course, tmp_path):
    (old_course / OLD_EXERCISE).write_text("{", encoding="utf-8")
    outside = tmp_path / "outside.ipynb"
    (old_course / OLD_LESSON).rename(outside)
    (old_course / OLD_LESSON).symlink_to(outside)
    kept = outside.read_bytes()
    workspace.update(old_course)
    assert (old_course / EXERCISE).read_text(encoding="utf-8") == "{"
    assert outside.read_bytes() == kept
    assert (old_course / OLD_LESSON).is_symlink()


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("call", ["rename", "unlink", "replace"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_kill_at_any_moment_loses_nothing_and_the_next_update_ends_it(
    old_course, monkeypatch, edited, call, nth
):
    mine = write(old_course / OLD_EXERCISE) if edited else None
    real, left = getattr(os, call), [nth]

    def killed(*arguments, **keywords):
        left[0] -= 1
        if left[0] == 0:
            raise KeyboardInterrupt
        return real(*arguments, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, killed)
        try:
            workspace.update(old_course)
        except KeyboardInterrupt:
            there = [p.read_bytes() for p in (old_course / PLACES["exercise"]).glob("*.ipynb")]
            assert mine is None or mine in there
    workspace.update(old_course)
    assert not (old_course / OLD_EXERCISE).exists()
    assert mine is None or (old_course / EXERCISE).read_bytes() == mine
    assert workspace.update(old_course) == []


def test_the_zip_holds_what_was_written_under_the_old_name_also_before_an_update(old_course):
    mine = write(old_course / OLD_EXERCISE)
    for _ in range(2):
        with zipfile.ZipFile(copies.submit(old_course, "3", "me")) as archive:
            assert archive.read("18_find_the_bug.ipynb") == mine
            assert "17_what_may_be_cut.ipynb" in archive.namelist()
            assert "17_find_the_bug.ipynb" not in archive.namelist()
        workspace.update(old_course)


def test_records_and_kept_functions_stay(old_course, monkeypatch):
    monkeypatch.chdir(old_course)
    record = {
        "checks": {"repair_1": {"attempts": 2, "best": "correct", "last": "correct"}},
        "predictions": {"17_part_of_suspect_a": {"guess": "the trace", "tries": 1}},
    }
    (old_course / progress.FOLDER / "progress.json").write_text(json.dumps(record))
    source = "def repair_1(parts):\n    return parts\n"
    (old_course / progress.FOLDER / "mine").mkdir()
    (old_course / progress.FOLDER / "mine/repair_1.py").write_text(source)
    workspace.update(old_course)
    now = progress.read()
    assert now["checks"]["repair_1"]["best"] == "correct"
    assert now["predictions"] == {"18_part_of_suspect_a": {"guess": "the trace", "tries": 1}}
    assert (old_course / progress.FOLDER / "mine/repair_1.py").read_text() == source


def test_a_lesson_is_found_by_its_old_name(home):
    for name in ("17_find_the_bug", "17_find_the_bug.ipynb", "18"):
        assert copies.find_lesson(name).name == "18_find_the_bug"
    assert copies.find_lesson("17").name == "17_what_may_be_cut"


def test_every_new_name_is_a_lessons_and_no_old_one_is():
    names = {lesson.name for lesson in content.lessons()}
    assert set(content.RENAMED.values()) <= names
    assert not set(content.RENAMED) & names


def test_the_grade_ids_of_the_version_before_are_there_still():
    def ids(path):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        marks = (cell["metadata"].get("nbgrader") for cell in cells)
        return {mark["grade_id"] for mark in marks if mark}

    today = set().union(*map(ids, (content.root() / PLACES["exercise"]).glob("*.ipynb")))
    for file in BEFORE.glob("exercise_*.json"):
        assert ids(file) <= today
