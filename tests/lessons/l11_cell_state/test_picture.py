"""What the pipe draws, read from the SVG text."""

import re

import pytest

from lstm_lab.drawing import plumbing, style, svg
from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l11_cell_state import explorer
from lstm_lab.lessons.l11_cell_state.picture import pipe


def points(text, colour):
    """Return how many points the line of a colour has."""
    lines = re.findall(rf'<polyline points="([^"]*)" fill="none" stroke="{colour}"', text)
    return [len(line.split()) for line in lines]


def pipe_at(half, covered=False, f=0.9):
    return pipe(Scene(explorer.frame(f, 1.0, 1.0, half), covered=covered))


def test_the_line_of_c_ends_at_the_step_shown():
    assert points(pipe_at(80), style.ROLES["c"].colour) == [41]
    assert points(pipe_at(21), style.ROLES["c"].colour) == [11]
    assert points(pipe_at(21), style.ROLES["h"].colour) == [11]


@pytest.mark.parametrize("half", [41, 42])
def test_the_pipe_is_filled_up_to_the_level_after_the_half_step(half):
    frame = explorer.frame(0.9, 1.0, 1.0, half)
    levels = re.findall(r'<path d="M[\d.]+ 158V([\d.]+)C', pipe_at(half))
    full = plumbing.BOTTOM - plumbing.TOP - 6
    before, *_, now = ((158 - float(y)) / full * 10 for y in levels)
    assert before == pytest.approx(frame.wires.c_prev, abs=0.02)
    assert now == pytest.approx(frame.now, abs=0.02)


def test_in_the_first_half_nothing_is_poured_in():
    assert ">i waits</text>" in pipe_at(41)
    assert ">i 1.00</text>" in pipe_at(42)


def test_before_the_guess_the_scales_of_the_pipe_have_no_numbers():
    assert ">5</text>" in pipe_at(0)
    assert ">5</text>" not in pipe_at(0, covered=True)
    assert "full = 10" in pipe_at(0)
    assert "full =" not in pipe_at(0, covered=True)


def test_the_ceiling_is_drawn_also_where_the_scale_ends():
    assert "ceiling 10.00" in pipe_at(80)
    assert "ceiling 2.00" in pipe_at(80, f=0.5)
    assert "ceiling" not in pipe_at(80, f=1.0).split("</title>")[1].split("cell state c")[1]


def test_a_ghost_that_would_flatten_the_line_runs_off_the_chart():
    frame, ghost = explorer.frame(0.9, 0.1, 0.6, 80), explorer.frame(1.0, 1.0, 1.0, 80)
    text = pipe(Scene(frame, ghost))
    assert points(text, style.ROLES["ghost"].colour) == [2]
    assert "before, f = 1: 40.00" in text
    text = pipe(Scene(explorer.frame(0.9, 1.0, 1.0, 80), ghost))
    assert points(text, style.ROLES["ghost"].colour) == [41]


def test_the_scale_holds_the_courses_line_as_well_as_the_learners():
    text = pipe(
        Scene(explorer.frame(0.9, 1.0, 1.0, 80, lambda c_prev, f, i, g: (1 - f) * c_prev + i * g))
    )
    assert ">10</text>" in text.split("cell state c</text>")[1].split("tanh(c)")[0]


def test_a_level_below_zero_is_told_in_its_number_and_hatched():
    text = pipe(Scene(explorer.frame(0.9, 1.0, -1.0, 80)))
    assert ">now \N{MINUS SIGN}9.85</text>" in text
    assert svg.HATCHED in text
    assert "floor \N{MINUS SIGN}10.00" in text
