"""Lesson 06: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "Two examples, one of 6 steps, one of 3 with padding behind it. Where must the backward "
        "stream of the short one start?",
        (Ask("06_where_the_short_one_starts", "at step", "2", options=("0", "2", "5")),),
    ),
    Question(
        "The last input is changed. In which of the two networks does the output at step 0 change?",
        (
            Ask(
                "06_which_outputs_change",
                "it changes with",
                "two directions",
                options=("two directions", "two layers", "both", "neither"),
            ),
        ),
    ),
    Question(
        "Error at the last output, 30 steps back to the input, one layer or two. How much more "
        "arrives with two?",
        (
            Ask(
                "06_gain_of_a_second_layer",
                "with two layers",
                "tens of times more",
                options=("less", "about as much", "tens of times more", "millions of times more"),
            ),
        ),
    ),
    Question(
        "Two layers, the second one as steep as the first. How much more arrives than with one?",
        (
            Ask(
                "06_gain_at_equal_slopes",
                "with two layers",
                "about 10 times",
                options=("no more", "about 10 times", "about 100 times"),
            ),
        ),
    ),
)
