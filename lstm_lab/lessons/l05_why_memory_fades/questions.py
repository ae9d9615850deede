"""Lesson 05: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "w = 0.9, a pulse of 1, then silence. What is left of an error 50 steps back?",
        (
            Ask(
                "05_left_of_one_unit",
                "is left",
                "1 in 900",
                options=("1 in 9", "1 in 900", "1 in 9,000,000"),
            ),
        ),
    ),
    Question(
        "The error of a whole state is a product of matrices. May the factors stand in any order?",
        (
            Ask(
                "05_does_the_order_matter",
                "the order",
                "matters",
                options=("matters", "does not matter"),
            ),
        ),
    ),
    Question(
        "w = 1.5, the state is stuck at 0.859. Does more of an error come back than at w = 0.9?",
        (
            Ask(
                "05_left_in_the_latch",
                "there comes back",
                "less",
                options=("more", "as much", "less"),
            ),
        ),
    ),
    Question(
        "A message of +1 or -1 at step 0, then noise. After the training, which share of the "
        "signs is right?",
        (
            Ask(
                "05_signs_right_at_lag_10",
                "after 10 steps",
                "nearly all",
                options=("about half", "nearly all"),
            ),
            Ask(
                "05_signs_right_at_lag_100",
                "after 100 steps",
                "about half",
                options=("about half", "nearly all"),
            ),
        ),
    ),
    Question(
        "A gradient is a million times smaller than the limit. What does clipping do to it?",
        (
            Ask(
                "05_what_clipping_does_to_a_small_one",
                "clipping",
                "leaves it as it is",
                options=(
                    "makes it as large as the limit",
                    "leaves it as it is",
                    "makes it smaller",
                ),
            ),
        ),
    ),
)
