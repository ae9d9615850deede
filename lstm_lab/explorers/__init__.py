"""Pictures that a reader moves: each name is a function that returns an Explorer.

`EXPLORERS` holds those that can be called without arguments, in the order of the lessons: what each
lesson's `explorer.py` lists. How to write one stands in `lstm_lab.shell.base`.
"""

from importlib import import_module

from lstm_lab.lessons import LESSONS

_MODULES = [import_module(f"lstm_lab.lessons.{lesson}.explorer") for lesson in LESSONS]
EXPLORERS = {show.__name__: show for module in _MODULES for show in module.EXPLORERS}
_OTHERS = {show.__name__: show for module in _MODULES for show in getattr(module, "OTHERS", ())}
globals().update(EXPLORERS | _OTHERS)

__all__ = ["EXPLORERS", *EXPLORERS, *_OTHERS]
