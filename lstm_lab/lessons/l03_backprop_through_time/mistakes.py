"""The texts of mistakes that are made in lesson 03 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "slope-missing": Entry(
        "The slope of tanh is missing",
        "It looks as if an error passes the tanh as it is: its slope is not a factor.",
        ("Which array stands in (Q2) and (Q3): dh or da?",),
    ),
    "slope-at-old-state": Entry(
        "The slope is taken at the old state",
        "It looks as if the slope of tanh is taken at the state before the step.",
        ("Which state came out of this tanh?",),
    ),
}
