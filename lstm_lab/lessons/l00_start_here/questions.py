"""Lesson 00: what is asked about the first picture."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "What does the coloured unit keep track of?",
        (
            Ask(
                "00_what_the_unit_follows",
                "it follows",
                "what stands in quotes",
                options=(
                    "what stands in quotes",
                    "what stands in brackets",
                    "capital letters",
                    "the length of a word",
                ),
            ),
        ),
        finding="Type a word between quotation marks once more: the colour turns at the first mark "
        "and turns back at the second. The next cell says how well the two agree on new text.",
    ),
)
