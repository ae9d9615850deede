"""Every mistake with a name: its title, what the learner is told, and the next steps.

Words in braces are filled in by the check. No entry holds the answer: it says where to look.
"""

from __future__ import annotations

from typing import NamedTuple

from lstm_lab.checks.report import Finding


class Entry(NamedTuple):
    """title: a few words; message: what it looks like; hints: next steps, each says more."""

    title: str
    message: str
    hints: tuple = ()


def finding(mistake, stage="form", note="", more=(), **details):
    """Return the Finding of a mistake, its braces filled from `details`.

    Parameters: mistake, an id; stage, as in Finding; note, a sentence to add to the message;
    more, hints to add. Raises KeyError for an id that is not in the catalogue.
    """
    entry = CATALOGUE[mistake]
    message = " ".join(part for part in (entry.message.format(**details), note) if part)
    return Finding(mistake, message, (*(h.format(**details) for h in entry.hints), *more), stage)


FORM = {
    "not-a-function": Entry(
        "Not a function",
        "The check needs the function itself, and was given {got}.",
        ("Write the name without brackets: checks.{name}({name}).",),
    ),
    "wrong-arguments": Entry(
        "Wrong number of arguments",
        "The function must take {count}: {names}. Yours cannot be called that way.",
        ("Compare the line that begins with def with the one of the exercise.",),
    ),
    "arguments-reordered": Entry(
        "Arguments in another order",
        "The arguments come in the order {names}; the def line has {got}.",
        ("Only the order counts, not the names: put the def line back as it was.",),
    ),
    "raised": Entry(
        "The function stops with an error",
        "The function stops with {error}{place}. {sentence}",
        (
            "Call the function yourself in a new cell, with small arrays, and read the last line "
            "of the error.",
            "Print the shape of each array in the line before the one that stops.",
        ),
    ),
    "returned-nothing": Entry(
        "Nothing is returned",
        "The function returns None. Did you forget return?",
        ("The last line of the function says what comes back: return ...",),
    ),
    "wrong-type": Entry(
        "The result is of another kind",
        "{what} must be {want}, but the function returns {got}.",
        ("{advice}",),
    ),
    "wrong-length": Entry(
        "Too many or too few results",
        "{what} must be {want}, but the function returns {got}.",
        ("Count what stands after return, and compare it with the exercise.",),
    ),
    "wrong-shape": Entry(
        "The result has another shape",
        "{what} must have shape {want}, but it has shape {got}{where}.",
        ("{advice}", "Write the shape of every product beside your line, and follow the axes."),
    ),
    "wrong-dtype": Entry(
        "The result holds another kind of number",
        "{what} must hold real numbers with a fraction (float64), but it holds {got}.",
        ("Did you make an array of whole numbers, or round? np.zeros(shape) makes floats.",),
    ),
    "not-finite": Entry(
        "The result is not finite",
        "{what} holds {got}{where}.",
        (
            "Look for a division by zero, a logarithm of zero, or an exp of a large number.",
            "An array made by np.empty holds anything until every entry is written.",
        ),
    ),
    "caller-changed": Entry(
        "The caller's arrays are changed",
        "The function changes its argument {names} in place. Who calls it still needs the old "
        "numbers.",
        (
            "Look for +=, -=, *= or an assignment to [...] on an argument, or on another name for "
            "the same array.",
            "A plain operation such as a - b makes a new array and leaves the old one alone.",
        ),
    ),
    "changes-between-calls": Entry(
        "Two equal calls give two results",
        "The same arguments give another result when the function is called again.",
        (
            "A function should use its arguments only. Look for a name from outside, a random "
            "draw that does not come from an argument, or np.empty.",
        ),
    ),
    "result-overwritten": Entry(
        "A later call changes an earlier result",
        "A second call overwrites the array that the first call returned.",
        ("Make a new array inside the function at each call.",),
    ),
}

