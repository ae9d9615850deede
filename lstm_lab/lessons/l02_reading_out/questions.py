"""Lesson 02: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "The network gave the target 0.7. What is the error dz at the target's score?",
        (
            Ask(
                "02_error_at_the_target",
                "dz at the target",
                "-0.3",
                options=("0.7", "0.3", "-0.3", "-0.7"),
            ),
        ),
    ),
    Question(
        "64 units, 2,000 updates. How many bits does a letter of held-out text cost then?",
        (Ask("02_bits_after_2000_updates", "bits", None, 0.5, 6.5, 0.1),),
    ),
)
