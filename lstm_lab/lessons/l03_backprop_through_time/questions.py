"""Lesson 03: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "No error is handed to the step before. Which of the six gradients dx stay right?",
        (
            Ask(
                "03_which_dx_stay_right",
                "right",
                "only dx_5",
                options=("all", "only dx_0", "only dx_5", "none"),
            ),
        ),
    ),
)
