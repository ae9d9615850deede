"""What a learner sees and does in JupyterLab, in a real browser."""

import json

LESSON = "01_one_step_of_memory"
EXERCISE = f"exercises/1_recurrent_networks/{LESSON}.ipynb"
RIGHT = "def rnn_step(x, h_prev, W, U, b): return np.tanh(h_prev @ W + x @ U + b)"
NO_BIAS = RIGHT.replace(" + b)", ")")


def after(image, expect, action):
    """Do the action; wait until the picture and its words are others; return the words."""
    source, words = image.get_attribute("src"), image.get_attribute("alt")
    action()
    expect(image).not_to_have_attribute("src", source)
    expect(image).not_to_have_attribute("alt", words)
    return image.get_attribute("alt")


def test_the_command_opens_the_first_page_in_front_without_questions(course, page, expect):
    page.goto(course.address)
    first = sorted((course.folder / "notebooks").glob("*.ipynb"))[0]
    current = page.locator(".lm-DockPanel-tabBar .jp-mod-current[role=tab]")
    expect(current).to_have_text(first.name)
    expect(page.locator(".jp-NotebookPanel .jp-Notebook-ExecutionIndicator")).to_be_visible()
    assert page.get_by_text("Would you like to").count() == 0


def test_the_first_page_is_in_front_also_after_others_were_left_open(
    course, open_notebook, page, expect
):
    open_notebook(EXERCISE)
    layouts = course.folder / ".lstm_lab/jupyter/workspaces"
    for _ in range(600):  # JupyterLab keeps the open tabs with a delay
        if any(EXERCISE in file.read_text() for file in layouts.iterdir()):
            break
        page.wait_for_timeout(100)
    page.goto(course.address)
    first = sorted((course.folder / "notebooks").glob("*.ipynb"))[0]
    expect(page.locator(".lm-DockPanel-tabBar .jp-mod-current[role=tab]")).to_have_text(first.name)
    expect(page.locator(".lm-DockPanel-tabBar [role=tab]")).to_have_count(2)


def test_a_slider_moved_by_keyboard_and_by_mouse_moves_picture_and_words(run_lesson, expect):
    shown = run_lesson(LESSON)
    after(shown.image, expect, shown.uncover)
    by_key = after(shown.image, expect, lambda: shown.press("weight w", "ArrowLeft"))
    handle = shown.control("hslider", "weight w").locator(".noUi-handle")

    def drag():
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        shown.page.mouse.move(x, y)
        shown.page.mouse.down()
        shown.page.mouse.move(x - 60, y, steps=4)
        shown.page.mouse.up()

    assert after(shown.image, expect, drag) != by_key
    shown.notebook.has_no_errors()


def test_all_cells_of_a_lesson_run_and_both_widths_show_it_whole(
    course, run_lesson, expect, tmp_path
):
    shown = run_lesson(LESSON)
    shown.uncover()
    cells = json.loads((course.folder / f"notebooks/{LESSON}.ipynb").read_text())["cells"]
    count = sum(cell["cell_type"] == "code" for cell in cells)
    prompts = shown.notebook.panel.locator(".jp-InputPrompt")
    expect(prompts.get_by_text(f"[{count}]:")).to_be_attached()
    shown.fits_at_both_widths(tmp_path)


def test_an_exercise_says_the_mistake_and_then_correct_and_is_remembered(open_notebook, expect):
    notebook = open_notebook(EXERCISE)
    notebook.run("import numpy as np")
    check = notebook.cell("checks.rnn_step(rnn_step)")
    for source, words in ((NO_BIAS, "not yet"), (RIGHT, "correct")):
        notebook.run("def rnn_step", source)
        notebook.run("checks.rnn_step(rnn_step)")
        expect(check.locator(".jp-OutputArea")).to_contain_text(words, ignore_case=True)
        notebook.page.screenshot(path=open_notebook.folder.parent / f"{words}.png")
    record = json.loads((open_notebook.folder / ".lstm_lab/progress.json").read_text())
    entry = record["checks"]["rnn_step"]
    assert (entry["best"], entry["attempts"]) == ("correct", 2)
    kept = open_notebook.folder / ".lstm_lab/mine/rnn_step.py"
    assert kept.read_text().strip() == RIGHT


def test_after_saving_and_a_new_start_the_picture_is_there(
    course, run_lesson, open_notebook, page, expect
):
    shown = run_lesson(LESSON)
    shown.uncover()
    shown.notebook.save()
    course.stop()
    course.start()
    page.context.clear_cookies()
    image = open_notebook(f"notebooks/{LESSON}.ipynb").shown().image
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    assert image.evaluate("image => image.naturalWidth") > 300
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
