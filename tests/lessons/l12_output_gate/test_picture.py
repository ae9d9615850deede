"""What the tap draws, read from the SVG text."""

import re

import pytest

from lstm_lab.drawing import plumbing, style, svg
from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l12_output_gate import explorer
from lstm_lab.lessons.l12_output_gate.picture import tap


def plate(text):
    """Return how far the plate o lies across its pipe, as a share."""
    left = plumbing.O_X - plumbing.HALF
    lying = rf'<rect x="{left}" y="[\d.]+" width="([\d.]+)" height="16" fill="{style.SHUT}"'
    return float(re.search(lying, text)[1]) / (2 * plumbing.HALF)


@pytest.mark.parametrize(("asked", "share"), [(explorer.SHUT, 1), (explorer.OPEN, 0)])
def test_the_plate_lies_as_far_across_as_the_gate_is_shut(asked, share):
    assert plate(tap(Scene(explorer.frame(asked, -6.0, 0.9, 5)))) == share


def test_before_the_guess_the_later_steps_are_hidden():
    frame = explorer.frame(explorer.OFTEN, -6.0, 0.9, 1)
    for covered, count in ((False, 4), (True, 1)):
        text = tap(Scene(frame, covered=covered))
        assert text.count(">ask</text>") + text.count(">jump</text>") == count
        assert (">0.95</text>" in text) == (not covered)


def test_what_is_below_zero_is_hatched():
    above, below = (tap(Scene(explorer.frame(explorer.OPEN, -6.0, c, 5))) for c in (0.9, -0.9))
    assert svg.HATCHED not in above
    assert svg.HATCHED in below
