"""The pictures of lessons 16 and 17, moved by keyboard in JupyterLab."""

import re


def changed_by(notebook, expect, press):
    """Return the first picture's words after `press` did something to it."""
    image = notebook.panel.locator(".jupyter-widgets img[alt]").first
    words = image.get_attribute("alt")
    press()
    expect(image).not_to_have_attribute("alt", words)
    return image.get_attribute("alt")


def slide(notebook, label, key):
    """Press a key at the slider with this label."""
    slider = notebook.panel.locator(".widget-hslider", has_text=label).first
    slider.locator(".noUi-handle").focus()
    notebook.page.keyboard.press(key)


def choose_next(notebook, label):
    """Take the next entry of a list: Space opens it, as JupyterLab keeps a closed list's arrows."""
    notebook.panel.locator(".widget-dropdown", has_text=label).first.locator("select").focus()
    for key in ("Space", "ArrowDown", "Enter"):
        notebook.page.keyboard.press(key)


def uncovered(open_notebook, lesson):
    """Run a lesson and show its first picture in full."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    notebook.panel.get_by_role("button", name="Show me without a guess").first.click()
    return notebook


def test_the_lanes_are_cut_and_walked(open_notebook, expect):
    notebook = uncovered(open_notebook, "16_back_through_time")
    image = notebook.panel.locator(".jupyter-widgets img[alt]").first
    expect(image).to_have_attribute("alt", re.compile("The lane of c is cut: with T = 30"))
    words = changed_by(notebook, expect, lambda: choose_next(notebook, "cut"))
    assert words.startswith("The lane of h is cut: with T = 30")
    assert "forget bias 3" in changed_by(
        notebook, expect, lambda: slide(notebook, "forget bias", "End")
    )
    words = changed_by(notebook, expect, lambda: slide(notebook, "hop back", "Home"))
    assert "What step 0 would send" in words


def test_a_suspect_is_examined_and_cleared(open_notebook, expect):
    notebook = uncovered(open_notebook, "17_find_the_bug")
    image = notebook.panel.locator(".jupyter-widgets img[alt]").first
    expect(image).to_have_attribute("alt", re.compile("Suspect A: wrong in every row"))
    words = changed_by(notebook, expect, lambda: choose_next(notebook, "replace"))
    assert "with (B1) da_o replaced, 15 of 15 rows are still wrong" in words
    words = changed_by(notebook, expect, lambda: choose_next(notebook, "replace"))
    assert "with (B2) dc replaced, every row agrees: case closed" in words
    words = changed_by(notebook, expect, lambda: choose_next(notebook, "backward"))
    assert words.startswith("Suspect B: with (B2) dc replaced, 2 of 15 rows are still wrong")
    words = changed_by(notebook, expect, lambda: slide(notebook, "entries at step", "Home"))
    assert "at step 0: the pass minus measured" in words
