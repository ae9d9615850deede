"""The pictures of lessons 08 to 13 in JupyterLab, moved by keyboard; some at two widths."""


def test_a_stuck_valve_is_chosen_and_the_step_moved_by_the_keyboard(run_lesson):
    shown = run_lesson("08_the_cell_at_a_glance")
    shown.says("the cell answers 0.61 and -0.53: both right")
    shown.uncover()
    shown.says("the answers are 0.61 and 0.12, the second is wrong")
    shown.press("step t", "ArrowLeft")
    shown.says("At step 14")
    shown.press("step t", "Home")
    shown.says("At step 0")
    shown.choose("stuck valve", "i = 1")
    shown.says("the answers are 0.99 and -0.65, both wrong")


def test_the_wall_is_closed_further_by_the_keyboard(run_lesson, tmp_path):
    shown = run_lesson("09_input_gate")
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


def test_the_forget_bias_is_moved_by_the_keyboard(run_lesson, tmp_path):
    shown = run_lesson("10_forget_gate")
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


def test_the_tank_is_filled_half_step_by_half_step(run_lesson):
    shown = run_lesson("11_cell_state")
    shown.says("An empty tank")
    shown.uncover()
    shown.says("After 40 steps c is 9.85")
    shown.press("half-step", "ArrowLeft")
    shown.says("Step 40, first half")
    shown.press("forget gate f", "End")
    shown.says("a counter")


def test_the_curtain_is_moved_by_the_keyboard_and_c_stays(run_lesson):
    shown = run_lesson("12_output_gate")
    shown.says("The curtain is open: c = 0.90")
    shown.uncover()
    shown.says("c jumps from 0.90 to 1.86, and no gate notices")
    shown.press("step t", "ArrowLeft")
    shown.says("The curtain is shut: c is 0.90 all the same, and h = 0.0018")
    shown.press("a_o", "End")
    shown.says("The curtain is open: c = 0.90")


def test_another_mistake_is_circled_when_it_is_chosen(run_lesson, tmp_path):
    shown = run_lesson("13_forward_pass")
    shown.says("The first value that differs is h at step 0")
    shown.uncover()
    shown.press("step t", "ArrowRight")
    shown.says("At step 2")
    shown.choose("mistake", "b_f is forgotten")
    shown.says("The first value that differs is f at step 0")
    shown.choose("weights", "the messenger")
    shown.says("Shown: the messenger")
    shown.fits_at_both_widths(tmp_path)
