"""The texts of mistakes that are made in lesson 10 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "gate-not-bias": Entry(
        "The gate in place of its bias",
        "This is the value f of the gate. The bias that makes this value is asked for.",
        ("f = sigma(b). Solve it for b.",),
    ),
    "gate-not-inverted": Entry(
        "The sigmoid is applied, not undone",
        "It looks as if the gate went through the sigmoid once more. It should be undone.",
        ("The bias goes into the sigmoid, the gate comes out. Which way do you need?",),
    ),
    "another-inverse": Entry(
        "The inverse of another function",
        "It looks as if the inverse of tanh was taken.",
        ("Which function makes the gate f of its bias? The inverse of that one is due.",),
    ),
    "not-the-natural-logarithm": Entry(
        "A logarithm to another base",
        "It looks as if a logarithm to another base was taken.",
        ("The sigmoid is made with exp. Which logarithm undoes exp?",),
    ),
    "odds": Entry(
        "The odds, without their logarithm",
        "These are the odds f / (1 - f), without a logarithm.",
        ("f = sigma(b) = 1 / (1 + exp(-b)). What undoes the exp?",),
    ),
    "time-constant": Entry(
        "Another share than one half",
        "It looks as if another share than a half is left after that many steps.",
        ("After n steps f multiplied by itself n times is left. Which share should that be?",),
    ),
    "half-life-inverted": Entry(
        "The exponent is the other way round",
        "It looks as if a half is left n times over: a longer half-life then forgets faster.",
        ("Which number, multiplied by itself n times, gives one half?",),
    ),
    "half-life-divided": Entry(
        "The half is divided by the steps",
        "It looks as if one half was divided by the number of steps. Each step multiplies.",
        ("With a half-life of 2: which f has f * f = 1/2?",),
    ),
}
