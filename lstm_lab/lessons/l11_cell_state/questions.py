"""Lesson 11: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "Of 400 candidates with a mean near 0.4, a cell with f = 0.9 and i = 0.1 takes a tenth "
        "each. Where does it stand most of the time?",
        (
            Ask("11_held_with_i_a_tenth", "it stands", "near 0.4",
                options=("near 0.04", "near 0.4", "near 4", "near 160")),
        ),
    ),
    Question(
        "One cell holds 5, another 40. Through an open output gate, by how much do the two h "
        "differ?",
        (
            Ask("11_tanh_of_5_and_40", "they differ", "by less than 0.001",
                options=("by 0.1 or more", "by about 0.01", "by less than 0.001")),
        ),
    ),
    Question(
        "The cell pours in 1 first, and then drains to f = 0.9 of all. Where does it come to rest?",
        (
            Ask("11_ceiling_when_poured_first", "at", "9", options=("9", "10", "11")),
        ),
    ),
)  # fmt: skip
