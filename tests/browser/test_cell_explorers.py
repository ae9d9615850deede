"""The pictures of lessons 08, 11 and 12, moved by keyboard in JupyterLab."""


def opened(open_notebook, lesson):
    """Run a lesson, up to its covered first picture."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    notebook.picture.wait_for()
    return notebook


def test_a_stuck_valve_is_chosen_and_the_step_moved_by_the_keyboard(open_notebook):
    notebook = opened(open_notebook, "08_the_cell_at_a_glance")
    notebook.says("the cell answers 0.61 and -0.53: both right")
    notebook.uncover()
    notebook.says("the answers are 0.61 and 0.12, the second is wrong")
    notebook.press("step t", "ArrowLeft")
    notebook.says("At step 14")
    notebook.press("step t", "Home")
    notebook.says("At step 0")
    stuck = notebook.panel.locator(".widget-dropdown", has_text="stuck valve").locator("select")
    stuck.focus()
    stuck.select_option("i = 1")
    notebook.says("the answers are 0.99 and -0.65, both wrong")


def test_the_tank_is_filled_half_step_by_half_step(open_notebook):
    notebook = opened(open_notebook, "11_cell_state")
    notebook.says("An empty tank")
    notebook.uncover()
    notebook.says("After 40 steps c is 9.85")
    notebook.press("half-step", "ArrowLeft")
    notebook.says("Step 40, first half")
    notebook.press("forget gate f", "End")
    notebook.says("a counter")


def test_the_curtain_is_moved_by_the_keyboard_and_c_stays(open_notebook):
    notebook = opened(open_notebook, "12_output_gate")
    notebook.says("The curtain is open: c = 0.90")
    notebook.uncover()
    notebook.says("c jumps from 0.90 to 1.86, and no gate notices")
    notebook.press("step t", "ArrowLeft")
    notebook.says("The curtain is shut: c is 0.90 all the same, and h = 0.0018")
    notebook.press("a_o", "End")
    notebook.says("The curtain is open: c = 0.90")
