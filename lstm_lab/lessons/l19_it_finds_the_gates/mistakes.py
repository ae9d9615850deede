"""The texts of mistakes that are made in lesson 19 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "uphill": Entry(
        "Uphill",
        "It looks as if the step goes along the gradient.",
        ("The gradient says where the loss grows. Which way is down?",),
    ),
    "rate-missing": Entry(
        "The rate is not used",
        "It looks as if the whole gradient is taken off, whatever the rate is.",
        ("With a rate of 0 nothing may move. What moves in yours?",),
    ),
    "rate-on-both": Entry(
        "The rate shrinks the parameters, too",
        "It looks as if the rate multiplies the parameters as well as the gradient.",
        ("What should a step do to a parameter whose gradient is 0?",),
    ),
    "not-every-array": Entry(
        "Some arrays stay behind",
        "It looks as if only some of the arrays take the step.",
        ("Twelve arrays, twelve gradients: which of yours are the same before and after?",),
    ),
    "gradient-only": Entry(
        "The step alone",
        "It looks as if the step is returned, and not the place where it leads.",
        ("Where does the step begin?",),
    ),
    "two-missing": Entry(
        "The derivative of a square",
        "It looks as if dhs is half of what it should be.",
        ("Move one output by a little: by how much does its square move?",),
    ),
    "weight-missing": Entry(
        "The weights are not used",
        "It looks as if an answer counts no more than a silence.",
        ("weight says how often each place counts. Where does it stand in the mean?",),
    ),
    "weight-squared": Entry(
        "The weights are squared",
        "It looks as if the weights are inside the square.",
        ("What is squared: the distance, or the weighted distance?",),
    ),
    "not-a-mean": Entry(
        "A sum, not the mean",
        "It looks as if the sum is not divided by the number of all places.",
        ("The mean over hs goes over every axis. By what do you divide?",),
    ),
    "mean-over-one-axis": Entry(
        "Divided by one axis",
        "It looks as if the sum is divided by the length of one axis only.",
        ("How many numbers does hs hold? The mean divides by all of them.",),
    ),
    "distance-turned": Entry(
        "The distance the other way round",
        "It looks as if dhs has the opposite sign.",
        ("If an output is too large, should its error be above 0, or below?",),
    ),
    "divided-by-weights": Entry(
        "Divided by the sum of the weights",
        "It looks as if the sum is divided by the sum of the weights.",
        ("A weighted mean is a fine loss, too. Here the plain mean over all places is asked for.",),
    ),
}
