"""The texts of mistakes that are made in lesson 14 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "slope-of-the-partner": Entry(
        "The slope of the partner",
        "It looks as if a slope was taken of the other factor of the product, which stands still.",
        ("Only one of the two is moved here. What does the other one do to the result?",),
    ),
    "slope-at-another-place": Entry(
        "The slope is taken at another place",
        "The slope of tanh is a factor, but it looks as if it was taken of another value.",
        ("What went into this tanh on the way forward, and what came out of it?",),
    ),
    "partner-missing": Entry(
        "The other factor of the product is missing",
        "On the way forward this value was multiplied by another one, which is missing here.",
        ("By how much does a * b move when a moves by 1?",),
    ),
    "partner-squashed": Entry(
        "The other factor is squashed once more",
        "It looks as if the gate's partner went through a tanh that is not there on the way "
        "forward.",
        ("Look at (L4). What stands beside the gate there?",),
    ),
}
