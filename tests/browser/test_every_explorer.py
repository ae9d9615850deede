"""Every picture of `EXPLORERS` is shown in JupyterLab, fits on one screen, and answers a move."""

import re

import nbformat
import pytest

from lstm_lab.explorers import EXPLORERS

MOVES = 50
HIGHEST = 620  # pixels: what a window of 1280 by 800 shows of a notebook, less the line above
SIZES = """cell => {
  const panel = cell.querySelector(".lstm-lab-panel"), box = panel.getBoundingClientRect();
  const picture = panel.querySelector("img[alt]").getBoundingClientRect();
  const wide = [panel, ...panel.querySelectorAll("*")].filter(e => e.clientWidth > 0
    && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX != "visible");
  return {height: picture.bottom - box.top, wide: wide.map(e => e.className)};
}"""


@pytest.fixture
def gallery(open_notebook):
    """A notebook of the workspace with one explorer a cell, run to its end."""
    cells = [nbformat.v4.new_code_cell("from lstm_lab import explorers")]
    cells += [nbformat.v4.new_code_cell(f"explorers.{name}()") for name in EXPLORERS]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = open_notebook.folder / "gallery.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    notebook = open_notebook(path.name)
    notebook.run_all()
    return notebook


def move(page, panel, label):
    """Move a picture's first control: by the keyboard, or choose the next option of a list."""
    controls = panel.locator(".widget-hslider, .widget-dropdown, .widget-text")
    control = controls.filter(has_text=label).first
    if control.locator("select").count():
        chosen = control.locator("select").evaluate("list => list.selectedIndex")
        control.locator("select").select_option(index=0 if chosen else 1)
    elif control.locator("input[type=text]").count():
        control.locator("input[type=text]").focus()
        page.keyboard.type("a")
    else:
        control.locator(".noUi-handle").focus()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")


def test_every_explorer_is_shown_on_one_screen_with_words_and_answers_a_move(gallery, expect):
    gallery.page.set_viewport_size({"width": 1280, "height": 800})
    heights = {}
    for name, explorer in EXPLORERS.items():
        label = next(iter(explorer().controls.values())).description
        panel = gallery.cell(f"explorers.{name}()")
        panel.scroll_into_view_if_needed()
        picture = panel.locator(".jupyter-widgets img[alt]")
        expect(picture, name).to_have_attribute("alt", re.compile(r"\d"))
        guess = panel.get_by_role("button", name="Show me without a guess")
        if guess.count():
            guess.click()
            expect(guess, name).to_be_hidden()
        sizes = panel.evaluate(SIZES)
        assert sizes["wide"] == [], name
        heights[name] = sizes["height"]
        before = picture.get_attribute("alt")
        for _ in range(MOVES):  # a control is shut until the kernel has heard the guess
            move(gallery.page, panel, label)
            gallery.page.wait_for_timeout(200)
            if picture.get_attribute("alt") != before:
                break
        expect(picture, name).not_to_have_attribute("alt", before)
    print("\n".join(f"{name:24}{height:5.0f}" for name, height in heights.items()))
    high = {name: h for name, h in heights.items() if h > HIGHEST}
    assert high == {}
