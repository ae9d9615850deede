"""Numbers as a reader wants them: few digits, no -0.00, no 2.0999999999999996."""

from __future__ import annotations

import re


def fixed(value, digits=2):
    """Write a number with a fixed count of digits: 0.86, -0.50, never -0.00; 1.0e9 if huge."""
    if abs(value) >= 1e9:
        return power(value)
    return f"{round(float(value), digits) + 0.0:.{digits}f}"


def telling(value, digits=2):
    """Write a number as `fixed`, but one that would read as 0.00 with two digits that matter."""
    if not 0 < abs(value) < 10.0**-digits:
        return fixed(value, digits)
    return f"{value:.2g}" if abs(value) >= 1e-4 else power(value)


def short(value, digits=2):
    """Write a number with as few digits as it needs: 1.5, 0.86, 0."""
    text = fixed(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def factor(value, digits=2):
    """Write a number that stands behind an operator: a negative one gets brackets."""
    text = short(value, digits)
    return f"({text})" if text.startswith("-") else text


def power(value, digits=2):
    """Write a positive number of any size with a count of digits that matter: 0.18, 12, 3.1e-8."""
    value = float(value)
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return f"{value:.{digits}g}" if abs(value) < 100 else f"{value:.0f}"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def with_minus(words):
    """Return words in which a sign or a difference is a minus, as a picture shows it, no hyphen."""
    return re.sub(r"(?<![\w)])-(?=\d)|(?<= )-(?= )", "\N{MINUS SIGN}", words)
