"""A small chart: where values lie, on plain and on logarithmic axes."""

import pytest

from lstm_lab.drawing.chart import Chart, diamond


def test_values_lie_where_the_axes_say_and_those_outside_on_the_edge():
    chart = Chart((100, 20, 200, 80), (0, 10), (-1, 1))
    assert chart.at(0, -1) == (100, 100)
    assert chart.at(5, 0) == (200, 60)
    assert chart.at(99, 7) == (300, 20)


def test_a_logarithmic_axis_gives_each_decade_the_same_room():
    chart = Chart((0, 0, 300, 30), (1, 1000), (1e-4, 1), log=True, log_rows=True)
    assert [chart.at(x, 1)[0] for x in (1, 10, 100, 1000)] == pytest.approx([0, 100, 200, 300])
    assert [chart.at(1, y)[1] for y in (1, 1e-2, 1e-4)] == pytest.approx([0, 15, 30])


def test_the_frame_names_its_axes_and_a_path_goes_through_its_values():
    chart = Chart((100, 20, 200, 80), (0, 10), (0, 1))
    drawn = "".join(chart.frame("share", (0, 0.5), (0, 10), "steps"))
    assert all(f">{word}</text>" in drawn for word in ("share", "0", "0.5", "10", "steps"))
    assert 'points="100.0,100.0 120.0,20.0"' in chart.path([0, 1], "#000000", 2)
    assert 'points="100.0,20.0 300.0,20.0"' in chart.path([1, 1], "#000000", 2, xs=[0, 10])


def test_a_guess_is_an_open_diamond_about_its_point():
    assert 'points="92.0,50.0 100.0,42.0 108.0,50.0 100.0,58.0"' in diamond(100, 50)
