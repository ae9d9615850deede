"""Lesson 08: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "The noise at step 9 is turned over, from 0.9 to -0.9. The message stays 0.9. What becomes "
        "of the plain unit's answer at step 9?",
        (
            Ask("08_rnn_answer_to_other_noise", "its answer", "turns over as well",
                options=("stays as it is", "moves by a tenth", "turns over as well")),
        ),
    ),
)  # fmt: skip
