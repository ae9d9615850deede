"""The texts of mistakes that are made in lesson 15 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "first-example-only": Entry(
        "One example only",
        "It looks as if only the first example is used.",
        ("All N examples were made with the same weights. What happens to N contributions?",),
    ),
}
