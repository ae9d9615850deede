"""An appendix is delivered, brought up to date and listed; it has nothing to solve or hand in."""

import pytest

from lstm_lab.course import content, copies, progress_table, status, workspace

APPENDIX = "notebooks/91_behind.ipynb"


@pytest.fixture
def course(shipped, notebook, tmp_path):
    """A workspace of the sample course with an appendix."""
    notebook(shipped / APPENDIX, "# 91 · Behind", "1 + 1", output="2")
    folder = tmp_path / "course"
    assert workspace.update(folder, shipped) == []
    return folder


def test_it_is_the_last_lesson_and_of_no_part(course):
    last = content.lessons()[-1]
    assert (last.name, last.part, last.exercise) == ("91_behind", content.APPENDICES, None)


def test_it_is_delivered_and_brought_up_to_date(course, shipped, notebook):
    assert '"1 + 1"' in (course / APPENDIX).read_text("utf-8")
    notebook(shipped / APPENDIX, "# 91 · Behind", "2 + 2", output="4")
    workspace.update(course, shipped)
    assert '"2 + 2"' in (course / APPENDIX).read_text("utf-8")


def test_a_fresh_copy_of_it_can_be_had(course):
    copies.reset(course, "91")
    assert (course / APPENDIX).with_name("91_behind.fresh.ipynb").is_file()


def test_it_is_listed_behind_the_parts_and_counts_no_exercise(course):
    lines = status.status(course)
    assert lines[lines.index("Appendices") + 1].strip() == "91 · Behind"
    assert [line for line in lines if "Part appendices" in line] == []
    assert lines.index("Appendices") > lines.index("Part 1 · recurrent networks")
    assert lines[-1] == "0 of 1 exercises passed."
    assert [row.name for row in progress_table.progress_table().exercises] == ["two"]


@pytest.mark.parametrize("name", ["91", content.APPENDICES])
def test_it_cannot_be_handed_in(course, name):
    with pytest.raises(workspace.WorkspaceError, match=f"no part '{name}'; there are: 1_rec"):
        copies.submit(course, name, "me")


def test_it_has_no_solution_to_bring(course):
    with pytest.raises(workspace.WorkspaceError, match="has no exercise"):
        copies.solution(course, "91")
