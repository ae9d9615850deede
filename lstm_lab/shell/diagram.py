"""A picture that stands still: SVG text in a form that every notebook viewer shows."""

from __future__ import annotations

from lstm_lab.drawing import svg
from lstm_lab.shell import cards


class Diagram:
    """Show SVG text as an img with an alt text; `drawing` is the text, `alt` says what is seen."""

    def __init__(self, drawing, alt):
        self.drawing, self.alt = drawing, alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        html = cards.picture(svg.image(self.drawing), self.alt)
        return {"text/html": html, "text/plain": self.alt}
