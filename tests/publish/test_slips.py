"""A slip in the recipe of CONTRIBUTING is told before anything runs, with the file to change."""

import ast
from pathlib import Path

import pytest

import lstm_lab
from lstm_lab import checks
from lstm_lab.drawing.svg import document
from lstm_lab.guest.finding import TEXTS, finding
from lstm_lab.publish import build
from lstm_lab.shell.base import Drawing, Explorer
from lstm_lab.shell.controls import Slider

PART = "1_recurrent_networks"
UNLISTED = """\
# %% answer="leaky_average"
def leaky_average(x):
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION

# %% check="leaky_average" points=1
checks.leaky_average(leaky_average)
"""


def test_a_check_of_an_exercise_that_no_lesson_lists_stops_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(build.execute, "run", lambda *_: pytest.fail("a cell ran"))
    (tmp_path / "solutions" / PART).mkdir(parents=True)
    (tmp_path / "solutions" / PART / "05_why.py").write_text(UNLISTED)
    sentence = (
        f"solutions/{PART}/05_why.py, cell 1: checks has no exercise leaky_average: "
        "list it in EXERCISES of lstm_lab/lessons/l05_why/exercises.py."
    )
    with pytest.raises(build.BuildError) as raised:
        build.build(tmp_path)
    assert str(raised.value) == sentence
    assert build.check(tmp_path, ["05"]) == [sentence]


def test_marks_that_do_not_fit_stop_the_build(tmp_path, monkeypatch):
    monkeypatch.setattr(build.execute, "run", lambda *_: pytest.fail("a cell ran"))
    (tmp_path / "solutions" / PART).mkdir(parents=True)
    turned = "    return x\n    ### END SOLUTION\n    ### END SOLUTION\n    ### BEGIN SOLUTION\n"
    text = UNLISTED.replace("    return x\n    ### END SOLUTION\n", turned)
    file = tmp_path / "solutions" / PART / "05_why.py"
    file.write_text(text.replace("leaky_average", "affine"))
    sentence = f"solutions/{PART}/05_why.py, cell 0: `### END SOLUTION` has no BEGIN before it."
    with pytest.raises(build.BuildError) as raised:
        build.build(tmp_path)
    assert str(raised.value) == sentence
    assert build.check(tmp_path, ["05"]) == [sentence]


NO_TEXT = (
    "the mistake 'sign-lots' has no text: write one in the lesson's mistakes.py, or in "
    "lstm_lab/judge/mistakes.py if several lessons share it"
)


def test_a_mistake_without_a_text_is_told_when_the_exercise_is_made():
    exercise = checks.EXERCISES["affine"]
    mistakes = (checks.Mistake("sign-lots", lambda x, U, b: -(x @ U + b)),)
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - compared whole
        checks.Exercise(
            name="a", reference=exercise.reference, draw=exercise.draw, mistakes=mistakes
        )
    assert str(raised.value) == NO_TEXT


def test_a_finding_without_a_text_is_told():
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - compared whole
        finding("sign-lots")
    assert str(raised.value) == NO_TEXT


def test_every_finding_that_a_line_of_the_package_makes_has_a_text():
    """A probe is asked for some wrong answers only: its line is read, not run."""
    folder = Path(lstm_lab.__file__).parent
    found = [
        (file.relative_to(folder).as_posix(), call.args[0].value)
        for file in folder.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "finding"
        and isinstance(call.args[0], ast.Constant)
    ]
    assert len(found) > 20
    assert [(file, mistake) for file, mistake in found if mistake not in TEXTS] == []


@pytest.mark.parametrize("controls", [Slider("f", "gate f", 0.9, 0.0, 1.0, 0.1), [], ("f",)])
def test_controls_that_are_no_tuple_of_controls_are_told_of_the_comma(controls):
    picture = Drawing(lambda scene: document(10, 10, [], "f"))
    with pytest.raises(TypeError) as raised:
        Explorer(controls, lambda f: f, picture, str)
    assert str(raised.value) == (
        f"controls must be a tuple of Slider, Choice, Time and Words, got "
        f"{type(controls).__name__}; a single one needs a comma: (Slider(...),)"
    )
