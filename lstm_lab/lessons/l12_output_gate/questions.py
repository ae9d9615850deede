"""Lesson 12: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "The messenger's input gate listens to h, with W_i = 8. Once the output gate works, once "
        "it is stuck open. When is an answer wrong?",
        (
            Ask("12_wrong_with_a_listening_gate", "wrong", "only with o = 1",
                options=("never", "only with o = 1", "in both")),
        ),
    ),
    Question(
        "Two cells have h near 0. Which is sure?",
        (
            Ask("12_silent_or_empty", "sure is", "neither is sure",
                options=("both are empty", "both are silent", "neither is sure")),
        ),
    ),
)  # fmt: skip
