"""Mistakes of the errors at the gates and at the weights."""

from lstm_lab.checks.catalogue.entry import Entry

GATE_ERRORS = {
    "half-a-slope": Entry(
        "Half of the slope",
        "It looks as if one of the two factors of sigma's slope is missing.",
        ("At which values of a gate is its sigmoid flat? Your factor must be 0 at both of them.",),
    ),
    "slope-not-there": Entry(
        "The slope of the squashing is missing",
        "It looks as if the error passes the squashing as it is: its slope is not a factor.",
        ("The error is asked for in front of the sigmoid or tanh. Has it gone through?",),
    ),
    "slope-of-the-other": Entry(
        "The slope of the other squashing function",
        "It looks as if the slopes of sigmoid and tanh are exchanged.",
        ("Where the value is 0.5, sigma has the slope 0.25, and tanh has 0.75. Which is yours?",),
    ),
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
    "partner-not-squashed": Entry(
        "The other factor is not squashed",
        "It looks as if the gate's partner stands here as it was before its tanh.",
        ("By what was this gate multiplied on the way forward: c, or something made of c?",),
    ),
    "partner-squashed": Entry(
        "The other factor is squashed once more",
        "It looks as if the gate's partner went through a tanh that is not there on the way "
        "forward.",
        ("Look at (L4). What stands beside the gate there?",),
    ),
    "own-value-not-partners": Entry(
        "The own value in place of the partner's",
        "It looks as if the value itself stands where the other factor of its product belongs.",
        ("By how much does a * b move when a moves by 1: by a, or by b?",),
    ),
    "road-through-h-missing": Entry(
        "One road into the cell state is missing",
        "Only what step t + 1 hands back is there; h of this step is made of c as well.",
        ("Which line of the step forward reads c? What does it send back?",),
    ),
    "gate-left-out": Entry(
        "A gate is left out",
        "It looks as if one of the four gates sends nothing back.",
        ("Four gates read the same arrays. Count the terms of your sum.",),
    ),
    "error-of-another-gate": Entry(
        "Another gate's error",
        "It looks as if an array was built from another gate's error.",
        ("Compare the endings: dW_i, dU_i and db_i belong to one and the same error.",),
    ),
    "gradients-in-another-order": Entry(
        "The gradients stand in another order",
        "The right arrays, in another order than the parameters have.",
        ("Which comes after W_i in params? Compare name by name with the docstring.",),
    ),
    "first-example-only": Entry(
        "One example only",
        "It looks as if only the first example is used.",
        ("All N examples were made with the same weights. What happens to N contributions?",),
    ),
}
