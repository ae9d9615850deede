"""Lessons 03 and 04 in a real browser: every explorer is moved by keyboard alone."""

LESSON_03 = "notebooks/03_backprop_through_time.ipynb"
LESSON_04 = "notebooks/04_trust_no_gradient.ipynb"
ERRORS = ".jp-OutputArea-output[data-mime-type*=error]"


class Shown:
    """One explorer on the page, found by the line of its cell."""

    def __init__(self, notebook, expect, line):
        self.notebook, self.expect, self.cell = notebook, expect, notebook.cell(line)
        self.image = self.cell.locator(".jupyter-widgets img[alt]").first
        self.image.wait_for()
        self.image.scroll_into_view_if_needed()

    def after(self, action):
        """Do the action; wait until the picture's words are others; return them."""
        words = self.image.get_attribute("alt")
        action()
        self.expect(self.image).not_to_have_attribute("alt", words)
        return self.image.get_attribute("alt")

    def slide(self, control, key):
        """Focus a slider by its label and press the key; return the words."""
        row = self.cell.locator(".widget-hslider", has_text=control).first
        row.locator(".noUi-handle").focus()
        return self.after(lambda: self.notebook.page.keyboard.press(key))

    def choose_next(self, control):
        """Open a list by its label and take the next entry; return the words.

        JupyterLab keeps the arrows of a closed list for itself: Space opens it.
        """
        row = self.cell.locator(".widget-dropdown", has_text=control).first
        row.locator("select").focus()
        return self.after(self._down)

    def _down(self):
        for key in ("Space", "ArrowDown", "Enter"):
            self.notebook.page.keyboard.press(key)

    def skip_the_question(self):
        """Press the button beside the question, by keyboard; return the words."""
        self.cell.get_by_role("button", name="Show me without a guess").focus()
        return self.after(lambda: self.notebook.page.keyboard.press("Enter"))


def test_the_walk_of_the_error_is_moved_by_keyboard(open_notebook, expect, tmp_path):
    notebook = open_notebook(LESSON_03)
    notebook.run_all()
    shown = Shown(notebook, expect, "explorers.rnn_backward()")
    assert "step 5: 0.322; step 4: 0.294" in shown.skip_the_question()
    notebook.page.screenshot(path=tmp_path / "walk.png")
    assert "w = 0.95 in all six copies" in shown.slide("weight w", "ArrowRight")
    assert "5 of 6 uses are counted" in shown.slide("steps walked back", "ArrowLeft")
    assert "0.00, 0.00, 0.00, 0.76" in shown.choose_next("input x")
    expect(notebook.panel.locator(ERRORS)).to_have_count(0)


def test_the_step_and_the_map_are_moved_by_keyboard(open_notebook, expect, tmp_path):
    notebook = open_notebook(LESSON_04)
    notebook.run_all()
    step = Shown(notebook, expect, "explorers.numeric_gradient()")
    assert "At eps = 1e-5" in step.skip_the_question()
    notebook.page.screenshot(path=tmp_path / "step.png")
    assert "At eps = 2e-5" in step.slide("power of ten of eps", "ArrowRight")
    chart = Shown(notebook, expect, "explorers.gradient_heatmap()")
    assert "Suspect A: wrong in every row" in chart.skip_the_question()
    notebook.page.screenshot(path=tmp_path / "map.png")
    assert "Suspect A is wrong, and passes" in chart.choose_next("the test")
    assert "Suspect B: wrong in W, at its only step" in chart.choose_next("backward pass")
    last = Shown(notebook, expect, "explorers.gradient_heatmap(cell=enemy)")
    assert "This cell's backward pass: wrong" in last.image.get_attribute("alt")
    expect(notebook.panel.locator(ERRORS)).to_have_count(0)
