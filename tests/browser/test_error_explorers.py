"""The pictures of lessons 14 and 15, moved by keyboard in JupyterLab."""

LESSON_14 = "notebooks/14_errors_at_the_gates.ipynb"
LESSON_15 = "notebooks/15_errors_at_the_weights.ipynb"
ERRORS = ".jp-OutputArea-output[data-mime-type*=error]"


class Shown:
    """The explorer of a notebook that was run."""

    def __init__(self, notebook, expect, line):
        notebook.run_all()
        self.notebook, self.expect, self.cell = notebook, expect, notebook.cell(line)
        self.image = self.cell.locator(".jupyter-widgets img[alt]").first
        self.image.wait_for()
        self.image.scroll_into_view_if_needed()

    def after(self, *keys):
        """Press the keys; wait until the picture's words are others; return them."""
        words = self.image.get_attribute("alt")
        for key in keys:
            self.notebook.page.keyboard.press(key)
        self.expect(self.image).not_to_have_attribute("alt", words)
        return self.image.get_attribute("alt")

    def skip(self):
        """Press the button beside the question; return the words."""
        self.cell.get_by_role("button", name="Show me without a guess").focus()
        return self.after("Enter")

    def slide(self, control, key):
        """Press a key at the slider with this label; return the words."""
        row = self.cell.locator(".widget-hslider", has_text=control).first
        row.locator(".noUi-handle").focus()
        return self.after(key)

    def choose_next(self, control):
        """Take the next entry of the list with this label; return the words."""
        row = self.cell.locator(".widget-dropdown", has_text=control).first
        row.locator("select").focus()
        return self.after("Space", "ArrowDown", "Enter")

    def fits(self):
        """Tell whether the picture is no wider than the cell that holds it."""
        self.image.scroll_into_view_if_needed()
        picture, cell = self.image.bounding_box(), self.cell.bounding_box()
        return picture["x"] + picture["width"] <= cell["x"] + cell["width"]


def test_the_errors_at_the_gates_are_moved_by_keyboard(open_notebook, expect, tmp_path):
    shown = Shown(open_notebook(LESSON_14), expect, "explorers.gate_errors()")
    assert "The largest is da_o = 0.182, the smallest da_i = 0.021" in shown.skip()
    page = shown.notebook.page
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        assert shown.fits()
        page.screenshot(path=tmp_path / f"links_{width}.png")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert "(B4): the input gate hears 0.021" in shown.slide("links passed", "ArrowLeft")
    shown.slide("links passed", "ArrowRight")
    assert "i is shut: next to nothing reaches da_g (7e-4) and da_i" in shown.choose_next("scene")
    assert "dc_in = 0.1" in shown.slide("dc_in from", "ArrowRight")
    expect(shown.notebook.panel.locator(ERRORS)).to_have_count(0)


def test_the_multiplication_table_is_moved_by_keyboard(open_notebook, expect, tmp_path):
    shown = Shown(open_notebook(LESSON_15), expect, "explorers.gate_gradients()")
    assert "add up to the measured gradient of the input gate's weights" in shown.skip()
    page = shown.notebook.page
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        assert shown.fits()
        page.screenshot(path=tmp_path / f"table_{width}.png")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert "step 1 alone" in (shown.slide("step t", "ArrowLeft"), shown.choose_next("compare"))[1]
    assert "every row of W" in shown.slide("step t", "ArrowLeft")
    assert "Columns, da_g" in shown.choose_next("weights of")
    expect(shown.notebook.panel.locator(ERRORS)).to_have_count(0)
