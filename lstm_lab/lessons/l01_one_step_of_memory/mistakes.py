"""The texts of mistakes that are made in lesson 01 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "tanh-missing": Entry(
        "The squashing function is missing",
        "The inside looks right, but it is not squashed.",
        ("Your result leaves the range -1 to 1. Which function keeps it in?",),
    ),
    "two-steps-back": Entry(
        "The state of two steps before",
        "It looks as if a step reads the state of two steps before.",
        ("Write down which entry of your list is read at t = 0, at t = 1 and at t = 2.",),
    ),
    "state-not-squashed": Entry(
        "The unsquashed state is carried on",
        "The first step is right. Then the next step seems to get the sum before the squashing.",
        ("Two quantities have nearly one name: a and h. Which goes to the next step?",),
    ),
}
