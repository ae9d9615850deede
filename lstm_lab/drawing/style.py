"""The look of every picture: one colour, line and marker a role, the sizes, the paper.

The colours are those of Okabe and Ito 2008, "Color universal design", which stay apart for
colour-blind eyes; the two of the error are the ends of matplotlib's map PuOr. On grey paper the
line and the marker tell the roles apart.
"""

from __future__ import annotations

from typing import NamedTuple

WIDTH = 960  # pixels of a picture in a notebook: sharp in a window of 1280, shrunk in one of 800
DPI = 100

TEXT, TITLE, SMALL = 10.5, 13.0, 9.5  # points; 10.5 pt are 15 pixels
INK, GREY, PALE, PAPER = "#222222", "#6B6B6B", "#D9D9D9", "#FFFFFF"
FAMILY = "DejaVu Sans"
SVG_FAMILY = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"

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
    "error+": Role("#B35806", "-", "+", "error above 0"),
    "error-": Role("#542788", "--", "_", "error below 0"),
    "ghost": Role("#8A8A8A", "--", "", "the setting before"),
    "reference": Role("#6B6B6B", ":", "", "the course's result"),
}

INKS = tuple(dict.fromkeys(role.colour for role in ROLES.values()))

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
