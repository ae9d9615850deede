"""A lesson has its place in LESSONS, its folder, its notebook and its solution, of one name."""

from pathlib import Path

from lstm_lab.course import content
from lstm_lab.lessons import LESSONS

ROOT = Path(__file__).resolve().parents[2]
MODULES = "__init__", "exercises", "explorer"


def missing(root, lesson):
    """Say which files of a listed lesson are not there."""
    name = lesson[1:]
    due = [f"lstm_lab/lessons/{lesson}/{module}.py" for module in MODULES]
    due += [f"notebooks/{name}.py", f"solutions/{content.part_of(name)}/{name}.py"]
    return [f"{path} is due: LESSONS lists {lesson}" for path in due if not (root / path).is_file()]


def unlisted(root, lessons):
    """Say which folders and sources belong to no listed lesson."""
    rooms = {path.parent: path.parent.name for path in root.glob("lstm_lab/lessons/l*/*.py")}
    rooms |= {
        path: f"l{path.stem}"
        for path in root.glob("notebooks/*.py")
        if content.part_of(path.stem) != content.APPENDICES
    }
    rooms |= {path: f"l{path.stem}" for path in root.glob("solutions/*/*.py")}
    return [
        f"{path.relative_to(root).as_posix()} is no lesson's: list {name} in LESSONS of "
        "lstm_lab/lessons/__init__.py, or take it away"
        for path, name in sorted(rooms.items())
        if name not in lessons
    ]


def test_every_listed_lesson_has_its_files():
    assert [sentence for lesson in LESSONS for sentence in missing(ROOT, lesson)] == []


def test_every_folder_and_every_source_is_a_listed_lessons():
    assert unlisted(ROOT, LESSONS) == []


def test_the_lessons_are_listed_once_and_in_order():
    assert list(LESSONS) == sorted(set(LESSONS))


def test_what_is_missing_or_not_listed_is_told_with_its_path(tmp_path):
    for path in (
        "lstm_lab/lessons/l05_why/__init__.py",
        "lstm_lab/lessons/l05_why/exercises.py",
        "lstm_lab/lessons/l06_how/__init__.py",
        "notebooks/05_why.py",
        "notebooks/07_when.py",
        "solutions/2_lstm_gates/05_why.py",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert missing(tmp_path, "l05_why") == [
        "lstm_lab/lessons/l05_why/explorer.py is due: LESSONS lists l05_why",
        "solutions/1_recurrent_networks/05_why.py is due: LESSONS lists l05_why",
    ]
    list_it = "in LESSONS of lstm_lab/lessons/__init__.py, or take it away"
    assert unlisted(tmp_path, ["l05_why"]) == [
        f"lstm_lab/lessons/l06_how is no lesson's: list l06_how {list_it}",
        f"notebooks/07_when.py is no lesson's: list l07_when {list_it}",
    ]