FORWARD = {
    "h0-ignored": Entry(
        "The given initial state is not used",
        "It looks as if the sequence starts from zeros, not from the state that was given.",
        (
            "Right when h0 is zero, wrong otherwise: which state does the first step get?",
            "An index t - 1 at t = 0 is also a cause: it reads the last entry of an array.",
        ),
    ),
    "time-wraps": Entry(
        "An index before the beginning",
        "It looks as if an index t - 1 is used at t = 0. In Python the index -1 is the last entry, "
        "so the step before the beginning is read from the wrong place.",
        (
            "Work out by hand which entry is read at t = 0, and at t = 1.",
            "Keep the state in a name of its own that begins as the given one.",
        ),
    ),
    "state-reset": Entry(
        "The state starts anew at each step",
        "It looks as if every step starts from the initial state: nothing is remembered.",
        (
            "What does step t get as its previous state? And what should it get at t = 1?",
            "Is the recurrent term there at all, and is the new state kept for the next step?",
        ),
    ),
    "aliased-cache": Entry(
        "All steps are one array",
        "All time steps show the last state: the same array was kept T times, and a later step "
        "overwrites it.",
        (
            "Look for [...] = or out= inside the loop.",
            "Does each step make a new array, or write into the old one?",
        ),
    ),
    "states-late": Entry(
        "The states are one step late",
        "The first output is the initial state, and the last state is missing: you keep the state "
        "from before the step.",
        ("In which order does the loop compute the new state and keep it?",),
    ),
    "initial-state-included": Entry(
        "The initial state is among the outputs",
        "There is one time step too many: the initial state is among the outputs.",
        ("T inputs give T outputs. Which of yours belongs to no input?",),
    ),
    "last-state-only": Entry(
        "Only the last state is returned",
        "Only the last state comes back; the states of all steps are asked for.",
        ("Keep every new state in a list, and stack the list at the end.",),
    ),
    "time-reversed": Entry(
        "The sequence is read backwards",
        "It looks as if time runs backwards somewhere.",
        ("Which input does the first turn of the loop see?",),
    ),
    "axes-swapped": Entry(
        "Time and examples are exchanged",
        "The numbers are right, but the axes are in another order: time comes first.",
        ("Along which axis do you stack?",),
    ),
    "first-input-only": Entry(
        "Every step sees the same input",
        "It looks as if every step reads the input of the first step.",
        ("Which index of xs does step t use?",),
    ),
    "readout-late": Entry(
        "The read-out uses the state of the step before",
        "The output of step t looks as if it came from the state of step t - 1.",
        ("At each step: first the new state, then the read-out. Which one does yours use?",),
    ),
    "tanh-sigmoid": Entry(
        "The wrong squashing function",
        "The inside looks right, but it is squashed by the other function: sigmoid and tanh are "
        "exchanged.",
        ("Which range should the result have: 0 to 1, or -1 to 1?",),
    ),
    "tanh-missing": Entry(
        "The squashing function is missing",
        "The inside looks right, but it is not squashed.",
        ("Your result leaves the range -1 to 1. Which function keeps it in?",),
    ),
    "state-not-squashed": Entry(
        "The unsquashed state is carried on",
        "The first step is right. Then the next step seems to get the sum before the squashing.",
        ("Two quantities have nearly one name: a and h. Which goes to the next step?",),
    ),
    "parentheses": Entry(
        "Parentheses",
        "A function or a factor seems to act on a part of the sum only: look at the parentheses.",
        ("Which part of the line should be inside the outer brackets?",),
    ),
    "gates-swapped": Entry(
        "Two gates are exchanged",
        "It looks as if two gates had changed places.",
        ("Say in words what each gate does, and read your line again.",),
    ),
    "gate-copied": Entry(
        "One gate's arrays stand in another gate's line",
        "It looks as if a line was copied from another gate and one letter not changed.",
        ("Read the endings _i, _g, _f, _o letter by letter.",),
    ),
    "forget-inverted": Entry(
        "The forget gate works the other way round",
        "It looks as if a forget gate of 1 forgets. Here 1 means: keep everything.",
        ("Try f = 1 and i = 0: what should the new cell state be?",),
    ),
    "no-input-gate": Entry(
        "The candidate enters ungated",
        "The candidate is added whole: the input gate is not used.",
        ("Try i = 0: nothing new should come in.",),
    ),
    "h-without-tanh": Entry(
        "The cell state is shown unsquashed",
        "The hidden state looks as if the cell state was not squashed first.",
        ("c has no limits. How does h keep within -1 and 1?",),
    ),
    "h-from-old-c": Entry(
        "The hidden state comes from the old cell state",
        "The hidden state looks as if it came from the cell state of the step before.",
        ("Is c already the new one when h is computed?",),
    ),
    "bias-missing": Entry(
        "The bias is missing",
        "Right when the bias is zero, wrong otherwise: the bias does not seem to be used.",
        ("Count the terms of the sum in the equation, and in your line.",),
    ),
    "recurrence-missing": Entry(
        "The old state is not used",
        "The result does not seem to depend on the previous state.",
        ("What carries the memory from one step to the next? Count the terms of the sum.",),
    ),
    "input-missing": Entry(
        "The input is not used",
        "The result does not seem to depend on the input.",
        ("Count the terms of the sum in the equation, and in your line.",),
    ),
    "weights-swapped": Entry(
        "W and U are exchanged",
        "It looks as if the input meets the recurrent weights and the state meets the input "
        "weights.",
        (
            "W has shape (H, H) and U has shape (D, H). Which of them fits an array of shape "
            "(N, D)?",
        ),
    ),
    "transposed": Entry(
        "A weight matrix is transposed",
        "It looks as if a weight matrix is turned over: rows and columns are exchanged.",
        (
            "W is square, so both ways run; only one is right.",
            "Rows are examples here: the state stands on the left of its weights. Do you need a .T "
            "at all?",
        ),
    ),
    "factors-reversed": Entry(
        "The product is the other way round",
        "The two sides of a matrix product are exchanged. A @ B is not B @ A.",
        ("Rows are examples: (N, D) times (D, H). Which one stands on the left?",),
    ),
    "reverse-not-reversed": Entry(
        "The backward stream is not turned round again",
        "The backward stream seems to stand in the order in which it was computed.",
        ("Which time does the first entry of the reversed stream belong to?",),
    ),
}

