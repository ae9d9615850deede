"""The texts of mistakes that are made in lesson 05 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "clip-per-array": Entry(
        "Each array is clipped alone",
        "It looks as if each array was clipped by its own norm.",
        ("One norm for all arrays together keeps the direction of the step.",),
    ),
    "order-reversed": Entry(
        "The factors stand in the reverse order",
        "The right factors are multiplied, in the reverse order. A @ B is not B @ A.",
        ("Which step does a change of h_s meet first? Its factor stands on the left.",),
        whole=True,
    ),
    "product-turned": Entry(
        "The product is turned over",
        "It looks as if the rows and the columns of the whole product are exchanged.",
        ("Row i belongs to a unit of the first state, column j to one of the last. And in yours?",),
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
        whole=True,
    ),
}
