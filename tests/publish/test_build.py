"""The build on a small course of its own: a lesson with a slider and a picture, an exercise."""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from lstm_lab.course import content
from lstm_lab.publish import build

PART = "1_recurrent_networks"
LESSON = '''\
# %% [markdown]
r"""
# 05 · Why — größer, 门
"""

# %%
import ipywidgets
import matplotlib.pyplot as plt

print("below 1e-8")

# %%
plt.plot([1, 3, 2])
plt.show()

# %%
ipywidgets.FloatSlider(2.5, description="w")
'''
SOLUTION = '''\
# %% [markdown]
r"""
# Exercise 05
"""

# %%
class Report(str):
    def require(self):
        assert self == "correct"

    __repr__ = str.__str__


class checks:
    affine = lambda function: Report("correct" if function(4) == 8 else "not yet")

# %% answer="affine"
def affine(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="affine" points=3
checks.affine(affine)
'''


def write_sources(root):
    (root / "notebooks").mkdir()
    (root / "solutions" / PART).mkdir(parents=True)
    (root / "notebooks/05_why.py").write_text(LESSON, encoding="utf-8")
    (root / "solutions" / PART / "05_why.py").write_text(SOLUTION, encoding="utf-8")


def fingerprints(paths):
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("built")
    write_sources(root)
    return root, build.build(root)


@pytest.fixture
def course(built, tmp_path):
    """A copy of the built course, to be spoiled."""
    return Path(shutil.copytree(built[0], tmp_path / "course"))


def test_the_build_writes_the_lesson_the_solution_and_the_exercise(built):
    root, written = built
    names = [path.relative_to(root).as_posix() for path in written]
    exercise = f"{PART}/05_why.ipynb"
    assert names == ["notebooks/05_why.ipynb", f"solutions/{exercise}", f"exercises/{exercise}"]


def test_a_second_build_gives_the_same_bytes(built):
    root, written = built
    before = fingerprints(written)
    build.build(root, ["05"])
    assert fingerprints(written) == before


def test_the_stored_notebooks_hold_numbers_pictures_and_the_solved_check(built):
    lesson, solution, _ = (nbformat.read(path, 4) for path in built[1])
    assert lesson.cells[1].outputs[0].text == "below 1e-8\n"
    assert "image/png" in lesson.cells[2].outputs[0].data
    assert solution.cells[-1].outputs[0].data["text/plain"] == "correct"


def test_no_python_version_no_widget_state_and_no_escapes_are_stored(built):
    text = built[1][0].read_text(encoding="utf-8")
    assert "größer, 门" in text
    assert '"widgets"' not in text
    assert sys.version.split()[0] not in text
    assert text.endswith("}\n")


def test_the_solution_and_the_exercise_share_their_cell_ids(built):
    solution, exercise = (nbformat.read(path, 4) for path in built[1][1:])
    assert [cell.id for cell in solution.cells] == [cell.id for cell in exercise.cells]


def test_only_notebooks_are_released(built):
    released = [path.name for path in (built[0] / "exercises").rglob("*") if path.is_file()]
    assert released == ["05_why.ipynb"]


def test_a_course_as_built_has_nothing_to_report(built):
    assert build.check(built[0]) == []


def test_the_check_says_which_file_and_which_cell_is_not_as_its_source(course):
    lesson = course / "notebooks/05_why.py"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("1e-8", "1e-9"), encoding="utf-8")
    solution = course / "solutions" / PART / "05_why.py"
    solution.write_text(solution.read_text().replace("points=3", "points=4"))
    (course / "exercises" / PART / "answers.py").write_text("x = 1")
    shutil.copy(course / "exercises" / PART / "05_why.ipynb", course / "exercises/old.ipynb")
    shutil.copy(course / "notebooks/05_why.ipynb", course / "notebooks/06_more.ipynb")
    assert build.check(course) == [
        "notebooks/05_why.ipynb: the source of cell 1 changed.",
        f"solutions/{PART}/05_why.ipynb: the tags or the id of cell 3 changed.",
        f"exercises/{PART}/05_why.ipynb: the tags or the id of cell 3 changed.",
        "notebooks/06_more.ipynb has no source.",
        f"exercises/{PART}/answers.py is a stray file.",
        "exercises/old.ipynb is an exercise without a solution.",
    ]


