"""Lesson 13: what is asked without a picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "16 units, a message at an unknown moment, 300 updates. Which share of the signs is right"
        " then?",
        (
            Ask(
                "13_plain_at_an_unknown_moment",
                "a plain RNN",
                "about half",
                options=("about half", "nearly all"),
            ),
            Ask(
                "13_LSTM_at_an_unknown_moment",
                "an LSTM",
                "nearly all",
                options=("about half", "nearly all"),
            ),
        ),
    ),
    Question(
        "Two new networks, an error of size 1 at the answer. 20 steps back, where does more of it"
        " arrive?",
        (
            Ask(
                "13_more_arrives_20_steps_back",
                "more arrives in",
                "neither, within a factor of 3",
                options=(
                    "the plain one, 10 times",
                    "the LSTM, 10 times",
                    "neither, within a factor of 3",
                ),
            ),
        ),
    ),
)
