"""What is found wrong with a function, and the texts that say so."""

from __future__ import annotations

from typing import NamedTuple

TEXTS = {}  # a mistake's id -> Entry
WHO = "The function"


class Entry(NamedTuple):
    """The text of a mistake. Words in braces are filled in. No entry holds the answer.

    Attributes: title, a few words; message, what it looks like; hints, next steps, each says more;
    whole, True if it speaks of all results, also of those that the mistake leaves alone.
    """

    title: str
    message: str
    hints: tuple = ()
    whole: bool = False


class Finding(NamedTuple):
    """One thing that is wrong.

    Attributes: mistake, an id of `TEXTS`, or None if nobody listed it; message, a sentence or
    two; hints, next steps, each saying a little more; stage, the part of the engine that found it
    ("form", "fingerprint", "probe" or "numbers"); evidence, an example in numbers that shows it.
    """

    mistake: str | None
    message: str
    hints: tuple = ()
    stage: str = "form"
    evidence: str = ""


def add(texts):
    """Add texts by id. Raises ValueError for an id that has one already."""
    for mistake in texts:
        if mistake in TEXTS and TEXTS[mistake] != texts[mistake]:
            raise ValueError(f"the mistake {mistake!r} has a text already: choose another name")
    TEXTS.update(texts)


def text_of(mistake):
    """Return the Entry of a mistake; raise ValueError for an id without a text."""
    if mistake not in TEXTS:
        raise ValueError(
            f"the mistake {mistake!r} has no text: write one in the lesson's mistakes.py, or in "
            "lstm_lab/judge/mistakes.py if several lessons share it"
        )
    return TEXTS[mistake]


def finding(mistake, stage="form", note="", more=(), variant="", text="", **details):
    """Return the Finding of a mistake, its braces filled from `details`.

    Parameters: mistake, an id; stage, as in Finding; note, a sentence to add to the message;
    more, hints to add; variant, such as "backward": the text "transposed (backward)" is taken
    where there is one; text, the id of another text. Raises ValueError for an id without a text.
    """
    text = text or mistake
    entry = TEXTS.get(f"{text} ({variant})") or text_of(text)
    details = {"who": WHO, "where": ""} | details
    message = " ".join(part for part in (entry.message.format(**details), note) if part)
    return Finding(mistake, message, (*(h.format(**details) for h in entry.hints), *more), stage)
