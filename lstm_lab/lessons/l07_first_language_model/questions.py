"""Lesson 07: what is asked without a picture, and before the training."""

from lstm_lab.shell.guess import Ask, Question

RUNGS = ("uniform", "unigram", "2-gram", "3-gram", "4-gram", "5-gram", "6-gram")
NEAREST = Question(
    "When the training is over, which rung is the network nearest to, on held-out text?",
    (Ask("07_rung_after_training", "the rung", None, options=RUNGS),),
)
QUESTIONS = (
    NEAREST,
    Question(
        "Two windows of a text follow one another. What can be passed at the border?",
        (
            Ask(
                "07_passed_at_a_border",
                "passed",
                "the state only",
                options=("the state only", "the error only", "both", "nothing"),
            ),
        ),
    ),
    Question(
        "30 letters after a bracket was opened: it is taken out. The probability of ) then ...",
        (
            Ask(
                "07_bracket_after_30_letters",
                "it",
                "hardly changes",
                options=("hardly changes", "falls to a half", "falls to a tenth"),
            ),
        ),
    ),
)
