"""A slip in the recipe of CONTRIBUTING is told before anything runs, with the file to change."""

import pytest

from lstm_lab.publish import build

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
