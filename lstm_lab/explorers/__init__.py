"""Pictures that a reader moves: each name is a function that returns an Explorer.

`EXPLORERS` holds those that can be called without arguments, in the order of the lessons: what each
lesson's `explorer.py` lists. How to write one stands in `lstm_lab.shell.base`. `guess(key)` asks a
question that stands alone: one of those that the lessons' `questions.py` list.
"""

from importlib import import_module
from importlib.util import find_spec

from lstm_lab.lessons import LESSONS
from lstm_lab.shell.guess import Guess, find, with_truth

_MODULES = [import_module(f"lstm_lab.lessons.{lesson}.explorer") for lesson in LESSONS]
EXPLORERS = {show.__name__: show for module in _MODULES for show in module.EXPLORERS}
_OTHERS = {show.__name__: show for module in _MODULES for show in getattr(module, "OTHERS", ())}
globals().update(EXPLORERS | _OTHERS)


def questions():
    """List the Questions that stand alone, in the order of the lessons."""
    names = [f"lstm_lab.lessons.{lesson}.questions" for lesson in LESSONS]
    return [one for name in names if find_spec(name) for one in import_module(name).QUESTIONS]


def guess(key, truth=None):
    """Ask the question with this key, "05_order_of_factors", and show its finding after the guess.

    Parameters: key, of one of its asks; truth, the answer where it is known only now, such as after
    a training. Returns a Guess. Raises KeyError for a key that no lesson has.
    """
    question = find(key, questions())
    return Guess(question if truth is None else with_truth(question, key, truth))


__all__ = ["EXPLORERS", "guess", "questions", *EXPLORERS, *_OTHERS]
