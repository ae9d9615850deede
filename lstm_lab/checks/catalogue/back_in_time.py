"""Mistakes of the LSTM's way back through time."""

from lstm_lab.checks.catalogue.entry import Entry

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
