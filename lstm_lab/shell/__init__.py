"""How a picture is moved: controls, guess, ghost, cards, a learner's function in it."""
