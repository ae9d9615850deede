"""Mistakes with products of steps, clipping, two directions and depth."""

from lstm_lab.checks.catalogue.entry import Entry

LONG_MEMORY = {
    "order-reversed": Entry(
        "The factors stand in the reverse order",
        "The right factors are multiplied, in the reverse order. A @ B is not B @ A.",
        ("Which step does a change of h_s meet first? Its factor stands on the left.",),
    ),
    "slope-on-rows": Entry(
        "The slope multiplies the rows",
        "It looks as if the slope of tanh multiplies the rows of W. It belongs to the new state.",
        (
            "W[i, j] leads from unit i of the old state to unit j of the new one. "
            "Whose slope is it?",
        ),
    ),
    "slope-left-out": Entry(
        "The slope of tanh is missing",
        "It looks as if W alone was multiplied: the slope of tanh is not a factor.",
        ("How much of a small change passes a tanh whose value is near 1?",),
    ),
    "entry-by-entry-product": Entry(
        "Entry by entry in place of a matrix product",
        "It looks as if the factors were multiplied entry by entry.",
        ("A unit reaches another one by many ways, which add up. Which product adds up?",),
    ),
    "step-left-out": Entry(
        "A step is left out",
        "One factor is missing: each of the T states in hs has one.",
        ("How many turns does your loop make when hs holds one state?",),
    ),
    "weights-once": Entry(
        "W is used once",
        "It looks as if W was used at one step only.",
        ("Each step back passes W once more.",),
    ),
    "added-up": Entry(
        "Added in place of multiplied",
        "The factors of the steps are added; the chain rule multiplies them.",
        ("How do two steps, one after the other, change a small difference?",),
    ),
    "last-step-alone": Entry(
        "One step only",
        "The factor of one step is returned, not the product of all.",
        ("Does each turn of the loop use what the turn before has made?",),
    ),
    "clip-by-value": Entry(
        "Each number is clipped alone",
        "It looks as if every number was cut off at the limit. That turns the direction.",
        ("All numbers shrink by one and the same factor.",),
    ),
    "clip-missing": Entry(
        "Nothing is clipped",
        "The gradients come back as they were.",
        (
            "A loop's own name may be assigned anew: for g in grads: g = ... changes no list.",
            "Build a new list from the shortened arrays.",
        ),
    ),
    "always-scaled": Entry(
        "Small gradients are made larger",
        "Right above the limit. Below it the gradients should come back as they are.",
        ("What should the factor be when the norm is smaller than the limit?",),
    ),
    "clip-inverted": Entry(
        "The factor is the other way round",
        "It looks as if large gradients grew, or the small ones were the ones to be changed.",
        ("With a norm of 10 and a limit of 1, by which number do you multiply?",),
    ),
    "norms-added": Entry(
        "The norms are added",
        "It looks as if the norms of the arrays were added. Their squares are what adds up.",
        ("Two arrays [3] and [4] have a norm of 5 together.",),
    ),
    "norm-after": Entry(
        "The norm after clipping",
        "The gradients are right. The norm should be the one before clipping.",
        ("Who trains wants to know how large the gradients were.",),
    ),
    "backward-runs-forward": Entry(
        "Both streams run forwards",
        "The second stream reads the sequence in the same direction as the first.",
        ("What must the second stream see first?",),
    ),
    "one-set-of-weights": Entry(
        "Both directions share their weights",
        "It looks as if both directions used the same parameters.",
        ("Each direction has its own. Which of the two does each run get?",),
    ),
    "halves-swapped": Entry(
        "The halves are exchanged",
        "It looks as if the two directions stood in the wrong order.",
        ("Forwards first, backwards second.",),
    ),
    "added-not-joined": Entry(
        "Added in place of joined",
        "The two streams are added; they should stand side by side.",
        ("The result has twice as many units.",),
    ),
    "batch-turned": Entry(
        "The examples are turned round",
        "It looks as if the wrong axis was reversed: the examples instead of the steps.",
        ("In (T, N, D) time is the first axis.",),
    ),
    "state-handed-over": Entry(
        "The second stream starts where the first one ended",
        "The backward stream should start from zeros, not from the last state of the other one.",
        ("Two streams, two starts.",),
    ),
    "one-direction-only": Entry(
        "One direction is missing",
        "The input's error comes from one direction only.",
        ("Each input was read twice. What happens to two errors at one place?",),
    ),
    "not-handed-down": Entry(
        "The error is not handed down",
        "It looks as if every layer got the error of the top one.",
        ("The error at a layer's input is the error at another layer's output. Which one?",),
    ),
    "gradients-in-walking-order": Entry(
        "The gradients stand in the order of the walk",
        "The right gradients, the top layer's first. The lowest layer's should come first.",
        ("You walk down from the top. In which order does your list grow?",),
    ),
    "walks-up": Entry(
        "The walk begins at the lowest layer",
        "It looks as if the lowest layer got the error first.",
        ("The loss is above the top layer. Where does the error arrive first?",),
    ),
}
