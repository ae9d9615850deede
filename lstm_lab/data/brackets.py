"""Where parentheses open and close in a text: a message that has to be kept for a while."""

from __future__ import annotations


def spans(string, longest=150):
    """Return (opens, closes), the places of each pair that has no other pair inside.

    A pair within one paragraph, at most `longest` characters apart, in the order of the text.
    """
    found, opened = [], None
    for place, character in enumerate(string):
        if character == "(":
            opened = place
        elif string.startswith("\n\n", place):
            opened = None
        elif character == ")" and opened is not None:
            if place - opened <= longest:
                found.append((opened, place))
            opened = None
    return found
