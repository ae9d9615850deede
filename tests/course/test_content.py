import json

import pytest

from lstm_lab.course import content


@pytest.fixture
def course(tmp_path):
    cells = [{"source": ["**no heading**"]}, {"source": ["# 09 · The input gate\n", "Text."]}]
    for folder in ("notebooks", "exercises/2_lstm_gates", "solutions/2_lstm_gates"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "09_input_gate.ipynb").write_text(json.dumps({"cells": cells}))
    (tmp_path / "notebooks/00_start_here.ipynb").write_text(json.dumps({"cells": []}))
    (tmp_path / "notebooks/untitled.ipynb").write_text(json.dumps({"cells": []}))
    return tmp_path


def test_lessons_are_listed_in_order_and_other_notebooks_are_not(course):
    assert [lesson.number for lesson in content.lessons(course)] == ["00", "09"]


def test_a_lesson_knows_its_part_title_exercise_and_solution(course):
    lesson = content.lessons(course)[1]
    assert (lesson.part, lesson.title) == ("2_lstm_gates", "09 · The input gate")
    for path in (lesson.notebook, lesson.exercise, lesson.solution):
        assert (course / path).name == "09_input_gate.ipynb"
        assert (course / path).is_file()


def test_a_lesson_without_an_exercise_says_none(course):
    start = content.lessons(course)[0]
    assert (start.exercise, start.solution, start.title) == (None, None, "00_start_here")


@pytest.mark.parametrize("name", ["100_beyond", "input_gate", "9_input_gate", "09-input-gate", ""])
def test_a_name_that_no_part_holds_is_refused(name):
    with pytest.raises(ValueError, match="not a lesson's name"):
        content.part_of(name)


def test_the_numbers_from_90_on_are_appendices_and_belong_to_no_part():
    assert content.part_of("91_the_article") == content.part_of("90_x") == content.APPENDICES
    assert content.part_of("89_last") == "4_training"
    assert content.APPENDICES not in content.PARTS


def test_the_appendices_are_listed_last_and_have_no_exercise():
    listed = content.lessons()
    appendices = [lesson for lesson in listed if lesson.part == content.APPENDICES]
    assert [lesson.number for lesson in appendices] == ["91", "92"]
    assert listed[-2:] == appendices
    assert all(lesson.exercise is lesson.solution is None for lesson in appendices)


def test_the_parts_hold_the_numbers_0_to_89_once_each():
    numbers = [number for part in content.PARTS.values() for number in part]
    assert numbers == list(range(90))


def test_a_checkout_reads_its_own_top_level():
    assert (content.root() / "notebooks").is_dir()


def test_a_wheel_reads_the_notebooks_inside_the_package(tmp_path, monkeypatch):
    packaged = tmp_path / "lstm_lab/course/content/notebooks"
    packaged.mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(content, "__file__", str(tmp_path / "lstm_lab/course/content.py"))
    assert content.root() == packaged.parent


def test_an_installation_without_notebooks_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "__file__", str(tmp_path / "lstm_lab/course/content.py"))
    with pytest.raises(FileNotFoundError, match="install lstm-lab again"):
        content.root()
