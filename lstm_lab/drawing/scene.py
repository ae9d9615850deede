"""What a picture is asked to show, and what comes back."""

from __future__ import annotations

import base64
from typing import Any, NamedTuple


class Scene(NamedTuple):
    """One state of an interactive picture.

    Attributes
    ----------
    frame : the arrays and texts to draw, a NamedTuple of the picture's own kind
    ghost : the frame of the setting before, or None
    covered : True while the reader has not guessed yet; the picture then marks what is asked
    guesses : what the reader has guessed, by key; empty before, and without a guess
    """

    frame: Any
    ghost: Any = None
    covered: bool = False
    guesses: dict = {}


class Image(NamedTuple):
    """A finished picture: its media type, such as "image/png", and its bytes."""

    media: str
    data: bytes

    @property
    def address(self):
        """The picture as a data address, for the src of an img."""
        return f"data:{self.media};base64,{base64.b64encode(self.data).decode('ascii')}"
