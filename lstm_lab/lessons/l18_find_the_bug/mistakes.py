"""The texts of mistakes that are made in lesson 18 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
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
    "memory-not-repaired": Entry(
        "The right part, not right yet",
        "You found the broken part. With your version the trace does not yet hold what the step "
        "worked on.",
        (
            "Print what the trace holds right after its step, and once more after the next step.",
            "Who else writes into the array that you put into the trace?",
        ),
    ),
    "another-part-broken": Entry(
        "One bug less, one bug more",
        "The broken part is right now, but {name} is not right any more.",
        ("Replace one part only.",),
    ),
}
