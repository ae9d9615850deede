"""The texts of mistakes that are made in lesson 15 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "one-gates-weights": Entry(
        "One gate's weights for all four errors",
        "It looks as if the errors of all four gates go through the weights of one.",
        ("Each gate has read its input through a matrix of its own. Which one?",),
    ),
    "sums-multiplied": Entry(
        "A product of two sums",
        "It looks as if the four errors are added, and the four matrices, and the sums multiplied.",
        ("Write out (a + b) * (c + d): how many products are there, and how many are due?",),
    ),
    "first-example-only": Entry(
        "One example only",
        "It looks as if only the first example is used.",
        ("All N examples were made with the same weights. What happens to N contributions?",),
    ),
}
