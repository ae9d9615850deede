"""What lesson 05 draws: the lines by lag, the strips, and a cursor through all."""

import numpy as np

from lstm_lab import explorers


def test_the_cursor_of_the_lag_stands_in_the_chart_and_in_both_strips():
    explorer = explorers.fading(predict=False)
    explorer.set(lag=17)
    picture = explorer.picture
    for line in (picture.cursor, *picture.marks):
        assert list(line.get_xdata()) == [17, 17]
    np.testing.assert_array_equal(picture.tanh.get_ydata(), explorer.frame.tanh)
    np.testing.assert_array_equal(picture.linear.get_ydata(), explorer.frame.linear)
    assert picture.slopes.get_array().shape == (32, 51)
