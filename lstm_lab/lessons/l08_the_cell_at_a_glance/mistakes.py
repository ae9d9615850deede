"""The texts of mistakes that are made in lesson 08 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "valve-out-of-range": Entry(
        "A valve stands outside 0 to 1",
        "For the wish {wish!r} the valve {name} is set to {got}. A valve is 0, shut, or 1, open.",
        ("What multiplies a number by 0, and what by 1, leaves of it nothing, and all.",),
    ),
    "wish-ignored": Entry(
        "The same valves for every wish",
        "The valves stand alike whatever is wished.",
        ("Write down the three valves for each of the five wishes first, then the function.",),
    ),
    "hidden-not-kept": Entry(
        "Hidden, and lost",
        "When the wish is to hide, the old content should stay; it is gone.",
        ("Who hides a letter does not burn it. Which valve keeps the old content?",),
    ),
    "cleared-not-emptied": Entry(
        "Silent, not empty",
        "When the wish is to clear, the old content should go; it is still there.",
        ("h is 0 in two ways: nothing is shown, or nothing is there. Which one is asked for?",),
    ),
    "old-not-dropped": Entry(
        "The old content stays",
        "When the wish is to overwrite, the new comes on top of the old: that is adding.",
        ("Which valve lets the old content go?",),
    ),
}