READING_OUT = {
    "overflow": Entry(
        "A number grows too large",
        "Right for ordinary numbers, but for large ones exp overflows and the result is lost.",
        (
            "exp(1000) is more than a float can hold. Which change of all scores leaves the "
            "probabilities as they are?",
            "The change must be made row by row: rows can differ by thousands.",
        ),
    ),
    "log-of-zero": Entry(
        "The logarithm of zero",
        "Right for ordinary numbers, but a very small probability becomes 0, and its logarithm "
        "infinite.",
        ("The logarithm of the softmax can be written without computing the softmax first.",),
    ),
    "softmax-axis": Entry(
        "Summed over the wrong axis",
        "The sum seems to run over the wrong axis: in each row the classes should share 1.",
        ("Print the sum over the last axis. Each should be 1.",),
    ),
    "softmax-missing": Entry(
        "The scores are not turned into probabilities",
        "It looks as if scores stand where probabilities are needed.",
        ("Probabilities are positive and each row sums to 1.",),
    ),
    "not-normalised": Entry(
        "The rows do not sum to 1",
        "The numbers have the right proportions, but the rows do not sum to 1.",
        ("What do you divide by?",),
    ),
    "exp-missing": Entry(
        "Divided without exp",
        "It looks as if the scores were divided by their sum as they are.",
        ("Scores can be negative, probabilities cannot. Which function makes them positive?",),
    ),
    "softmax-sigmoid": Entry(
        "Each class is squashed alone",
        "It looks as if each score was squashed alone; the classes do not compete.",
        ("The probabilities of a row must sum to 1.",),
    ),
    "log-returned": Entry(
        "The logarithm is returned",
        "These are the logarithms of the right numbers.",
        ("Does the exercise ask for log-probabilities?",),
    ),
    "class-returned": Entry(
        "The likeliest class is returned",
        "The number of the likeliest class comes back; all probabilities are asked for.",
        ("Leave the decision to who calls the function.",),
    ),
    "padded-counted": Entry(
        "Padded steps are counted",
        "Padded steps, where the mask is 0, still count.",
        ("Change a score where the mask is 0: the result must stay the same.",),
    ),
    "mask-count": Entry(
        "Divided by the wrong number of steps",
        "The right steps are summed, but the sum is divided by the number of all steps, also the "
        "padded ones.",
        ("How many steps count? The mask knows.",),
    ),
    "not-averaged": Entry(
        "The mean is missing",
        "The sum over the steps is there, but it is not divided by the number of steps that count.",
        ("What is M in the equation, and where does it stand?",),
    ),
    "mean-of-means": Entry(
        "A mean of means",
        "It looks as if each example was averaged alone first. Then short examples weigh more.",
        ("Sum over everything, then divide once.",),
    ),
    "divided-twice": Entry(
        "Divided twice",
        "It looks as if the division by the number of steps is done twice.",
        ("Where do you divide? Once is enough.",),
    ),
    "sign-lost": Entry(
        "The sign is the other way round",
        "The numbers are right, but every sign is turned round.",
        ("Check one entry by hand: should it be positive or negative?",),
    ),
    "log-base": Entry(
        "A logarithm to another base",
        "The result is right but for the base of the logarithm.",
        ("Is the result asked for in nats (base e) or in bits (base 2)?",),
    ),
    "log-missing": Entry(
        "The logarithm is missing",
        "It looks as if the probabilities were used without a logarithm.",
        ("The loss is the surprise: minus the logarithm of the target's probability.",),
    ),
    "targets-ignored": Entry(
        "The targets are not used",
        "The result does not depend on the targets.",
        ("Which class was right at each step? Only its probability counts.",),
    ),
    "onehot-missing": Entry(
        "Nothing is subtracted for the target",
        "The probabilities are there, but nothing is subtracted at the target's place.",
        ("What should the error be when the target has probability 1?",),
    ),
    "softmax-aliased": Entry(
        "The target is subtracted twice",
        "It looks as if the target was subtracted twice: dz is another name for the probabilities, "
        "and changing one changes both.",
        ("dz = y makes no copy. Which line changes the array in place?",),
    ),
    "softmax-jacobian": Entry(
        "Each class is differentiated alone",
        "A factor y (1 - y) is there. It belongs to the sigmoid: in a softmax each score changes "
        "all probabilities.",
        ("Differentiate logsumexp(z) - z[target] directly. What is the derivative of logsumexp?",),
    ),
    "temperature-ignored": Entry(
        "The temperature is not used",
        "The draws are the same at every temperature.",
        ("At a low temperature the likeliest class should come nearly always.",),
    ),
    "temperature-inverted": Entry(
        "The temperature works the other way round",
        "A low temperature makes the draws more even. It should make them sharper.",
        ("Where does the temperature stand: does it multiply or divide?",),
    ),
    "temperature-on-probabilities": Entry(
        "The temperature divides the probabilities",
        "It looks as if the probabilities were divided by the temperature and put through a "
        "softmax.",
        ("The temperature divides scores. How do you get back from a probability to a score?",),
    ),
    "always-likeliest": Entry(
        "Always the likeliest class",
        "The likeliest class comes every time: nothing is drawn.",
        ("Which line uses rng?",),
    ),
    "always-even": Entry(
        "All classes come equally often",
        "All classes come equally often: the probabilities are not used.",
        ("rng.integers knows nothing of p.",),
    ),
    "class-out-of-range": Entry(
        "A class that does not exist",
        "The function returned class {got}, but with K = {K} the classes are 0 to {last}.",
        ("Classes are counted from 0.",),
    ),
    "perplexity": Entry(
        "The perplexity",
        "It looks as if an exponential was taken: that is the perplexity.",
        ("Nats and bits differ by a constant factor only.",),
    ),
    "unit-unchanged": Entry(
        "The unit is not changed",
        "The loss comes back as it was, in nats.",
        ("One bit is ln 2 nats.",),
    ),
}

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

