"""The pictures of lessons 05 and 06, moved by keyboard in JupyterLab."""

import re


def pressed(notebook, expect, label, key):
    """Press a key at the slider with the label; return the picture's words after it."""
    image = notebook.panel.locator(".jupyter-widgets img[alt]").first
    words = image.get_attribute("alt")
    slider = notebook.panel.locator(".widget-hslider", has_text=label).first
    slider.locator(".noUi-handle").focus()
    notebook.page.keyboard.press(key)
    expect(image).not_to_have_attribute("alt", words)
    return image.get_attribute("alt")


def somewhere(text):
    """Return a pattern that finds the text anywhere."""
    return re.compile(re.escape(text))


def uncovered(open_notebook, lesson):
    """Run a lesson and show its first picture in full."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    notebook.panel.get_by_role("button", name="Show me without a guess").first.click()
    return notebook


def test_the_lag_and_the_radius_are_moved_by_the_arrow_keys(open_notebook, expect):
    notebook = uncovered(open_notebook, "05_why_memory_fades")
    image = notebook.panel.locator(".jupyter-widgets img[alt]").first
    expect(image).to_have_attribute("alt", somewhere("lag 50, with tanh: 3.1e-8"))
    assert "lag 49, with tanh" in pressed(notebook, expect, "lag", "ArrowLeft")
    assert "spectral radius 2.5" in pressed(notebook, expect, "radius of W", "End")
    assert "lag 0, with tanh: 1" in pressed(notebook, expect, "lag", "Home")


def test_the_output_is_moved_by_the_arrow_keys_and_its_light_cone_follows(open_notebook, expect):
    notebook = uncovered(open_notebook, "06_two_directions_and_depth")
    image = notebook.panel.locator(".jupyter-widgets img[alt]").first
    expect(image).to_have_attribute("alt", somewhere("output 30 sees 41 of 41 inputs"))
    assert "output 29 sees" in pressed(notebook, expect, "output step", "ArrowLeft")
    words = pressed(notebook, expect, "input step", "End")
    assert "input 40, 11 steps after the output" in words
