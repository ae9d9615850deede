"""What lesson 06 draws: the lit line to an output, and the chosen network over the others."""

import numpy as np

from lstm_lab import explorers
from lstm_lab.lessons.l06_two_directions_and_depth.explorer import frame
from lstm_lab.lessons.l06_two_directions_and_depth.picture import paths
from lstm_lab.lessons.l06_two_directions_and_depth.reach import DEEP, ONE, TWO


def stretches(network, t, s):
    """Return the stretches of the lit line as lists of points."""
    shown = frame(network, t, s)
    rows = [row for row in (shown.lower, shown.upper) if row is not None]
    heights = (1, 2) if len(rows) == 2 else (1.5,)
    x, y = paths(rows, heights, shown)
    points = list(
        zip(x.reshape(-1, 3)[:, :2].tolist(), y.reshape(-1, 3)[:, :2].tolist(), strict=True)
    )
    assert np.isnan(x.reshape(-1, 3)[:, 2]).all()
    return points


def test_the_lit_line_of_one_direction_leads_from_the_first_input_to_the_output():
    assert stretches(ONE, 30, 4) == [
        ([0, 30], [1.5, 1.5]),
        ([4, 4], [0, 1.5]),
        ([30, 30], [1.5, 3]),
    ]


def test_an_input_that_is_not_seen_has_no_line():
    assert stretches(DEEP, 10, 20) == [([0, 10], [1, 1]), ([0, 10], [2, 2]), ([10, 10], [1, 3])]


def test_two_directions_have_a_line_to_each_side_of_the_output():
    assert stretches(TWO, 10, 20)[:3] == [
        ([0, 10], [1, 1]),
        ([10, 40], [2, 2]),
        ([20, 20], [0, 2]),
    ]


def test_the_chosen_network_is_drawn_over_the_others_in_its_own_line_style():
    explorer = explorers.two_directions(predict=False)
    styles = []
    for k, network in enumerate((ONE, TWO, DEEP)):
        explorer.set(network=network)
        picture = explorer.picture
        np.testing.assert_array_equal(picture.chosen.get_ydata(), picture.lines[k].get_ydata())
        styles.append(picture.chosen.get_linestyle())
        assert styles[-1] == picture.lines[k].get_linestyle()
