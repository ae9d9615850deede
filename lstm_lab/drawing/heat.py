"""How an error is coloured: rounding stays white, large errors are dark; words stay legible."""

from __future__ import annotations

import numpy as np

from lstm_lab.drawing import style
from lstm_lab.drawing.numbers import fixed

TOLERANCE, BLACKEST = 1e-6, 1.0  # below the first an error is rounding; the second is darkest


def darkness(error):
    """Return 0 for an error that is rounding, 1 for one of 1 or more; logarithmic between."""
    if error < TOLERANCE:
        return 0.0
    span = np.log10(BLACKEST / TOLERANCE)
    return float(min(1.0, max(0.15, 1 - np.log10(BLACKEST / min(error, BLACKEST)) / span)))


def word(error):
    """Write an error: ok if it is rounding, else two digits, or its power of ten."""
    if error < TOLERANCE:
        return "ok"
    return fixed(error) if error >= 0.01 else f"{error:.0e}".replace("e-0", "e-")


def mixed(colour, share):
    """Mix a colour with the paper's white; share is 0 for white."""
    parts = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{round(255 + share * (part - 255)):02X}" for part in parts)


def ink(fill):
    """Return white or ink for words on a colour, whichever has the higher contrast."""
    light = luminance(fill) + 0.05
    white, black = 1.05 / light, light / (luminance(style.INK) + 0.05)
    return style.PAPER if white > black else style.INK


def luminance(colour):
    """Return how bright a colour is, 0 to 1. Source: W3C, WCAG 2.2, "relative luminance"."""
    parts = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
