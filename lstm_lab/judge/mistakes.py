"""The texts of mistakes that several lessons share; a lesson's own stand in its folder."""

from __future__ import annotations

from lstm_lab.guest.finding import Entry, add

MISTAKES = {
    "caller-changed": Entry(
        "The caller's arrays are changed",
        "The function changes its argument {names} in place. Who calls it still needs the old "
        "numbers.",
        (
            "Look for +=, -=, *=, .pop(), .reverse() or an assignment to [...] on an argument, or "
            "on another name for the same object.",
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
    "stale-result": Entry(
        "An old result for new numbers",
        "With other numbers of the same shapes, the function returns the first result again.",
        ("Is something kept from one call to the next, outside the function or in a default?",),
    ),
    "result-overwritten": Entry(
        "A later call changes an earlier result",
        "A second call overwrites the array that the first call returned.",
        ("Make a new array inside the function at each call.",),
    ),
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
    "output-gate-missing": Entry(
        "The cell is shown ungated",
        "The squashed cell state is shown whole: the output gate is not used.",
        ("Try o = 0: nothing should be shown.",),
    ),
    "squashed-twice": Entry(
        "Squashed once more",
        "Something that is already between -1 and 1 seems to be squashed once more.",
        ("The gates and the candidate come ready. What is left to squash, if anything?",),
    ),
    "added-not-multiplied": Entry(
        "Added in place of multiplied",
        "It looks as if a gate was added. A gate is a share: it multiplies.",
        ("Try a gate of 0: what it guards should vanish.",),
    ),
    "added-not-multiplied (backward)": Entry(
        "Added in place of multiplied",
        "It looks as if something was added that is a link of the chain: links multiply.",
        ("Let no error arrive: what should be left of the result?",),
    ),
    "output-gate-missing (backward)": Entry(
        "The error passes the output gate whole",
        "It looks as if the output gate is not a factor on the way from h to c.",
        ("By how much does h move when c moves a little, if the output gate is nearly shut?",),
    ),
    "forget-inverted (backward)": Entry(
        "The forget gate works the other way round",
        "It looks as if a forget gate of 1 lets no error through. Here 1 means: all of it.",
        ("With f = 1 the old cell state came through whole. And the error, on its way back?",),
    ),
    "h0-ignored (backward)": Entry(
        "The given initial state is not used",
        "It looks as if the state before the first step is taken for zero.",
        ("Which state did the first step read, and which gradient is made of it?",),
    ),
    "gates-swapped (backward)": Entry(
        "Two gates are exchanged",
        "It looks as if two gates had changed places.",
        ("Read the names of gates, errors and weights letter by letter, pair by pair.",),
    ),
    "matrix-product": Entry(
        "A matrix product in place of a product entry by entry",
        "It looks as if arrays were multiplied by @. Here each unit has a valve of its own.",
        ("All arrays have the shape (N, H), and so has the result. Which product keeps it?",),
    ),
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
        whole=True,
    ),
    "dh-carry-missing": Entry(
        "The error does not walk back through h",
        "Right at the last step, wrong before it: the error through h of the step before is not "
        "handed on.",
        ("What reaches h of step t, besides its own output's error?",),
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
    "averaged": Entry(
        "Averaged, not summed",
        "It looks as if a mean stands where a sum is due.",
        ("Contributions add up. The loss takes its mean once: it is in the errors already.",),
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
    "overflow": Entry(
        "A number grows too large",
        "Right for ordinary numbers, but for large ones exp overflows and the result is lost.",
        (
            "exp(1000) is more than a float can hold. Which change of all scores leaves the "
            "probabilities as they are?",
            "The change must be made row by row: rows can differ by thousands.",
        ),
    ),
    "overflow (backward)": Entry(
        "A number grows too large",
        "Right for ordinary numbers, but for large ones exp overflows and the result is lost.",
        ("exp(1000) is more than a float can hold. NumPy's own tanh takes every number.",),
    ),
    "axis-kept": Entry(
        "An axis of length 1 is kept",
        "The bias's gradient is summed over the examples, but their axis is still there.",
        ("Which shape has b, and which has yours?",),
    ),
    "overflow (gate)": Entry(
        "A number grows too large",
        "Right for ordinary numbers, but for large ones exp overflows and the result is lost.",
        (
            "exp(1000) is more than a float can hold. Which result is due when the sum is 1000, "
            "and when it is -1000?",
            "NumPy's own tanh takes every number. Which exponents stay small in yours?",
        ),
    ),
    "log-of-zero": Entry(
        "The logarithm of zero",
        "Right for ordinary numbers, but with some the logarithm of 0 is taken.",
        (
            "The logarithm of the softmax can be written without computing the softmax first.",
            "Is the largest score of each row taken away in that row?",
        ),
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
    "sign-lost": Entry(
        "The sign is the other way round",
        "It looks as if a minus is lost, or one too many.",
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
        "Each state stands one step late: it looks as if the state from before the step is kept.",
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
    "tanh-sigmoid": Entry(
        "The wrong squashing function",
        "The inside looks right, but it is squashed by the other function: sigmoid and tanh are "
        "exchanged.",
        ("Which range should the result have: 0 to 1, or -1 to 1?",),
    ),
    "parentheses": Entry(
        "Parentheses",
        "A function or a factor seems to act on another part of the line than it should: look at "
        "the brackets.",
        ("What does Python do first in your line, and what last?",),
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
            "A square matrix fits both ways; only one is right.",
            "Rows are examples here: they stand on the left of the weights. Do you need a .T at "
            "all?",
        ),
    ),
    "transposed (backward)": Entry(
        "A weight matrix is not turned over",
        "It looks as if the error meets the weights as the state did on the way forward.",
        (
            "Forward, W[i, j] leads from unit i to unit j. From which one to which does the error "
            "go?",
            "Write the shapes of both sides of the product: which axis is summed on the way back?",
        ),
    ),
    "gradient-turned": Entry(
        "The gradient of the weights is turned over",
        "It looks as if the rows and the columns of a weight matrix's gradient are exchanged.",
        (
            "W[i, j] leads from unit i to unit j. Whose value and whose error meet in row i, "
            "column j of its gradient?",
        ),
    ),
    "summed-over-units": Entry(
        "Summed over the units",
        "It looks as if the product sums over the units, and not over the examples.",
        ("All N examples use the same weights. Which axis has to vanish in the product?",),
    ),
    "factors-reversed": Entry(
        "The product is the other way round",
        "The two sides of a matrix product are exchanged. A @ B is not B @ A.",
        ("Rows are examples: (N, D) times (D, H). Which one stands on the left?",),
    ),
    "reverse-not-reversed": Entry(
        "What was computed backwards is not turned round again",
        "What was computed from the end seems to stand in the order in which it was computed.",
        ("Which time does the entry belong to that is computed first, and where should it stand?",),
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
    "partner-not-squashed": Entry(
        "The other factor is not squashed",
        "It looks as if the gate's partner stands here as it was before its tanh.",
        ("By what was this gate multiplied on the way forward: c, or something made of c?",),
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
        whole=True,
    ),
    "entry-by-entry-product": Entry(
        "Entry by entry in place of a matrix product",
        "It looks as if the factors were multiplied entry by entry.",
        ("A unit reaches another one by many ways, which add up. Which product adds up?",),
    ),
}
add(MISTAKES)
