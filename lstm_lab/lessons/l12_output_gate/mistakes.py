"""The texts of mistakes that are made in lesson 12 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "curtain-inverted": Entry(
        "Shown where it should be hidden",
        "It looks as if 1 minus o says how much is shown.",
        ("With o = 1 all of the squashed cell state is shown. And in yours?",),
    ),
}
