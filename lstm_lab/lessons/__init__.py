"""The lessons, a folder each: its exercises, its pictures, and what else it alone needs.

Nothing is imported here: `lstm_lab.checks` and `lstm_lab.explorers` gather what they need.
"""

LESSONS = (
    "l00_start_here",
    "l01_one_step_of_memory",
    "l02_reading_out",
    "l03_backprop_through_time",
    "l04_trust_no_gradient",
    "l05_why_memory_fades",
    "l06_two_directions_and_depth",
    "l07_first_language_model",
    "l08_the_cell_at_a_glance",
    "l09_input_gate",
    "l10_forget_gate",
    "l11_cell_state",
    "l12_output_gate",
    "l13_forward_pass",
    "l14_errors_at_the_gates",
    "l15_errors_at_the_weights",
    "l16_back_through_time",
    "l17_what_may_be_cut",
    "l18_find_the_bug",
    "l19_it_finds_the_gates",
)
