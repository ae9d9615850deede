"""One mistake with a name."""

from typing import NamedTuple


class Entry(NamedTuple):
    """title: a few words; message: what it looks like; hints: next steps, each says more."""

    title: str
    message: str
    hints: tuple = ()
