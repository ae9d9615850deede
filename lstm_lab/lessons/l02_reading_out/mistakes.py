"""The texts of mistakes that are made in lesson 02 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "padded-counted": Entry(
        "Padded steps are counted",
        "Padded steps, where the mask is 0, still count.",
        ("Change a score where the mask is 0: the result must stay the same.",),
    ),
    "mask-count": Entry(
        "Divided by the wrong number of steps",
        "It looks as if the sum is divided by another number than that of the steps that count.",
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
    "target-alone": Entry(
        "The target's class alone",
        "It looks as if only the target's class got an error; the other classes have none.",
        ("What should happen to the score of a wrong class that is rather likely?",),
    ),
    "softmax-aliased": Entry(
        "The target is subtracted twice",
        "It looks as if the target was subtracted twice: dz is another name for the probabilities, "
        "and changing one changes both.",
        ("dz = y makes no copy. Which line changes the array in place?",),
    ),
    "softmax-jacobian": Entry(
        "Each class is differentiated alone",
        "It looks as if each class was differentiated alone, as behind a sigmoid. In a softmax "
        "each score changes all probabilities.",
        ("Differentiate logsumexp(z) - z[target] directly. What is the derivative of logsumexp?",),
    ),
}
