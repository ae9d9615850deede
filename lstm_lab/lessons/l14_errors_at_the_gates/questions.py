"""Lesson 14: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

SHARES = ("none", "about a quarter", "about half", "all")
QUESTIONS = (
    Question(
        "dh is forgotten as a factor. Which share of the signs of da_f is wrong then?",
        (
            Ask("14_wrong_signs_without_dh", "dh at random", "about half", options=SHARES),
            Ask("14_wrong_signs_with_ones", "dh = 1", "none", options=SHARES),
        ),
    ),
    Question(
        "One scene silences all four gates at once, as long as no error comes from later steps.",
        (
            Ask(
                "14_scene_that_silences_all",
                "the scene",
                "o is shut",
                options=("i is shut", "c is full", "o is shut", "c_prev = 0"),
            ),
        ),
    ),
)
