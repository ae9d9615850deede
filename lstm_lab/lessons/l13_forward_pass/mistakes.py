"""The texts of mistakes that are made in lesson 13 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "trace-missing": Entry(
        "The trace is missing",
        "The state alone comes back; the state and the trace are asked for.",
        ("return (h, c), (...): two results, each with parts of its own.",),
        whole=True,
    ),
    "trace-order": Entry(
        "The trace is in another order",
        "The right arrays, in another order than the docstring lists.",
        ("Compare the line after return with the docstring, name by name.",),
        whole=True,
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
        whole=True,
    ),
    "tape-missing": Entry(
        "The tape is missing",
        "Outputs and state are there; the traces of all steps are asked for as well.",
        ("The way back needs every step's trace: keep them in a list.",),
        whole=True,
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
    "h-from-old-c": Entry(
        "The hidden state comes from the old cell state",
        "The hidden state looks as if it came from the cell state of the step before.",
        ("Is c already the new one when h is computed?",),
    ),
}
