"""The texts of mistakes that are made in lesson 11 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "no-forget-gate": Entry(
        "The forget gate is not used",
        "It looks as if the old cell state was kept whole: the forget gate is not used.",
        ("Try f = 0: the old content should be gone.",),
    ),
    "poured-before-drained": Entry(
        "Poured in before the old is let go",
        "It looks as if the forget gate takes a part of the new as well.",
        ("First keep, then pour: what does f multiply, and what not?",),
    ),
    "coupled-gates": Entry(
        "One gate does the work of two",
        "It looks as if 1 minus one gate stands where the other gate belongs.",
        ("f and i are two arrays here. Are both of them in your line?",),
    ),
}
