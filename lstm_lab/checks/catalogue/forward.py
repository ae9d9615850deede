"""Mistakes of a step forward, and of a sequence of steps."""

from lstm_lab.checks.catalogue.entry import Entry

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
