"""What the stage draws, read from the SVG text."""

import re

import pytest

from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l12_output_gate import explorer
from lstm_lab.lessons.l12_output_gate.picture import stage


@pytest.mark.parametrize(("asked", "opacity"), [(explorer.SHUT, "0.92"), (explorer.OPEN, "0")])
def test_the_curtain_covers_as_much_as_the_gate_is_shut(asked, opacity):
    text = stage(Scene(explorer.frame(asked, -6.0, 0.9, 5)))
    assert re.findall(r'fill-opacity="([\d.]+)"', text) == [opacity] * 12


def test_before_the_guess_the_stage_hides_the_later_steps():
    frame = explorer.frame(explorer.OFTEN, -6.0, 0.9, 1)
    for covered, count in ((False, 32), (True, 2)):
        text = stage(Scene(frame, covered=covered))
        bars = [path.count("M") for path in re.findall(r'<path d="([^"]*)"', text)]
        assert bars == [count] * 8  # two paths a strip: above and below, or the way and its plate


def test_what_is_below_zero_hangs_down_and_is_marked():
    above, below = (stage(Scene(explorer.frame(explorer.OPEN, -6.0, c, 5))) for c in (0.9, -0.9))
    assert "stroke-dasharray" not in above
    assert below.count("stroke-dasharray") == 2