GATES = {
    "gate-inverted": Entry(
        "The gate is open where it should be shut",
        "It looks as if the gate was turned round: 1 minus the right number.",
        ("A large positive sum should open the gate. What does yours do at a sum of 10?",),
    ),
    "squash-missing": Entry(
        "The squashing function is missing",
        "The inside looks right, but it is not squashed.",
        ("Which range should the result have, and which function has this range?",),
    ),
    "gate-not-bias": Entry(
        "The gate in place of its bias",
        "This is the value f of the gate. The bias that makes this value is asked for.",
        ("f = sigma(b). Solve it for b.",),
    ),
    "gate-not-inverted": Entry(
        "The sigmoid is applied, not undone",
        "It looks as if the gate went through the sigmoid once more. It should be undone.",
        ("The bias goes into the sigmoid, the gate comes out. Which way do you need?",),
    ),
    "time-constant": Entry(
        "Another share than one half",
        "It looks as if another share than a half is left after that many steps.",
        ("After n steps f multiplied by itself n times is left. Which share should that be?",),
    ),
    "half-life-inverted": Entry(
        "The exponent is the other way round",
        "It looks as if a half is left n times over: a longer half-life then forgets faster.",
        ("Which number, multiplied by itself n times, gives one half?",),
    ),
    "half-life-divided": Entry(
        "The half is divided by the steps",
        "It looks as if one half was divided by the number of steps. Each step multiplies.",
        ("With a half-life of 2: which f has f * f = 1/2?",),
    ),
    "c-squashed": Entry(
        "The cell state is squashed",
        "It looks as if the new cell state goes through tanh before it is kept.",
        ("c has no limits, h has. Where is the only tanh round c?",),
    ),
    "state-swapped": Entry(
        "h and c are exchanged",
        "The two parts of the state come in the wrong order.",
        ("The state is (h, c): what is shown first, what is kept second.",),
    ),
    "trace-missing": Entry(
        "The trace is missing",
        "The state alone comes back; the state and the trace are asked for.",
        ("return (h, c), (...): two results, each with parts of its own.",),
    ),
    "trace-order": Entry(
        "The trace is in another order",
        "The right arrays, in another order than the docstring lists.",
        ("Compare the line after return with the docstring, name by name.",),
    ),
    "output-gate-missing": Entry(
        "The cell is shown ungated",
        "The squashed cell state is shown whole: the output gate is not used.",
        ("Try o = 0: nothing should be shown.",),
    ),
    "new-h-in-gate": Entry(
        "A gate reads the new hidden state",
        "It looks as if a gate reads an h that is made only at the end of the step.",
        ("All four gates look at h of the step before.",),
    ),
    "c0-ignored": Entry(
        "The given cell state is not used",
        "It looks as if the sequence starts with an empty cell, not with the c that was given.",
        ("state is (h, c). What does the first step get as c?",),
    ),
    "c-not-carried": Entry(
        "The cell state is not handed on",
        "Right at the first step. Then each step seems to begin with the first c again.",
        ("Two things travel from step to step. Which of them does your loop keep?",),
    ),
    "state-not-returned": Entry(
        "The old state is returned",
        "The outputs are right; the state that comes back is the one from before the first step.",
        ("Where should the next window of the text go on?",),
    ),
    "tape-missing": Entry(
        "The tape is missing",
        "Outputs and state are there; the traces of all steps are asked for as well.",
        ("The way back needs every step's trace: keep them in a list.",),
    ),
    "names-missing": Entry(
        "Arrays are missing",
        "The answer must hold twelve arrays by name: W_k, U_k and b_k for k in i, g, f, o. "
        "{trouble}.",
        ("Write down the shapes: W (1, 1), U (3, 1), b (1,).",),
    ),
    "store-missed": Entry(
        "The message is not stored",
        "At a step with store = 1 the cell should take in tanh of the value. {seen}.",
        (
            "Work out a_i by hand for s = 1 and for s = 0. Is i near 1 when s = 1?",
            "Then a_g: it should be the value itself.",
        ),
    ),
    "old-message-kept": Entry(
        "The old message stays",
        "When a second message is stored, the first is still there: they are added. {seen}.",
        ("What should f be at a step with store = 1? Work out a_f for s = 1.",),
    ),
    "noise-leaks": Entry(
        "Noise leaks in",
        "Between the messages the cell should not change, but the noise moves it. {seen}.",
        ("How far shut is i when s = 0? Work out a_i, and sigma of it.",),
    ),
    "message-fades": Entry(
        "The message fades",
        "Between the messages the cell loses what it holds. {seen}.",
        ("How near 1 is f when s = 0? Work out a_f, and sigma of it.",),
    ),
    "answer-missing": Entry(
        "No answer when asked",
        "The cell holds the message, but when it is asked, h does not say it. {seen}.",
        ("Work out a_o for q = 1. Is o near 1?",),
    ),
    "talks-always": Entry(
        "It talks when nobody asks",
        "h should stay near 0 at steps with ask = 0. {seen}.",
        ("Work out a_o for q = 0. Is o near 0?",),
    ),
}

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

