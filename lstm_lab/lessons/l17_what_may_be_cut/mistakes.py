"""The texts of mistakes that are made in lesson 17 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "nothing-cut": Entry(
        "Nothing is cut",
        "It looks as if keep was not used: all errors are handed on whole.",
        ("Of what step t hands to the step before it, keep[t] says how much goes on.",),
    ),
    "cut-inverted": Entry(
        "Cut where it should be kept",
        "It looks as if 1 cuts and 0 keeps.",
        ("keep is 1 where the error goes on.",),
    ),
    "lanes-exchanged": Entry(
        "The two lanes are exchanged",
        "It looks as if the column for c cuts h, and the one for h cuts c.",
        ("The columns of keep are in the order of the state: first h, then c.",),
    ),
    "one-column-for-both": Entry(
        "One column cuts both lanes",
        "It looks as if both errors are multiplied by the same column of keep.",
        ("keep[t] has two entries. Which error meets which?",),
    ),
    "cut-at-another-step": Entry(
        "The cut is at another step",
        "It looks as if what step t hands on meets the entry of keep of another step.",
        ("Number the turns of your loop on paper for T = 3: which row of keep belongs to each?",),
    ),
    "above-is-cut": Entry(
        "The error from above is cut, too",
        "It looks as if the cut meets the whole error of a step, with what comes from above.",
        ("A cut stands between two steps. Does dhs[t] pass there?",),
    ),
    "last-cut-missing": Entry(
        "The way out of the first step is not cut",
        "It looks as if keep[0] is not used.",
        ("Step 0 hands errors on as well: to the first state.",),
    ),
}
