"""The pictures of lessons 09, 10 and 13, moved by keyboard in JupyterLab, at two widths."""

import re


def image_of(notebook):
    return notebook.panel.locator(".jupyter-widgets img[alt]").first


def says(expect, notebook, words):
    expect(image_of(notebook)).to_have_attribute("alt", re.compile(re.escape(words)))


def pressed(notebook, expect, label, key):
    """Press a key at the slider with the label; return the picture's words after it."""
    image = image_of(notebook)
    words = image.get_attribute("alt")
    slider = notebook.panel.locator(".widget-hslider", has_text=label).first
    slider.locator(".noUi-handle").focus()
    notebook.page.keyboard.press(key)
    expect(image).not_to_have_attribute("alt", words)
    return image.get_attribute("alt")


def chosen(notebook, label, option):
    """Choose an option of the list with the label."""
    box = notebook.panel.locator(".widget-dropdown", has_text=label).first.locator("select")
    box.focus()
    box.select_option(option)


def opened(open_notebook, lesson):
    """Run a lesson, up to its covered first picture."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    image_of(notebook).wait_for()
    return notebook


def uncover(notebook):
    notebook.panel.get_by_role("button", name="Show me without a guess").first.click()


def fits_at_both_widths(notebook, folder, name):
    """Keep a picture of the page at two widths; the explorer's picture is whole in both."""
    for width in (1280, 800):
        notebook.page.set_viewport_size({"width": width, "height": 900})
        image = image_of(notebook)
        image.scroll_into_view_if_needed()
        panel, box = notebook.panel.bounding_box(), image.bounding_box()
        assert box["width"] > 300
        assert box["x"] + box["width"] <= panel["x"] + panel["width"]
        notebook.page.screenshot(path=folder / f"{name}_{width}.png")


def test_the_wall_is_closed_further_by_the_keyboard(open_notebook, expect, tmp_path):
    notebook = opened(open_notebook, "09_input_gate")
    says(expect, notebook, "The gate is open for the message")
    uncover(notebook)
    says(expect, notebook, "88.1 % shut, and after 30 distractors c is off by 0.44")
    assert "sigma(-2.5)" in pressed(notebook, expect, "a_i when closed", "ArrowLeft")
    assert "after 29 distractors" in pressed(notebook, expect, "step t", "ArrowLeft")
    chosen(notebook, "hold", "i = 1: no gate")
    says(expect, notebook, "Without a gate the noise is added whole")
    fits_at_both_widths(notebook, tmp_path, "09")


def test_the_forget_bias_is_moved_by_the_keyboard(open_notebook, expect, tmp_path):
    notebook = opened(open_notebook, "10_forget_gate")
    says(expect, notebook, "f = sigma(-2)")
    uncover(notebook)
    says(expect, notebook, "f = sigma(0) = 0.5, half is left after 1 step")
    assert "f = sigma(7)" in pressed(notebook, expect, "bias b_f", "End")
    assert "lag 49" in pressed(notebook, expect, "steps", "ArrowLeft")
    chosen(notebook, "compare with", "its cell alone (V2)")
    says(expect, notebook, "all roads together")
    fits_at_both_widths(notebook, tmp_path, "10")


def test_another_mistake_is_circled_when_it_is_chosen(open_notebook, expect, tmp_path):
    notebook = opened(open_notebook, "13_forward_pass")
    says(expect, notebook, "The first cell that differs is h at step 0")
    uncover(notebook)
    assert "At step 2" in pressed(notebook, expect, "step t", "ArrowRight")
    chosen(notebook, "mistake", "b_f is forgotten")
    says(expect, notebook, "The first cell that differs is f at step 0")
    chosen(notebook, "cell", "the messenger")
    says(expect, notebook, "Shown: the messenger")
    fits_at_both_widths(notebook, tmp_path, "13")
