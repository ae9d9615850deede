"""How dark an error is drawn, and in which word it is written."""

import pytest

from lstm_lab.drawing.heat import darkness, mixed, word


def test_darkness_grows_with_the_error_and_rounding_is_white():
    assert darkness(1e-9) == 0
    assert darkness(1e-5) < darkness(1e-2) < darkness(0.5) < darkness(3.0) == 1
    assert mixed("#B35806", 0) == "#FFFFFF"
    assert mixed("#B35806", 1) == "#B35806"


@pytest.mark.parametrize(("error", "text"), [(1e-10, "ok"), (0.321, "0.32"), (3e-4, "3e-4")])
def test_an_error_is_written_in_a_word(error, text):
    assert word(error) == text
