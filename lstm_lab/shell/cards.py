"""HTML that an explorer shows: the picture, and the card that takes its place."""

from __future__ import annotations

from html import escape

CAPTION = "If nothing moves, click this cell and press Shift+Enter."
NOTE = "Run this cell to move it."
COLOURS = {"not started": "#6B6B6B", "not shown": "#6B6B6B", "error": "#D55E00"}


def picture(image, alt):
    """Return an img with the picture inside its address; it shrinks with the window."""
    return (
        f'<img alt="{escape(alt, quote=True)}" src="{image.address}" '
        'style="display:block;max-width:100%;height:auto">'
    )


def card(status, sentence):
    """Return a framed sentence for the picture's place; status is a key of COLOURS."""
    return (
        f'<div role="alert" style="border-left:6px solid {COLOURS[status]};background:#F7F7F7;'
        f'color:#222222;padding:12px 16px;max-width:900px;line-height:1.5">'
        f"<b>{escape(status.capitalize())}</b><br>{escape(sentence)}</div>"
    )


def small(words):
    """Return a line in small grey letters."""
    return f'<span style="color:#6B6B6B;font-size:90%">{escape(words)}</span>'
