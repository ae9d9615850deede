"""Lesson 09: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "A cell holds a message of 0.72 and adds thirty random values, each between -1 and 1. How "
        "far is it off then, as a root mean square?",
        (
            Ask("09_off_without_a_gate", "off by", "about five times the message",
                options=("about a tenth of the message", "about the message itself",
                         "about five times the message")),
        ),
    ),
    Question(
        "Thirty drops leak through the gate. How much more comes in when all are above 0 than when "
        "their signs are random, as a root mean square?",
        (
            Ask("09_one_sided_noise", "more by", "about 5 times",
                options=("as much", "about 2 times", "about 5 times", "about 30 times")),
        ),
    ),
)  # fmt: skip
