"""Mistakes of the read-out, the loss and the language model."""

from lstm_lab.checks.catalogue.entry import Entry

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
    "likely-is-rare": Entry(
        "Likely classes come rarely",
        "The likelier a class is, the more rarely it comes.",
        ("Which sign has the exponent, or which of the two numbers divides the other?",),
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
