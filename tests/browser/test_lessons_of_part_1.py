"""The pictures of lessons 03 to 06 in JupyterLab, moved by keyboard alone."""


def test_the_walk_of_the_error_is_moved_by_keyboard(run_lesson, tmp_path):
    shown = run_lesson("03_backprop_through_time")
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


def test_the_step_and_the_map_are_moved_by_keyboard(run_lesson, tmp_path):
    step = run_lesson("04_trust_no_gradient", "explorers.numeric_gradient()")
    step.uncover()
    step.says("At eps = 1e-5")
    step.page.screenshot(path=tmp_path / "step.png")
    step.press("power of ten of eps", "ArrowRight")
    step.says("At eps = 2e-5")
    chart = step.notebook.shown("explorers.gradient_heatmap()")
    chart.uncover()
    chart.says("Suspect A: wrong in every row")
    chart.page.screenshot(path=tmp_path / "map.png")
    chart.choose_next("the test")
    chart.says("Suspect A is wrong, and passes")
    chart.choose_next("backward pass")
    chart.says("Suspect B: wrong in W, at its only step")
    last = step.notebook.shown("explorers.gradient_heatmap(cell=enemy)")
    last.says("This cell's backward pass: wrong")
    step.notebook.has_no_errors()


def test_the_lag_and_the_radius_are_moved_by_the_arrow_keys(run_lesson):
    shown = run_lesson("05_why_memory_fades")
    shown.uncover()
    shown.says("lag 50, with tanh: 4.5e-10")
    shown.press("lag", "ArrowLeft")
    shown.says("lag 49, with tanh")
    shown.press("radius of W", "End")
    shown.says("spectral radius 2.5")
    shown.press("lag", "Home")
    shown.says("lag 0, with tanh: 1")


def test_the_output_is_moved_by_the_arrow_keys_and_its_light_cone_follows(run_lesson):
    shown = run_lesson("06_two_directions_and_depth")
    shown.uncover()
    shown.says("output 30 sees 41 of 41 inputs")
    shown.press("output step", "ArrowLeft")
    shown.says("output 29 sees")
    shown.press("input step", "End")
    shown.says("input 40, 11 steps after the output")
