"""What a learner sees and does in JupyterLab, in a real browser."""

import json

LESSON = "notebooks/01_one_step_of_memory.ipynb"
EXERCISE = "exercises/1_recurrent_networks/01_one_step_of_memory.ipynb"
RIGHT = "def rnn_step(x, h_prev, W, U, b): return np.tanh(h_prev @ W + x @ U + b)"
NO_BIAS = RIGHT.replace(" + b)", ")")


def picture(notebook):
    """Return the first explorer's live picture: the <img> inside its widget."""
    return notebook.panel.locator(".jupyter-widgets img[alt]").first


def after(notebook, expect, action):
    """Do the action; wait until the picture and its words are others; return the words."""
    image = picture(notebook)
    source, words = image.get_attribute("src"), image.get_attribute("alt")
    action()
    expect(image).not_to_have_attribute("src", source)
    expect(image).not_to_have_attribute("alt", words)
    return image.get_attribute("alt")


def run_lesson(notebook, expect):
    """Run the lesson and uncover its first picture; return the handle of the slider for w."""
    notebook.run_all()
    uncover = notebook.panel.get_by_role("button", name="Show me without a guess").first
    after(notebook, expect, uncover.click)
    slider = notebook.panel.locator(".widget-hslider", has_text="weight w").first
    return slider.locator(".noUi-handle")


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


def test_a_slider_moved_by_keyboard_and_by_mouse_moves_picture_and_words(open_notebook, expect):
    notebook = open_notebook(LESSON)
    handle = run_lesson(notebook, expect)
    handle.focus()
    by_key = after(notebook, expect, lambda: notebook.page.keyboard.press("ArrowLeft"))

    def drag():
        handle.scroll_into_view_if_needed()
        box = handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        notebook.page.mouse.move(x, y)
        notebook.page.mouse.down()
        notebook.page.mouse.move(x - 60, y, steps=4)
        notebook.page.mouse.up()

    by_mouse = after(notebook, expect, drag)
    assert by_key != by_mouse
    expect(notebook.panel.locator(".jp-OutputArea-output[data-mime-type*=error]")).to_have_count(0)


def test_all_cells_of_a_lesson_run_and_both_widths_show_it_whole(open_notebook, expect, tmp_path):
    notebook = open_notebook(LESSON)
    run_lesson(notebook, expect)
    cells = json.loads((open_notebook.folder / LESSON).read_text())["cells"]
    count = sum(cell["cell_type"] == "code" for cell in cells)
    expect(notebook.panel.locator(".jp-InputPrompt").get_by_text(f"[{count}]:")).to_be_attached()
    for width in (1280, 800):
        notebook.page.set_viewport_size({"width": width, "height": 900})
        image = picture(notebook)
        image.scroll_into_view_if_needed()
        expect(image).to_be_in_viewport()
        notebook.page.screenshot(path=tmp_path / f"lesson_{width}.png")
        panel, box = notebook.panel.bounding_box(), image.bounding_box()
        assert box["width"] > 300
        assert box["x"] + box["width"] <= panel["x"] + panel["width"]


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


def test_after_saving_and_a_new_start_the_picture_is_there(course, open_notebook, page, expect):
    notebook = open_notebook(LESSON)
    run_lesson(notebook, expect)
    notebook.save()
    course.stop()
    course.start()
    page.context.clear_cookies()
    notebook = open_notebook(LESSON)
    picture(notebook).scroll_into_view_if_needed()
    expect(picture(notebook)).to_be_visible()
    assert picture(notebook).evaluate("image => image.naturalWidth") > 300
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