def test_the_check_says_what_is_missing_or_misplaced(tmp_path):
    write_sources(tmp_path)
    (tmp_path / "notebooks/05_why.py").unlink()
    (tmp_path / "notebooks/intro.py").write_text("# %%\n1\n")
    (tmp_path / "solutions" / PART).rename(tmp_path / "solutions/2_lstm_gates")
    found = build.check(tmp_path)
    assert "notebooks/intro.ipynb is not built." in found
    assert "exercises/2_lstm_gates/05_why.ipynb is not built." in found
    assert "solutions/2_lstm_gates/05_why.py has no lesson in notebooks/." in found
    assert f"solutions/2_lstm_gates/05_why.py belongs in solutions/{PART}." in found
    assert any("'intro' is not a lesson's name" in sentence for sentence in found)


def test_the_check_refuses_an_appendix_with_an_exercise(tmp_path):
    write_sources(tmp_path)
    said = "91_more.py: an appendix has no exercise."
    (tmp_path / "notebooks/91_more.py").write_text("# %%\n1\n")
    assert not any(said in sentence for sentence in build.check(tmp_path))
    wrong = tmp_path / "solutions/appendices/91_more.py"
    wrong.parent.mkdir()
    (tmp_path / "solutions" / PART / "05_why.py").rename(wrong)
    assert f"solutions/appendices/{said}" in build.check(tmp_path)


def test_the_check_reports_a_source_that_breaks_a_rule(course):
    source = course / "solutions" / PART / "05_why.py"
    source.write_text(source.read_text().replace("check=", "chek="))
    found = build.check(course, ["05_why"])
    assert found == [
        f"solutions/{PART}/05_why.py, cell 3: unknown tag 'chek'; "
        "the tags are answer, check, manual, points, tags."
    ]


def test_a_failing_cell_stops_the_build_before_anything_is_released(course):
    (course / "exercises" / PART / "05_why.ipynb").unlink()
    source = course / "solutions" / PART / "05_why.py"
    source.write_text(source.read_text().replace("return 2 * x", "return 3 * x"))
    with pytest.raises(build.BuildError) as raised:
        build.build(course, ["05"])
    place = f"solutions/{PART}/05_why.ipynb, cell 3 (### BEGIN HIDDEN TESTS): AssertionError"
    assert str(raised.value).startswith(place)
    assert not (course / "exercises" / PART / "05_why.ipynb").exists()


def test_a_full_build_removes_only_exercises_that_it_once_made(tmp_path, monkeypatch):
    folder = tmp_path / "exercises" / PART
    folder.mkdir(parents=True)
    for name, first_id in (("04_old", "04_old-00"), ("mine", "a1b2c3")):
        cell = nbformat.v4.new_code_cell("1", id=first_id)
        nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / f"{name}.ipynb")
    (folder / "notes.txt").write_text("keep")
    (folder / "torn.ipynb").write_text("{")
    build.build(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == [
        "mine.ipynb",
        "notes.txt",
        "torn.ipynb",
    ]


def test_an_unknown_name_is_refused_with_the_known_ones(built):
    for call in (build.build, build.check):
        with pytest.raises(build.BuildError, match=r"called '06'\. There are: 05_why\."):
            call(built[0], ["06"])


def test_a_missing_tool_is_named_with_the_way_to_get_it(tmp_path, monkeypatch):
    find = importlib.util.find_spec
    missing = lambda name: None if name == "jupytext" else find(name)  # noqa: E731
    monkeypatch.setattr(importlib.util, "find_spec", missing)
    with pytest.raises(build.BuildError, match=r"needs jupytext: pip install \"lstm-lab\[test\]\""):
        build.build(tmp_path)


def run_pytest(course):
    """Run pytest over the course's notebooks with the project's own configuration."""
    shutil.copy(content.root() / "pyproject.toml", course)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--color=no"]
    command += ["--numprocesses=1", "notebooks", "solutions"]
    return subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=120)


def test_plain_pytest_runs_the_notebooks_again_and_compares_what_they_print(course):
    fresh = run_pytest(course)
    assert fresh.returncode == 0, fresh.stdout + fresh.stderr
    assert "6 passed" in fresh.stdout
    lesson = course / "notebooks/05_why.ipynb"
    lesson.write_text(
        lesson.read_text(encoding="utf-8").replace('"below 1e-8\\n"', '"below 1e-7\\n"'),
        encoding="utf-8",
    )
    stale = run_pytest(course)
    assert stale.returncode == 1
    assert "Cell outputs differ" in stale.stdout
    assert "1 failed, 5 passed" in stale.stdout
