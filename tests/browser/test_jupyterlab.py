"""What a learner sees and does in JupyterLab, in a real browser."""

import json
import re

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


def test_the_first_time_the_side_bars_are_folded_and_make_room(course, page, expect):
    page.goto(course.address)
    panel = page.locator(".jp-NotebookPanel")
    expect(panel).to_be_visible()
    expect(page.locator("#jp-left-stack")).to_be_hidden()
    assert panel.bounding_box()["width"] > 1150


def test_the_page_that_was_left_is_in_front_and_its_tab_says_what_it_is(
    course, open_notebook, page, expect
):
    open_notebook(f"notebooks/{LESSON}.ipynb")
    page.goto(course.address_of(EXERCISE).removesuffix("&reset"))
    layouts = course.folder / ".lstm_lab/jupyter/workspaces"
    for _ in range(600):  # JupyterLab keeps the open tabs with a delay
        if any(f'"current":"notebook:{EXERCISE}"' in f.read_text() for f in layouts.iterdir()):
            break
        page.wait_for_timeout(100)
    course.stop()
    course.start()
    assert f"/lab/tree/{EXERCISE}?" in course.address
    page.context.clear_cookies()
    page.goto(course.address)
    tabs = page.locator(".lm-DockPanel-tabBar [role=tab]")
    expect(tabs).to_have_count(2)
    current = page.locator(".lm-DockPanel-tabBar .jp-mod-current[role=tab]")
    expect(current).to_have_attribute("title", re.compile(EXERCISE))
    assert [before(tab) for tab in tabs.all()].count("Exercise ") == 1
    assert before(current) == "Exercise "


def before(tab):
    """Return what the style sheet puts in front of a tab's name."""
    label = tab.locator(".lm-TabBar-tabLabel")
    words = label.evaluate("label => getComputedStyle(label, '::before').content")
    return "" if words in ("none", "normal") else words.strip('"')


def test_a_fresh_copy_says_so_in_the_list_of_files_and_its_name_has_room(
    course, open_notebook, page, expect
):
    course.say("reset", "01")
    open_notebook(f"notebooks/{LESSON}.fresh.ipynb")
    tab = page.locator(".lm-DockPanel-tabBar .jp-mod-current[role=tab]")
    assert before(tab) == "Fresh copy: "
    row = page.locator(".jp-DirListing-item", has_text=f"{LESSON}.fresh.ipynb")
    expect(row).to_be_visible()
    words = "el => getComputedStyle(el, '::before').content"
    assert row.locator(".jp-DirListing-itemText").evaluate(words) == '"Fresh copy: "'


def test_a_picture_that_waits_for_its_kernel_says_so_and_shows_no_broken_links(
    course, run_lesson, page, expect
):
    shown = run_lesson(LESSON)
    shown.notebook.wait_for_kernel()
    shown.notebook.save()
    course.stop()
    course.start()
    page.context.clear_cookies()
    page.goto(course.address)
    waiting = page.locator(".lstm-lab-panel.jupyter-widgets-disconnected")
    expect(waiting.locator("img[alt]")).to_be_visible()
    assert waiting.locator("img[alt]").evaluate("image => image.naturalWidth") > 300
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    icons = "el => getComputedStyle(el, '::before').display"
    assert waiting.locator(".jupyter-widgets-disconnected").first.evaluate(icons) == "none"
    told = waiting.evaluate("el => getComputedStyle(el, '::after').content")
    assert told == '"Run this cell to move it."'


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
    assert kept.read_text().strip().endswith(RIGHT)
