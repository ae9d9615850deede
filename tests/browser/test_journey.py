"""The first evening and the next: guess, a wrong answer, the right one, close, come back."""

import re

START = "notebooks/00_start_here.ipynb"
EXERCISES = "exercises/1_recurrent_networks"
IMPORTS = "import numpy as np"
TABLE = "progress_table()"
# An exercise, the function as written first, what is wrong there, the card's words, the repair.
TRIED = [
    (
        "01_one_step_of_memory",
        "def rnn_step(x, h_prev, W, U, b): return np.tanh(h_prev @ W + x @ U)",
        "x @ U",
        "bias",
        "x @ U + b",
    ),
    (
        "02_reading_out",
        "def softmax(z): y = np.exp(z); return y / y.sum(axis=-1, keepdims=True)",
        "np.exp(z)",
        "exp overflows",
        "np.exp(z - z.max(axis=-1, keepdims=True))",
    ),
]


def guess(notebook, expect):
    """Move the guess off its place and lock it in; return it as the slider shows it."""
    notebook.run(IMPORTS)
    notebook.run("explorers.affine()")
    slider = notebook.cell("explorers.affine()").locator(".widget-hslider").first
    slider.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("Home")
    number = slider.locator(".widget-readout")
    expect(number).not_to_have_text("0.00")
    notebook.panel.get_by_role("button", name="Lock in my guess").click()
    expect(notebook.panel).to_contain_text("it is 0.5")
    return float(number.inner_text().replace("−", "-"))


def solve(notebook, expect, wrong, mistake, words, repair):
    """Answer wrongly and read the card; repair the answer and read it again; save."""
    name = re.match(r"def (\w+)", wrong)[1]
    card = notebook.output(f"checks.{name}(")
    notebook.run(IMPORTS)
    notebook.run(f"def {name}", wrong)
    notebook.run(f"checks.{name}(")
    expect(card).to_contain_text(f"{name}: not yet")
    expect(card).to_contain_text(words)
    notebook.run(f"def {name}", wrong.replace(mistake, repair))
    notebook.run(f"checks.{name}(")
    expect(card).to_contain_text(f"{name}: correct")
    notebook.save()
    return name


def test_a_learner_finds_guess_and_work_again_after_closing_the_course(
    course, open_notebook, page, expect
):
    guessed = guess(open_notebook(START), expect)
    solved = [
        solve(open_notebook(f"{EXERCISES}/{lesson}.ipynb"), expect, *tried)
        for lesson, *tried in TRIED
    ]
    course.stop()
    course.start()
    page.context.clear_cookies()
    lesson, *_, repair = TRIED[0]
    exercise = open_notebook(f"{EXERCISES}/{lesson}.ipynb")
    expect(exercise.cell("def rnn_step")).to_contain_text(repair)
    start = open_notebook(START)
    start.run(IMPORTS)
    start.run(TABLE)
    table = start.cell(TABLE).locator("table")
    for name in solved:
        here = table.first.get_by_role("row").filter(
            has=page.get_by_role("cell", name=name, exact=True)
        )
        expect(here).to_contain_text("passedyours")
    row = table.last.get_by_role("row", name="where a is 0")
    expect(row.get_by_role("cell")).to_have_text([re.compile("^00"), f"{guessed:g}", "0.5"])
    start.run(TABLE, "from lstm_lab import mine; mine.table()")
    owners = start.cell("mine.table").locator("table")
    expect(owners.get_by_role("row").filter(has_text="yours")).to_have_count(len(solved))
    said = course.say("status")
    for name in solved:
        assert re.search(rf"{name} +passed", said)
    assert f"you guessed {guessed:g}, it was 0.5" in said
