"""Which setting the picture shows as its ghost: the one where the reader last rested."""

from __future__ import annotations

import time

REST = 1.0  # seconds without a move after which a setting counts as one the reader looked at


class Ghost:
    """Remember the values before the present run of moves.

    A slider that is dragged passes many values; the one before the first of them is the ghost, not
    the last but one.
    """

    def __init__(self, values, clock=time.monotonic):
        self.values, self._clock = values, clock
        self._name, self._moved_at = None, -REST

    def moved(self, name, before):
        """Note that a control moved, and the values before; keep them if a new run begins."""
        now = self._clock()
        if name != self._name or now - self._moved_at > REST:
            self.values = before
        self._name, self._moved_at = name, now
