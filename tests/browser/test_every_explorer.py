"""Every picture of `EXPLORERS` in JupyterLab: moved by keyboard, and on one screen.

One notebook holds them all. Each test takes a picture that no other test moves; the last one looks
at all of them.
"""

import re

import nbformat
import pytest

from lstm_lab.explorers import EXPLORERS
from tests.browser.conftest import SECONDS, Notebook

MOVES = 50
HIGHEST = 620  # pixels: what a window of 1280 by 800 shows of a notebook, less the line above
SIZES = """cell => {
  const panel = cell.querySelector(".lstm-lab-panel"), box = panel.getBoundingClientRect();
  const picture = panel.querySelector("img[alt]").getBoundingClientRect();
  const wide = [panel, ...panel.querySelectorAll("*")].filter(e => e.clientWidth > 0
    && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX != "visible");
  return {height: picture.bottom - box.top, wide: wide.map(e => e.className)};
}"""


@pytest.fixture(scope="module")
def gallery(browser, course, expect):
    """A notebook of the workspace with one explorer a cell, run to its end, on its own page."""
    cells = [nbformat.v4.new_code_cell("from lstm_lab import explorers")]
    cells += [nbformat.v4.new_code_cell(f"explorers.{name}()") for name in EXPLORERS]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path = course.folder / "gallery.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS * 1000)
    notebook = Notebook(context.new_page(), course.address_of(path.name), expect)
    notebook.run_all()
    yield notebook
    context.close()


@pytest.fixture
def show(gallery):
    """The function that returns the explorer of a name, once it is drawn."""

    def show(name):
        shown = gallery.shown(f"explorers.{name}()")
        shown.place.scroll_into_view_if_needed()
        shown.image.wait_for()
        return shown

    gallery.page.set_viewport_size({"width": 1280, "height": 900})
    return show


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


def test_the_walk_of_the_error_is_moved_by_keyboard(show, tmp_path):
    shown = show("rnn_backward")
    shown.uncover()
    shown.says("step 5: 0.322; step 4: 0.294")
    shown.page.screenshot(path=tmp_path / "walk.png")
    shown.press("weight w", "ArrowRight")
    shown.says("w = 0.95 in all six copies")
    shown.press("steps walked back", "ArrowLeft")
    shown.says("5 of 6 uses are counted")
    shown.choose_next("input x")
    shown.says("0.00, 0.00, 0.00, 0.76")
    shown.notebook.has_no_errors()


def test_the_step_and_the_map_are_moved_by_keyboard(show, tmp_path):
    step = show("numeric_gradient")
    step.uncover()
    step.says("At eps = 1e-5")
    step.page.screenshot(path=tmp_path / "step.png")
    step.press("power of ten of eps", "ArrowRight")
    step.says("At eps = 2e-5")
    chart = show("gradient_heatmap")
    chart.uncover()
    chart.says("Suspect A: wrong in every row")
    chart.page.screenshot(path=tmp_path / "map.png")
    chart.choose_next("the test")
    chart.says("Suspect A is wrong, and passes")
    chart.choose_next("backward pass")
    chart.says("Suspect B: wrong in W, at its only step")
    step.notebook.has_no_errors()


def test_the_lag_and_the_radius_are_moved_by_the_arrow_keys(show):
    shown = show("fading")
    shown.uncover()
    shown.says("lag 50, with tanh: 4.5e-10")
    shown.press("lag", "ArrowLeft")
    shown.says("lag 49, with tanh")
    shown.press("radius of W", "End")
    shown.says("spectral radius 2.5")
    shown.press("lag", "Home")
    shown.says("lag 0, with tanh: 1")


def test_the_output_is_moved_by_the_arrow_keys_and_its_light_cone_follows(show):
    shown = show("two_directions")
    shown.uncover()
    shown.says("output 30 sees 41 of 41 inputs")
    shown.press("output step", "ArrowLeft")
    shown.says("output 29 sees")
    shown.press("input step", "End")
    shown.says("input 40, 11 steps after the output")


def test_a_stuck_valve_is_chosen_and_the_step_moved_by_the_keyboard(show):
    shown = show("gate_settings")
    shown.says("the cell answers 0.61 and -0.53: both right")
    shown.uncover()
    shown.says("the answers are 0.61 and 0.12, the second is wrong")
    shown.press("step t", "ArrowLeft")
    shown.says("At step 14")
    shown.press("step t", "Home")
    shown.says("At step 0")
    shown.choose("stuck valve", "i = 1")
    shown.says("the answers are 0.99 and -0.65, both wrong")


def test_the_input_gate_is_closed_further_by_the_keyboard(show, tmp_path):
    shown = show("input_gate")
    shown.says("The gate is open for the message")
    shown.uncover()
    shown.says("88.1 % shut, and after 30 distractors c is off by 0.44")
    shown.press("a_i when closed", "ArrowLeft")
    shown.says("sigma(-2.5)")
    shown.press("step t", "ArrowLeft")
    shown.says("after 29 distractors")
    shown.choose("hold", "i = 1: no gate")
    shown.says("Without a gate the noise is added whole")
    shown.fits_at_both_widths(tmp_path)


