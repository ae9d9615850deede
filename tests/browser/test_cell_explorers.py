"""The pictures of lessons 08, 11 and 12, moved by keyboard in JupyterLab."""

import re


def image_of(notebook):
    return notebook.panel.locator(".jupyter-widgets img[alt]").first


def pressed(notebook, expect, label, key):
    """Press a key at the slider with the label; return the picture's words after it."""
    image = image_of(notebook)
    words = image.get_attribute("alt")
    slider = notebook.panel.locator(".widget-hslider", has_text=label).first
    slider.locator(".noUi-handle").focus()
    notebook.page.keyboard.press(key)
    expect(image).not_to_have_attribute("alt", words)
    return image.get_attribute("alt")


def opened(open_notebook, lesson):
    """Run a lesson, up to its covered first picture."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    image_of(notebook).wait_for()
    return notebook


def uncover(notebook):
    notebook.panel.get_by_role("button", name="Show me without a guess").first.click()


def says(expect, notebook, words):
    expect(image_of(notebook)).to_have_attribute("alt", re.compile(re.escape(words)))


def test_a_stuck_valve_is_chosen_and_the_step_moved_by_the_keyboard(open_notebook, expect):
    notebook = opened(open_notebook, "08_the_cell_at_a_glance")
    says(expect, notebook, "the cell answers 0.61 and -0.53: both right")
    uncover(notebook)
    says(expect, notebook, "the answers are 0.61 and 0.12, the second is wrong")
    assert "At step 14" in pressed(notebook, expect, "step t", "ArrowLeft")
    assert "At step 0" in pressed(notebook, expect, "step t", "Home")
    stuck = notebook.panel.locator(".widget-dropdown", has_text="stuck valve").locator("select")
    stuck.focus()
    stuck.select_option("i = 1")
    says(expect, notebook, "the answers are 0.99 and -0.65, both wrong")


def test_the_tank_is_filled_half_step_by_half_step(open_notebook, expect):
    notebook = opened(open_notebook, "11_cell_state")
    says(expect, notebook, "An empty tank")
    uncover(notebook)
    says(expect, notebook, "After 40 steps c is 9.85")
    assert "Step 40, first half" in pressed(notebook, expect, "half-step", "ArrowLeft")
    assert "a counter" in pressed(notebook, expect, "forget gate f", "End")


def test_the_curtain_is_moved_by_the_keyboard_and_c_stays(open_notebook, expect):
    notebook = opened(open_notebook, "12_output_gate")
    says(expect, notebook, "The curtain is open: c = 0.90")
    uncover(notebook)
    says(expect, notebook, "c jumps from 0.90 to 1.86, and no gate notices")
    words = pressed(notebook, expect, "step t", "ArrowLeft")
    assert "The curtain is shut: c is 0.90 all the same, and h = 0.00" in words
    assert "The curtain is open: c = 0.90" in pressed(notebook, expect, "a_o", "End")