BACK_IN_TIME = {
    "carry-ungated": Entry(
        "The error is handed back whole",
        "It looks as if the error of c is handed to the step before as it is.",
        ("How much of the old cell state came through to the new one?",),
    ),
    "slope-not-due": Entry(
        "A slope that is not on this road",
        "It looks as if the error passes the slope of a squashing function on its way.",
        ("Between c of two steps: which operation is there, and is a sigmoid or a tanh on it?",),
    ),
    "divided-by-gate": Entry(
        "Divided by the gate",
        "It looks as if the error was divided by the gate.",
        ("A gate that is nearly shut lets nearly nothing through, in both directions.",),
    ),
    "last-errors-ignored": Entry(
        "The errors at the last state are not used",
        "It looks as if the walk begins with zeros, and not with the errors that were given.",
        ("dstate is (dh, dc) at the last state. What does the first turn of the loop get?",),
    ),
    "parts-missing": Entry(
        "Not the parts of a pass",
        "The answer must be the parts with one of them replaced; {got} came back.",
        ("return parts._replace(name=function)",),
    ),
    "nothing-repaired": Entry(
        "Nothing is repaired",
        "The pass is as broken as before. Wrong at: {where}.",
        (
            "Read the map of this case with T = 1: which rows are wrong there?",
            "Try the parts one by one, as the lesson does.",
        ),
    ),
    "wrong-part": Entry(
        "An innocent part is replaced",
        "The part that was broken still is, and {name} was right before. The pass is wrong at: "
        "{where}.",
        ("Which single part can make exactly these rows wrong?",),
    ),
    "not-repaired-yet": Entry(
        "The right part, not right yet",
        "You found the broken part. Your version of it does not agree with the measurement yet.",
        ("Derive it once more: local times upstream. Which equation is it?",),
    ),
    "another-part-broken": Entry(
        "One bug less, one bug more",
        "The broken part is right now, but {name} is not right any more.",
        ("Replace one part only.",),
    ),
}

CATALOGUE = (
    FORM
    | FORWARD
    | READING_OUT
    | BACKWARD
    | LONG_MEMORY
    | GATES
    | CELL
    | GATE_ERRORS
    | BACK_IN_TIME
)
