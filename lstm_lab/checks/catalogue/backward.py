"""Mistakes of the way back through a recurrent network, and of gradient checks."""

from lstm_lab.checks.catalogue.entry import Entry

BACKWARD = {
    "c-cached-late": Entry(
        "The new cell state stands where the old one belongs",
        "It looks as if c of step t is used where c of step t - 1 is needed.",
        ("Which c did the forget gate multiply on the way forward?",),
    ),
    "h-cached-late": Entry(
        "The new hidden state stands where the old one belongs",
        "It looks as if h of step t is used where h of step t - 1 is needed.",
        ("Which h met the recurrent weights on the way forward?",),
    ),
    "dc-carry-dropped": Entry(
        "The error from the later step is overwritten",
        "The error that comes back from step t + 1 is lost.",
        ("Two roads lead into the cell state. Errors from two roads add up.",),
    ),
    "sigma-not-derivative": Entry(
        "The gate in place of its slope",
        "It looks as if the gate itself stands where its derivative belongs.",
        ("The derivative of sigma can be written with sigma alone. How?",),
    ),
    "derivative-of-activated": Entry(
        "Squashed twice",
        "It looks as if a derivative was taken at a value that is already squashed.",
        ("Is your array the pre-activation a, or the value after the squashing?",),
    ),
    "upstream-missing": Entry(
        "The incoming error is missing",
        "It looks as if the error from above is not a factor.",
        ("The chain rule: local slope times the error that arrives. Where does yours arrive?",),
    ),
    "article-e1": Entry(
        "Another gate's error in the input gate's weights",
        "The input gate's weights look as if they were built from the candidate's error.",
        ("The bias of the input gate is right. From which error was that one built?",),
    ),
    "dh-carry-missing": Entry(
        "The error does not walk back through h",
        "Right at the last step, wrong before it: the error through h of the step before is not "
        "handed on.",
        ("What reaches h of step t, besides its own output's error?",),
    ),
    "dc-carry-missing": Entry(
        "The error does not walk back through c",
        "Right at the last step, wrong before it: the error through c of the step before is not "
        "handed on.",
        ("The cell state of step t also feeds step t + 1. By which factor?",),
    ),
    "computed-not-passed": Entry(
        "Computed, but not handed on",
        "The error for the step before seems to be computed and then not used by the next turn of "
        "the loop.",
        ("Which name does the next turn read? Which name did this turn write?",),
    ),
    "overwritten": Entry(
        "Each step overwrites the sum",
        "The weights' gradients hold one step only: each turn of the loop overwrites them.",
        ("One weight is used T times. What happens to T contributions?",),
    ),
    "bias-not-summed": Entry(
        "The bias's gradient is not summed over the examples",
        "The bias's gradient is not summed, or over the wrong axis.",
        ("b has shape (H,), the error has shape (N, H). Which axis has to go, and how?",),
    ),
    "slope-missing": Entry(
        "The slope of tanh is missing",
        "It looks as if an error passes the tanh as it is: its slope is not a factor.",
        ("Which array stands in (Q2) and (Q3): dh or da?",),
    ),
    "tanh-not-derivative": Entry(
        "The tanh in place of its slope",
        "It looks as if the squashed value itself stands where the slope of tanh belongs.",
        ("How steep is tanh where its value is 0? And where it is near 1?",),
    ),
    "slope-of-sigmoid": Entry(
        "The slope of the other squashing function",
        "It looks as if the slope of the sigmoid stands where the slope of tanh belongs.",
        ("h (1 - h) belongs to a value between 0 and 1. Between which numbers does tanh lie?",),
    ),
    "slope-not-squared": Entry(
        "The slope of tanh is another one",
        "It looks as if 1 - h stands where the slope of tanh belongs.",
        ("tanh is equally steep at h = .5 and at h = -.5. Is your slope?",),
    ),
    "slope-at-old-state": Entry(
        "The slope is taken at the old state",
        "It looks as if the slope of tanh is taken at the state before the step.",
        ("Which state came out of this tanh?",),
    ),
    "averaged": Entry(
        "Averaged, not summed",
        "It looks as if a sum over the examples is divided by their number.",
        ("The loss has its own mean already, inside dh. What is left for the examples?",),
    ),
    "above-missing": Entry(
        "Only the last state's error is used",
        "It looks as if only the last state had an error from above; each state has one.",
        ("What are the two parts of dh at step t? Where is dhs[t]?",),
    ),
    "walks-forward": Entry(
        "The error walks in the wrong direction",
        "It looks as if the loop begins at the first step: the error is handed to later states.",
        ("Which step is the only one that nothing comes back to? Begin there.",),
    ),
    "dh0-late": Entry(
        "The error stops one state too early",
        "dh0 looks like the error at the first state, not like the one at the state before it.",
        ("h0 stands before the first step. Has the error passed that step?",),
    ),
    "dh0-zero": Entry(
        "Nothing arrives at h0",
        "dh0 is zero, though the first step did read h0.",
        ("What does the last turn of the loop hand on, and to whom?",),
    ),
    "clip-per-array": Entry(
        "Each array is clipped alone",
        "It looks as if each array was clipped by its own norm.",
        ("One norm for all arrays together keeps the direction of the step.",),
    ),
    "gradcheck-eps": Entry(
        "The step is too small or too large",
        "The numeric gradient is too rough: the step, or the dtype, does not fit.",
        ("Half the digits of a float64 are lost at a step of 1e-8, and more below.",),
    ),
    "gradcheck-not-restored": Entry(
        "The array is left moved",
        "After the check the array is not what it was.",
        ("Put each entry back before you move the next.",),
    ),
    "one-sided": Entry(
        "One side only",
        "It looks as if the array is moved to one side only. Such a difference is far less exact.",
        ("Move the entry up, and down, and compare the two values of f.",),
    ),
    "moved-a-copy": Entry(
        "f does not notice the move",
        "Every entry is zero: f does not see the array move. It reads the array it was made for, "
        "and not a copy.",
        (
            "array.copy(), array + eps, array.flatten() and astype make new arrays.",
            "array[where] = ... writes into the array itself.",
        ),
    ),
    "moved-together": Entry(
        "All entries are moved at once",
        "Every entry is the same number: it looks as if all entries are moved together.",
        ("Each entry has its own gradient: move one, and leave the others.",),
    ),
    "step-not-doubled": Entry(
        "Another distance than the one moved",
        "It looks as if the difference is divided by another distance than the one between the two "
        "points.",
        ("How far apart are a + eps and a - eps?",),
    ),
    "not-divided": Entry(
        "Not divided by the distance",
        "The differences of f are there, but not the slope.",
        ("A slope is a height over a distance.",),
    ),
    "entry-by-entry": Entry(
        "Entry by entry",
        "It looks as if each entry is divided alone. A single entry near zero then decides it all.",
        ("One number for the difference, one for the size, and one division at the end.",),
    ),
    "not-relative": Entry(
        "Not relative",
        "The distance is there, but it is not compared with the size of the arrays.",
        ("Multiply a and b by 1000: a relative error stays the same.",),
    ),
    "another-scale": Entry(
        "Divided by something else",
        "The distance is divided, but not by the sum of the two norms.",
        ("Exchange a and b, or take b = -a: what should come out?",),
    ),
    "difference-of-norms": Entry(
        "The norms are subtracted",
        "It looks as if the norms are subtracted, and not the arrays.",
        ("Take b = -a: both have the same norm, and yet they are as far apart as can be.",),
    ),
    "root-missing": Entry(
        "The root is missing",
        "It looks as if squares are compared, not norms.",
        ("np.linalg.norm takes the root for you.",),
    ),
    "another-norm": Entry(
        "Another norm",
        "The idea is right, but the size of an array is measured in another way.",
        ("The root of the sum of the squares is asked for.",),
    ),
    "zero-by-zero": Entry(
        "Zero divided by zero",
        "Right for ordinary arrays, but when both are zero, zero is divided by zero.",
        ("Two zero gradients agree. What should come back?",),
    ),
    "name-not-error": Entry(
        "The names are compared",
        "It looks as if the names are compared, and the last one in the alphabet wins.",
        ("max of a dictionary compares its keys, unless you say by what: key=...",),
    ),
    "error-returned": Entry(
        "The error is returned",
        "The largest error comes back; its parameter's name is asked for.",
        ("Which name has this error?",),
    ),
    "smallest-returned": Entry(
        "The smallest error",
        "It looks as if the parameter with the smallest error is named.",
        ("Which one looks guilty: the smallest or the largest error?",),
    ),
    "order-trusted": Entry(
        "The order is trusted",
        "It looks as if the name is taken by its place, whatever the errors are.",
        ("The report is not sorted. Compare the errors.",),
    ),
    "whole-row-returned": Entry(
        "Name and error together",
        "The name comes back together with its error; the name alone is asked for.",
        ("A pair has two entries: take the first.",),
    ),
    "place-returned": Entry(
        "The place is returned",
        "The number of the place comes back; the parameter's name is asked for.",
        ("Which name stands at that place?",),
    ),
    "trivial-check": Entry(
        "A check that cannot fail",
        "This check would pass a wrong gradient too.",
        ("Try T of at least 3, random errors, and states that are not zero.",),
    ),
}
