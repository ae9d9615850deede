"""Lesson 10: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "Nothing is ever taken out of the cell. It stored tanh(0.9) = 0.72 at step 2 and "
        "tanh(-0.7) = -0.60 at step 11. What does it hold at step 15?",
        (
            Ask("10_held_at_the_second_question", "it holds", "0.12",
                options=("0.72", "0.12", "-0.60")),
        ),
    ),
    Question(
        "Messages tanh(v), with v from N(0, 1), are added up. How large is |c| after 100 of them, "
        "on average?",
        (
            Ask("10_size_after_100_random_signs", "random signs", 4.9, 0.5, 500.0, log=True),
            Ask("10_size_after_100_of_one_sign", "one sign", 56.0, 0.5, 500.0, log=True),
        ),
    ),
    Question(
        "A trained unit follows quotation marks. What do its gates do at the mark that opens one?",
        (
            Ask("10_gates_at_a_quotation_mark", "it", "f shut, i open: overwrites",
                options=("f open, i shut: keeps", "f open, i open: adds",
                         "f shut, i open: overwrites", "f shut, i shut: clears")),
        ),
    ),
    Question(
        "For which network is the product of its forget gates the whole derivative of c_t by c_s?",
        (
            Ask("10_where_V2_is_the_whole", "whole for", "W = 0",
                options=("W = 0", "W as drawn", "both", "neither")),
        ),
    ),
    Question(
        "An error walks 50 steps back. A new LSTM with b_f = 0, against a new RNN with an "
        "orthogonal W: what is left of the error in the LSTM is",
        (
            Ask("10_b_0_against_an_orthogonal_RNN", "left", "smaller",
                options=("smaller", "about the same", "larger")),
        ),
    ),
)  # fmt: skip
