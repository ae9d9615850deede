"""What the tank draws, read from the SVG text."""

import re

import pytest

from lstm_lab.drawing import style
from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l11_cell_state import explorer as tank
from lstm_lab.lessons.l11_cell_state.picture import tank as draw_tank


def points(text, colour):
    """Return how many points the line of a colour has."""
    lines = re.findall(rf'<polyline points="([^"]*)" fill="none" stroke="{colour}"', text)
    return [len(line.split()) for line in lines]


def tank_at(half, covered=False, f=0.9):
    return draw_tank(Scene(tank.frame(f, 1.0, 1.0, half), covered=covered))


def test_the_line_of_c_ends_at_the_step_shown():
    assert points(tank_at(80), style.ROLES["c"].colour) == [41]
    assert points(tank_at(21), style.ROLES["c"].colour) == [11]
    assert points(tank_at(21), style.ROLES["h"].colour) == [11]


def test_the_tank_is_filled_up_to_the_level_after_the_half_step():
    frame = tank.frame(0.9, 1.0, 1.0, 41)
    filled = re.search(r'<rect x="40" y="([\d.]+)" width="170" height="([\d.]+)"', tank_at(41))
    assert float(filled[2]) == pytest.approx(300 * frame.now / 10, abs=0.01)
    assert float(filled[1]) + float(filled[2]) == pytest.approx(396)
    dashed = re.search(r'<line x1="40" y1="([\d.]+)" x2="210"', tank_at(41))
    assert 396 - float(dashed[1]) == pytest.approx(300 * frame.before / 10, abs=0.01)


def test_before_the_guess_the_scales_of_the_tank_have_no_numbers():
    assert ">5</text>" in tank_at(0)
    assert ">5</text>" not in tank_at(0, covered=True)
    assert "full = 10" in tank_at(0)
    assert "full =" not in tank_at(0, covered=True)


def test_the_ceiling_is_drawn_also_where_the_scale_ends():
    assert "ceiling 10.00" in tank_at(80)
    assert "ceiling 2.00" in tank_at(80, f=0.5)
    assert "ceiling" not in tank_at(80, f=1.0).split("</title>")[1].split("cell state c")[1]


def test_a_ghost_that_would_flatten_the_line_runs_off_the_chart():
    frame, ghost = tank.frame(0.9, 0.1, 0.6, 80), tank.frame(1.0, 1.0, 1.0, 80)
    text = draw_tank(Scene(frame, ghost))
    assert points(text, style.ROLES["ghost"].colour) == [2]
    assert "before, f = 1: 40.00" in text
    text = draw_tank(Scene(tank.frame(0.9, 1.0, 1.0, 80), ghost))
    assert points(text, style.ROLES["ghost"].colour) == [41]


def test_the_scale_holds_the_courses_line_as_well_as_the_learners():
    text = draw_tank(
        Scene(tank.frame(0.9, 1.0, 1.0, 80, lambda c_prev, f, i, g: (1 - f) * c_prev + i * g))
    )
    assert ">10</text>" in text.split("cell state c</text>")[1].split("tanh(c)")[0]


def test_a_level_below_zero_is_told_in_words_and_colour():
    text = draw_tank(Scene(tank.frame(0.9, 1.0, -1.0, 80)))
    assert "now -9.85, below zero" in text
    assert "floor -10.00" in text
