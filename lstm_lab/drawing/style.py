"""The look of every picture: one colour a meaning, one line and marker a role, sizes, paper.

In a drawing of a cell, colour is sign: `ABOVE` zero plain, `BELOW` zero hatched; what is dark,
`SHUT`, lets nothing through; nothing else has these. The roles are for lines of charts and for
words: their colours are those of Okabe and Ito 2008, "Color universal design", which stay apart
for colour-blind eyes; on grey paper the line and the marker tell them apart.
`tests/drawing/test_style.py` measures contrasts and distances.
"""

from __future__ import annotations

from typing import NamedTuple

WIDTH = 860  # pixels of a picture in a notebook: a cell of JupyterLab in a window of 1280
DPI = 100

TEXT, TITLE, SMALL = 10.5, 13.0, 9.5  # points; 9.5 pt are 13 pixels, the smallest there is
FAMILY = "DejaVu Sans"
SVG_FAMILY = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"

INK, GREY, THIN, PALE, PAPER = "#1F2430", "#5A6270", "#8C94A0", "#DDE1E6", "#FFFFFF"
WALL, OPEN, SHUT = "#4A5361", "#E9ECF0", INK  # of a pipe; the way through a gate; its plate
DRAWN = "#B9C0CA"  # the part of a plate that is drawn back

ABOVE, BELOW, HATCH = "#DB7117", "#6A4FB6", "#D8CFF0"  # fills by sign; the hatching below zero
ABOVE_INK, BELOW_INK = "#A94C00", "#55389E"  # the same for words and numbers
RIGHT_INK, WRONG_INK = "#00734F", "#B3261E"  # always with a tick or a cross, or a word
RIGHT_PAPER, WRONG_PAPER = "#E4F2EC", "#FBE9E7"
MINE = "#0072B2"  # the learner's guess and own result: an outline, a diamond, a word
NOW = "#FFF3C4"  # the band over the step that is looked at

SIGNED_MAP = "PuOr_r"  # from -limit to +limit, white at 0


class Role(NamedTuple):
    """How one quantity is drawn: colour, matplotlib line style and marker, and its label."""

    colour: str
    line: str
    marker: str
    label: str


ROLES = {
    "i": Role("#009E73", "-", "^", "input gate i"),
    "f": Role("#D55E00", "--", "s", "forget gate f"),
    "g": Role("#56B4E9", "-.", "D", "candidate g"),
    "o": Role("#E69F00", ":", "v", "output gate o"),
    "c": Role("#CC79A7", "-", "P", "cell state c"),
    "h": Role("#0072B2", "-", "o", "hidden state h"),
    "x": Role("#000000", "-", "|", "input x"),
    "error+": Role(ABOVE, "-", "+", "error above 0"),
    "error-": Role(BELOW, "--", "_", "error below 0"),
    "ghost": Role("#8A8A8A", "--", "", "the setting before"),
    "reference": Role("#6B6B6B", ":", "", "the course's result"),
}

INKS = tuple(dict.fromkeys([role.colour for role in ROLES.values()] + [WRONG_INK, RIGHT_INK]))


def sign_fill(value):
    """Return the fill of a sign; what is written as 0.00 is pale."""
    return _by_sign(value, ABOVE, BELOW, PALE)


def sign_ink(value):
    """Return the colour in which a signed number is written."""
    return _by_sign(value, ABOVE_INK, BELOW_INK, GREY)


def _by_sign(value, above, below, zero):
    if abs(value) < 0.005:
        return zero
    return above if value > 0 else below


RC = {
    "font.family": FAMILY,
    "font.size": TEXT,
    "text.usetex": False,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titlesize": TEXT,
    "axes.unicode_minus": True,
    "figure.facecolor": PAPER,
    "lines.linewidth": 2.0,
    "mathtext.fontset": "dejavusans",
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": SMALL,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SMALL,
}
