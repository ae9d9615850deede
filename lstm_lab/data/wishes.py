"""Five things that one may wish of an LSTM's cell, and how its three valves stand for each."""

from __future__ import annotations

SETTINGS = {
    "keep": (0.0, 1.0, 1.0),
    "overwrite": (1.0, 0.0, 1.0),
    "add": (1.0, 1.0, 1.0),
    "clear": (0.0, 0.0, 1.0),
    "hide": (0.0, 1.0, 0.0),
}


def gate_settings(wish):
    """Return (i, f, o), each 0 (shut) or 1 (open), that fulfil a wish.

    Parameters: wish, "keep" (the old content stays), "overwrite" (the new replaces the old), "add"
    (the new is added to the old), "clear" (the cell is empty), each shown; or "hide" (the old
    content stays, and nothing is shown). Raises KeyError for another wish.
    """
    return SETTINGS[wish]
