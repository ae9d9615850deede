"""From a wrong line to an own cell: exercise 11, then lesson 13 with what the learner wrote."""

import re

EXERCISE = "exercises/2_lstm_gates/11_cell_state.ipynb"
LESSON = "notebooks/13_forward_pass.ipynb"
WRONG = "def cell_state(c_prev, f, i, g): return f * (c_prev + i * g)"
# Right, with a speck that the check lets pass: where it is seen, this very function ran.
OWN = "def cell_state(c_prev, f, i, g): return f * c_prev + i * g + 1e-10"


def test_the_cell_state_is_repaired_and_runs_in_lesson_13(open_notebook, expect):
    exercise = open_notebook(EXERCISE)
    exercise.run("import checks")
    card = exercise.output("checks.cell_state(")
    for source, *words in (
        (WRONG, "cell_state: not yet", "the forget gate takes a part of the new"),
        (OWN, "cell_state: correct"),
    ):
        exercise.run("def cell_state", source)
        exercise.run("checks.cell_state(")
        for said in words:
            expect(card).to_contain_text(said)
    expect(card).to_contain_text("Kept for later lessons as mine.cell_state.")
    exercise.save()
    card.get_by_role("link", name="lesson 12, output gate").click()
    expect(exercise.page.get_by_role("tab", name="12_output_gate.ipynb")).to_be_visible()

    lesson = open_notebook(LESSON)
    lesson.run("import numpy as np")
    lesson.run("rng = np.random.default_rng(13)")
    lesson.run("mine.table()")
    rows = lesson.output("mine.table()")
    expect(rows).to_contain_text("cell_state     yours")
    expect(rows).to_contain_text("hidden_state   the course's")
    lesson.run("largest difference")
    differences = lesson.output("largest difference")
    expect(differences).to_contain_text(re.compile(r"c   largest difference \d\.\de-10"))
