"""Lesson 01: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "w = 0.9, the state is 0, and a pulse of 1 comes in. What is the new state?",
        (Ask("01_first_state", "h", 0.76, 0.0, 1.5),),
    ),
    Question(
        "w = 1.5, and the state is stuck at 0.859. A pulse of -1 comes in. Is it erased?",
        (
            Ask(
                "01_second_pulse",
                "ten silent steps later",
                "it is back at 0.859",
                options=("it is near 0", "it is back at 0.859", "it is at -0.859"),
            ),
        ),
    ),
    Question(
        "A network reads 5 steps, another one 500. How many matrices W does each learn?",
        (
            Ask(
                "01_matrices_for_500_steps",
                "matrices",
                "1 and 1",
                options=("1 and 1", "5 and 500", "1 and 100"),
            ),
        ),
    ),
)
