"""Strips: bars stand for the numbers, and the number at the step is written beside them."""

import re

import numpy as np
import pytest

from lstm_lab.drawing import strips, style
from lstm_lab.drawing.plumbing import NEGATIVE, POSITIVE
from lstm_lab.drawing.strips import Strip, bars

VALUES = np.array([0.5, -1.0, 0.0, 0.25])


def test_a_bar_is_as_high_as_its_number_and_points_down_below_zero():
    ups = [-float(v) for v in re.findall(r"v(-?[\d.]+)h", bars(VALUES, 1.0, 0, 100, 10, 20))]
    assert ups == pytest.approx([10, -20, 0, 5])


def test_a_number_beyond_the_limit_stops_at_the_edge():
    ups = re.findall(r"v(-?[\d.]+)h", bars(np.array([9.0, -9.0]), 1.0, 0, 100, 10, 20))
    assert ups == ["-20.0", "20.0"]


def test_the_numbers_of_the_step_stand_beside_the_strips():
    text = "".join(strips.strips(0, [Strip("c", VALUES), Strip("i", VALUES**2)], 3))
    assert re.findall(r">(-?\d\.\d\d)<", text) == ["0.25", "0.06"]


def test_hidden_steps_are_not_drawn_and_their_number_is_not_written():
    row = [Strip("c", VALUES, reference=VALUES)]
    whole, half = ("".join(strips.strips(0, row, 3, shown=k)) for k in (None, 2))
    assert whole.count("h") > half.count("h")
    assert "0.25" in whole
    assert "0.25" not in half
    assert [path.count("M") for path in re.findall(r' d="([^"]+)"', half)] == [2, 2, 2]


def test_words_stand_above_their_steps():
    text = "".join(strips.strips(0, [Strip("c", VALUES)], 0, {2: "ask"}))
    step = (strips.RIGHT - strips.LEFT) / 4
    assert f'x="{strips.LEFT + 2.5 * step:g}"' in text
    assert ">ask<" in text


def test_a_reference_is_dotted():
    plain, compared = (
        "".join(strips.strips(0, [Strip("c", VALUES, reference=r)], 0)) for r in (None, VALUES)
    )
    assert "stroke-dasharray" not in plain
    assert "stroke-dasharray" in compared


def test_the_colour_is_the_sign():
    text = "".join(strips.strips(0, [Strip("c", VALUES)], 0))
    above, below = (
        re.search(rf'd="([^"]+)" fill="{ink}"', text)[1] for ink in (POSITIVE, NEGATIVE)
    )
    for path, part in ((above, [0.5, 0, 0, 0.25]), (below, [0, -1.0, 0, 0])):
        ups = [-float(v) for v in re.findall(r"v(-?[\d.]+)h", path)]
        assert ups == pytest.approx([share * (strips.ROW - 5) / 2 for share in part], abs=0.1)


def test_what_is_dark_is_shut():
    text = "".join(strips.strips(0, [Strip("i", np.array([0.0, 0.25, 1.0]), gate=True)], 0))
    path = re.search(rf'd="([^"]+)" fill="{style.INK}"', text)[1]
    downs = [float(v) for v in re.findall(r"v(-?[\d.]+)h", path)]
    assert downs == pytest.approx([strips.ROW - 5, 0.75 * (strips.ROW - 5), 0], abs=0.1)
    assert ">dark = shut<" in text
