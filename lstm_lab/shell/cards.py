"""HTML that an explorer shows: the picture, the card in its place, and a question's one line."""

from __future__ import annotations

from html import escape

NOTE = "Run this cell to move it."
COLOURS = {"not started": "#6B6B6B", "not shown": "#6B6B6B", "error": "#D55E00"}
PANEL = {"width": "auto", "max_width": "860px", "margin": "0", "overflow": "hidden"}
RIGHT, WRONG = "#00734F", "#B3261E"
_INK = "color:#1F2430;font-size:15px;line-height:22px"
_WRAP = (
    "<style>.widget-radio-box-horizontal{flex-wrap:wrap;height:auto}"
    ".widget-radio-box-horizontal label{white-space:nowrap;flex:0 0 auto}"
    ".widget-radio{height:auto}</style>"
)
_BAR = f"{_INK};background:#F4F5F7;border-left:4px solid #0072B2;padding:2px 10px"


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


def asked(html):
    """Return a question, which is HTML, on its bar; its radio buttons go on in the next row."""
    return f'{_WRAP}<div style="{_BAR}"><b>Your guess first.</b> {html}</div>'


def fold(line, html):
    """Return one line, which is HTML, that opens to more at a click, without a kernel."""
    return (
        f'<details style="{_BAR}"><summary style="cursor:pointer">{line}</summary>'
        f'<div style="padding:2px 0 2px 16px">{html}</div></details>'
    )


def verdict(words, right):
    """Return guess and truth in the colour of right or of wrong; the words begin with the sign."""
    return (
        f'<span style="color:{RIGHT if right else WRONG};white-space:nowrap">'
        f"{escape(words, quote=False)}</span>"
    )


def found(html):
    """Return a finding, which is HTML, on its bar."""
    return f'<div class="finding" style="{_BAR}"><b>Finding.</b> {html}</div>'


def small(words):
    """Return a line in small grey letters."""
    return f'<span style="color:#6B6B6B;font-size:90%">{escape(words, quote=False)}</span>'
