"""The texts of mistakes that are made in lesson 16 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "dc-carry-missing": Entry(
        "The error does not walk back through c",
        "Right at the last step, wrong before it: the error through c of the step before is not "
        "handed on.",
        ("The cell state of step t also feeds step t + 1. By which factor?",),
    ),
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
}
