"""The pictures of lessons 16 and 17, moved by keyboard in JupyterLab."""


def choose_next(notebook, label):
    """Take the next entry of a list: Space opens it, as JupyterLab keeps a closed list's arrows."""
    notebook.panel.locator(".widget-dropdown", has_text=label).first.locator("select").focus()
    for key in ("Space", "ArrowDown", "Enter"):
        notebook.page.keyboard.press(key)


def uncovered(open_notebook, lesson):
    """Run a lesson and show its first picture in full."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    notebook.uncover()
    return notebook


def test_the_lanes_are_cut_and_walked(open_notebook):
    notebook = uncovered(open_notebook, "16_back_through_time")
    notebook.says("The lane of c is cut: with T = 30")
    choose_next(notebook, "cut")
    notebook.says("The lane of h is cut: with T = 30")
    notebook.press("forget bias", "End")
    notebook.says("forget bias 3")
    notebook.press("hop back", "Home")
    notebook.says("What step 0 would send")


def test_a_suspect_is_examined_and_cleared(open_notebook):
    notebook = uncovered(open_notebook, "17_find_the_bug")
    notebook.says("Suspect A: wrong in every row")
    choose_next(notebook, "replace")
    notebook.says("with (B1) da_o replaced, 15 of 15 rows are still wrong")
    choose_next(notebook, "replace")
    notebook.says("with (B2) dc replaced, every row agrees: case closed")
    choose_next(notebook, "backward")
    notebook.says("Suspect B: with (B2) dc replaced, 2 of 15 rows are still wrong")
    notebook.press("entries at step", "Home")
    notebook.says("at step 0: the pass minus measured")