def test_the_forget_bias_is_moved_by_the_keyboard(show, tmp_path):
    shown = show("forget_gate")
    shown.says("f = sigma(-2)")
    shown.uncover()
    shown.says("f = sigma(1) = 0.7311, half is left after 2.2 steps")
    shown.press("bias b_f", "End")
    shown.says("f = sigma(7)")
    shown.press("steps", "ArrowLeft")
    shown.says("after 49 steps")
    shown.choose("hold", "f = 0: forget all")
    shown.says("f = 0 forgets all in one step")
    shown.fits_at_both_widths(tmp_path)


def test_the_pipe_is_filled_half_step_by_half_step(show):
    shown = show("cell_state")
    shown.says("An empty pipe")
    shown.uncover()
    shown.says("After 40 steps c is 9.85")
    shown.press("half-step", "ArrowLeft")
    shown.says("Step 40, first half")
    shown.press("forget gate f", "End")
    shown.says("a counter")


def test_the_output_gate_is_moved_by_the_keyboard_and_c_stays(show):
    shown = show("output_gate")
    shown.says("The gate is open: c = 0.90")
    shown.uncover()
    shown.says("c jumps from 0.90 to 1.86, and no gate notices")
    shown.press("step t", "ArrowLeft")
    shown.says("The gate is shut: c is 0.90 all the same, and h = 0.0018")
    shown.press("a_o", "End")
    shown.says("The gate is open: c = 0.90")


def test_another_mistake_is_circled_when_it_is_chosen(show, tmp_path):
    shown = show("lstm_step")
    shown.says("The first value that differs is h at step 0")
    shown.uncover()
    shown.says("At step 1")
    shown.press("step t", "ArrowRight")
    shown.says("At step 2")
    shown.choose("mistake", "b_f is forgotten")
    shown.says("The first value that differs is f at step 0")
    shown.choose("weights", "the messenger")
    shown.says("Shown: the messenger")
    shown.fits_at_both_widths(tmp_path)


def test_the_errors_at_the_gates_are_moved_by_keyboard(show, tmp_path):
    shown = show("gate_errors")
    shown.uncover()
    shown.says("The largest is da_o = 0.182, the smallest da_i = 0.021")
    shown.fits_at_both_widths(tmp_path)
    shown.press("links passed", "ArrowLeft")
    shown.says("(B4): the input gate hears 0.021")
    shown.press("links passed", "ArrowRight")
    shown.says("The largest is da_o = 0.182")
    shown.choose_next("scene")
    shown.says("i is shut: next to nothing reaches da_g (7e-4) and da_i")
    shown.press("dc_in from", "ArrowRight")
    shown.says("dc_in = 0.1")
    shown.notebook.has_no_errors()


def test_the_multiplication_table_is_moved_by_keyboard(show, tmp_path):
    shown = show("gate_gradients")
    shown.uncover()
    shown.says("add up to the input gate's measured gradient")
    shown.fits_at_both_widths(tmp_path)
    shown.press("step t", "ArrowLeft")
    shown.choose_next("compare")
    shown.says("step 1 alone")
    shown.press("step t", "ArrowLeft")
    shown.says("every row of W")
    shown.choose_next("weights of")
    shown.says("Columns, da_g")
    shown.notebook.has_no_errors()


def test_the_lanes_are_walked(show):
    shown = show("lstm_step_backward")
    shown.uncover()
    shown.says("30 steps back: c keeps 0.22")
    shown.choose_next("enters at")
    shown.says("enters at c of step 29")
    shown.press("forget bias", "End")
    shown.says("forget bias 5")
    shown.press("hop back", "Home")
    shown.says("Step 0:  c holds")


def test_the_lanes_are_cut(show):
    shown = show("what_may_be_cut")
    shown.uncover()
    shown.says("c is cut: a check over 1 step passes")
    shown.choose_next("cut")
    shown.says("h is cut")
    shown.press("forget bias", "End")
    shown.says("forget bias 5")


def test_a_suspect_is_examined_and_cleared(show):
    shown = show("find_the_bug")
    shown.uncover()
    shown.says("Suspect A: wrong in every row")
    shown.choose_next("replace")
    shown.says("with (B1) da_o replaced, 15 of 15 rows are still wrong")
    shown.choose_next("replace")
    shown.says("with (B2) dc replaced, every row agrees: case closed")
    shown.choose_next("backward")
    shown.says("Suspect B: with (B2) dc replaced, 2 of 15 rows are still wrong")
    shown.press("entries at step", "Home")
    shown.says("at step 0: the pass minus measured")


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
        panel.get_by_role("button", name="Reset").click()
        gallery.wait_for_kernel()
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
