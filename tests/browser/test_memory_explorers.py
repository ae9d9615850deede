"""The pictures of lessons 05 and 06, moved by keyboard in JupyterLab."""


def uncovered(open_notebook, lesson):
    """Run a lesson and show its first picture in full."""
    notebook = open_notebook(f"notebooks/{lesson}.ipynb")
    notebook.run_all()
    notebook.uncover()
    return notebook


def test_the_lag_and_the_radius_are_moved_by_the_arrow_keys(open_notebook):
    notebook = uncovered(open_notebook, "05_why_memory_fades")
    notebook.says("lag 50, with tanh: 3.1e-8")
    notebook.press("lag", "ArrowLeft")
    notebook.says("lag 49, with tanh")
    notebook.press("radius of W", "End")
    notebook.says("spectral radius 2.5")
    notebook.press("lag", "Home")
    notebook.says("lag 0, with tanh: 1")


def test_the_output_is_moved_by_the_arrow_keys_and_its_light_cone_follows(open_notebook):
    notebook = uncovered(open_notebook, "06_two_directions_and_depth")
    notebook.says("output 30 sees 41 of 41 inputs")
    notebook.press("output step", "ArrowLeft")
    notebook.says("output 29 sees")
    notebook.press("input step", "End")
    notebook.says("input 40, 11 steps after the output")
