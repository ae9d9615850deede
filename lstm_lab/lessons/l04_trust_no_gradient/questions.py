"""Lesson 04: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "Two networks learn to copy a third one; one goes down the enemy's gradient.",
        (
            Ask(
                "04_loss_with_the_enemy",
                "its loss",
                "falls to less than a tenth",
                options=("rises", "stays about the same", "falls to less than a tenth"),
            ),
        ),
    ),
    Question(
        "The input is multiplied by 0, forward and back. Does a gradient check complain?",
        (
            Ask(
                "04_deaf_network",
                "the check",
                "passes",
                options=("passes", "complains of U", "complains of xs"),
            ),
        ),
    ),
)
