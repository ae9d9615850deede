"""What comes after an exercise that is solved: another of its notebook, or the next lesson."""

from __future__ import annotations

from typing import NamedTuple

from lstm_lab import progress

_LESSONS = {}  # "l13_forward_pass" -> the names of its exercises, both in order


class Next(NamedTuple):
    """A next step: a sentence that ends with the title; address, a link to a page, or ""."""

    sentence: str
    title: str
    address: str


def enter(lesson, names):
    """Enter a lesson and the names of its exercises; lessons come in their order."""
    _LESSONS[lesson] = tuple(names)


def after(name):
    """Return the Next of an exercise that passed, or None if nothing is left.

    First what stands below it in its notebook and has not passed, then what stands above, then the
    next lesson. The address leads from the exercise's notebook.
    """
    lessons = list(_LESSONS)
    here = next((k for k, lesson in enumerate(lessons) if name in _LESSONS[lesson]), None)
    if here is None:
        return None
    names, checks = _LESSONS[lessons[here]], progress.read()["checks"]
    k = names.index(name) + 1
    for other in (*names[k:], *names[: k - 1]):
        if checks.get(other, {}).get("best") != progress.PASSED:
            return Next("Next in this notebook:", other, "")
    if here + 1 == len(lessons):
        return None
    number, _, slug = lessons[here + 1].removeprefix("l").partition("_")
    title = f"lesson {number}, {slug.replace('_', ' ')}"
    page = f"../../notebooks/{number}_{slug}.ipynb"
    return Next("All checks of this notebook are passed. Next:", title, page)
