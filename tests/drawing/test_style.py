"""The palette: readable on its papers, apart for colour-blind eyes and on grey paper."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from lstm_lab.drawing import style

SHOWN_TOGETHER = ("i", "g", "f", "o", "c", "h")
# What an eye without one kind of cone sees of linear RGB: Machado, Oliveira and Fernandes 2009,
# "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.
EYES = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
               [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
               [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
               [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
TEXT_INKS = ("INK", "GREY", "ABOVE_INK", "BELOW_INK", "RIGHT_INK", "WRONG_INK", "MINE")
SHAPES = ("ABOVE", "BELOW", "SHUT", "WALL", "THIN", "MINE")


def linear(colour):
    """Return a colour as linear RGB."""
    c = np.array(to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, two):
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, two))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    """Return linear RGB as CIE L*a*b*."""
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one, two, eye):
    """Return how far apart an eye sees two colours, in CIE76."""
    seen = [lab(np.array(EYES[eye]) @ linear(c)) for c in (one, two)]
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("paper", [style.PAPER, style.NOW])
@pytest.mark.parametrize("ink", TEXT_INKS)
def test_words_stand_out_from_their_paper(ink, paper):
    assert contrast(getattr(style, ink), paper) >= 4.5


def test_verdicts_stand_out_from_their_tints():
    assert contrast(style.RIGHT_INK, style.RIGHT_PAPER) >= 4.5
    assert contrast(style.WRONG_INK, style.WRONG_PAPER) >= 4.5


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_stand_out_from_the_paper(shape):
    assert contrast(getattr(style, shape), style.PAPER) >= 3


@pytest.mark.parametrize("eye", EYES)
def test_above_below_and_shut_lie_apart_for_every_eye(eye):
    for one, two in combinations((style.ABOVE, style.BELOW, style.SHUT), 2):
        assert distance(one, two, eye) > 30


def test_below_zero_differs_on_grey_paper_by_its_hatching():
    grey = [lab(linear(c))[0] for c in (style.ABOVE, style.BELOW, style.HATCH)]
    assert abs(grey[2] - grey[1]) > 40
    assert abs(grey[0] - grey[1]) < 40  # which is why the hatching is needed


def test_no_two_roles_share_a_colour():
    colours = [role.colour for role in style.ROLES.values()]
    reference = style.ROLES["reference"].colour
    assert len({c for c in colours if c != reference}) == len(colours) - 1


def test_roles_that_are_drawn_together_differ_by_line_or_marker_on_grey_paper():
    looks = [(style.ROLES[r].line, style.ROLES[r].marker) for r in (*SHOWN_TOGETHER, "x")]
    assert len(set(looks)) == len(looks)


def test_every_line_stands_out_from_the_paper():
    assert all(contrast(role.colour, style.PAPER) > 2.2 for role in style.ROLES.values())


@pytest.mark.parametrize("eye", EYES)
def test_colours_of_gates_and_states_lie_apart(eye):
    for one, two in combinations(SHOWN_TOGETHER, 2):
        assert distance(style.ROLES[one].colour, style.ROLES[two].colour, eye) > 9
