"""Mistakes of the cell state, the hidden state and the settings of the gates."""

from lstm_lab.checks.catalogue.entry import Entry

CELL = {
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
    "no-forget-gate": Entry(
        "The forget gate is not used",
        "It looks as if the old cell state was kept whole: the forget gate is not used.",
        ("Try f = 0: the old content should be gone.",),
    ),
    "poured-before-drained": Entry(
        "Poured in before the old is drained",
        "It looks as if the forget gate takes a part of the new as well.",
        ("First drain, then pour: what does f multiply, and what not?",),
    ),
    "squashed-twice": Entry(
        "Squashed once more",
        "Something that is already between -1 and 1 seems to be squashed once more.",
        ("The gates and the candidate come ready. What is left to squash, if anything?",),
    ),
    "coupled-gates": Entry(
        "One gate does the work of two",
        "It looks as if 1 minus one gate stands where the other gate belongs.",
        ("f and i are two arrays here. Are both of them in your line?",),
    ),
    "added-not-multiplied": Entry(
        "Added in place of multiplied",
        "It looks as if a gate was added. A gate is a share: it multiplies.",
        ("Try a gate of 0: what it guards should vanish.",),
    ),
    "multiplied-not-added": Entry(
        "Multiplied in place of added",
        "It looks as if the old part and the new part were multiplied.",
        ("Keep a part of the old, and then? Which word stands in the sentence?",),
    ),
    "matrix-product": Entry(
        "A matrix product in place of a product entry by entry",
        "It looks as if arrays were multiplied by @. Here each unit has a valve of its own.",
        ("All arrays have the shape (N, H), and so has the result. Which product keeps it?",),
    ),
}
