"""The texts of mistakes that are made in lesson 07 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "class-returned": Entry(
        "The likeliest class is returned",
        "The number of the likeliest class comes back; all probabilities are asked for.",
        ("Leave the decision to who calls the function.",),
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
    "last-step-only": Entry(
        "The last step's probabilities only",
        "Only the last step's probabilities come back; those of all steps are asked for.",
        ("hs holds the states of all steps. Which axes does one product with V leave alone?",),
    ),
    "two-to-the-loss": Entry(
        "2 to the power of the loss",
        "It looks as if 2 was raised to the power of the loss.",
        ("Nats and bits differ by a constant factor only.",),
    ),
    "another-factor": Entry(
        "Another factor",
        "It looks as if another factor was taken than the one that makes bits of nats.",
        ("How many nats is one bit? And how many bits are then in 1 nat?",),
    ),
    "logarithm-twice": Entry(
        "A logarithm of a logarithm",
        "It looks as if a logarithm was taken of the loss, which is one already.",
        ("Nats and bits differ by a constant factor only.",),
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
    "readout-late": Entry(
        "The read-out uses the state of the step before",
        "The output of step t looks as if it came from the state of step t - 1.",
        ("At each step: first the new state, then the read-out. Which one does yours use?",),
    ),
}
