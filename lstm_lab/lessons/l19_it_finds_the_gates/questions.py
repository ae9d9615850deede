"""Lesson 19: what is asked before the training."""

from lstm_lab.shell.guess import Ask, Question

QUESTIONS = (
    Question(
        "By hand we gave the forget gate a bias of 6: it keeps half of c for 280 steps. Which bias "
        "will training choose, for letters of 16 steps?",
        (Ask("19_forget_bias", "the bias", None, -6.0, 8.0, 0.1),),
        finding="About 4: half of c is kept for some 35 steps. It keeps a message as long as it "
        "was asked to, and not for ever.",
    ),
    Question(
        "Trained from the start with one lane cut at every step: which cut still finds the gates?",
        (
            Ask(
                "19_cut_that_learns",
                "still learns with",
                "h cut",
                options=("h cut", "c cut", "either cut", "neither cut"),
            ),
        ),
        finding="With **h cut** it learns in every start. With **c cut** it learns in none.",
    ),
)
