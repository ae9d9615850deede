"""The pictures of lessons 09, 10 and 13, moved by keyboard in JupyterLab, at two widths."""


def chosen(notebook, label, option):
    """Choose an option of the list with the label."""
    box = notebook.panel.locator(".widget-dropdown", has_text=label).first.locator("select")
    box.focus()
    box.select_option(option)


def opened(open_notebook, lesson):
    """Run a lesson, up to its covered first picture."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    notebook.picture.wait_for()
    return notebook


def fits_at_both_widths(notebook, folder, name):
    """Keep a picture of the page at two widths; the explorer's picture is whole in both."""
    for width in (1280, 800):
        notebook.page.set_viewport_size({"width": width, "height": 900})
        image = notebook.picture
        image.scroll_into_view_if_needed()
        panel, box = notebook.panel.bounding_box(), image.bounding_box()
        assert box["width"] > 300
        assert box["x"] + box["width"] <= panel["x"] + panel["width"]
        notebook.page.screenshot(path=folder / f"{name}_{width}.png")


def test_the_wall_is_closed_further_by_the_keyboard(open_notebook, tmp_path):
    notebook = opened(open_notebook, "09_input_gate")
    notebook.says("The gate is open for the message")
    notebook.uncover()
    notebook.says("88.1 % shut, and after 30 distractors c is off by 0.44")
    notebook.press("a_i when closed", "ArrowLeft")
    notebook.says("sigma(-2.5)")
    notebook.press("step t", "ArrowLeft")
    notebook.says("after 29 distractors")
    chosen(notebook, "hold", "i = 1: no gate")
    notebook.says("Without a gate the noise is added whole")
    fits_at_both_widths(notebook, tmp_path, "09")


def test_the_forget_bias_is_moved_by_the_keyboard(open_notebook, tmp_path):
    notebook = opened(open_notebook, "10_forget_gate")
    notebook.says("f = sigma(-2)")
    notebook.uncover()
    notebook.says("f = sigma(0) = 0.5, half is left after 1 step")
    notebook.press("bias b_f", "End")
    notebook.says("f = sigma(7)")
    notebook.press("steps", "ArrowLeft")
    notebook.says("lag 49")
    chosen(notebook, "compare with", "its cell alone (V2)")
    notebook.says("all roads together")
    fits_at_both_widths(notebook, tmp_path, "10")


def test_another_mistake_is_circled_when_it_is_chosen(open_notebook, tmp_path):
    notebook = opened(open_notebook, "13_forward_pass")
    notebook.says("The first cell that differs is h at step 0")
    notebook.uncover()
    notebook.press("step t", "ArrowRight")
    notebook.says("At step 2")
    chosen(notebook, "mistake", "b_f is forgotten")
    notebook.says("The first cell that differs is f at step 0")
    chosen(notebook, "cell", "the messenger")
    notebook.says("Shown: the messenger")
    fits_at_both_widths(notebook, tmp_path, "13")
