"""The pictures of lessons 14 to 18 in JupyterLab, moved by keyboard; some at two widths."""


def test_the_errors_at_the_gates_are_moved_by_keyboard(run_lesson, tmp_path):
    shown = run_lesson("14_errors_at_the_gates", "explorers.gate_errors()")
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


def test_the_multiplication_table_is_moved_by_keyboard(run_lesson, tmp_path):
    shown = run_lesson("15_errors_at_the_weights", "explorers.gate_gradients()")
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


def test_the_lanes_are_walked(run_lesson):
    shown = run_lesson("16_back_through_time")
    shown.uncover()
    shown.says("30 steps back: c keeps 0.22")
    shown.choose_next("enters at")
    shown.says("enters at c of step 29")
    shown.press("forget bias", "End")
    shown.says("forget bias 5")
    shown.press("hop back", "Home")
    shown.says("Step 0:  c holds")


def test_the_lanes_are_cut(run_lesson):
    shown = run_lesson("17_what_may_be_cut")
    shown.uncover()
    shown.says("c is cut: a check over 1 step passes")
    shown.choose_next("cut")
    shown.says("h is cut")
    shown.press("forget bias", "End")
    shown.says("forget bias 5")


def test_a_suspect_is_examined_and_cleared(run_lesson):
    shown = run_lesson("18_find_the_bug")
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
