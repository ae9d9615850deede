"""SVG as text: escaped, named, well formed."""

import xml.etree.ElementTree as ET

import pytest

from lstm_lab.drawing import svg
from lstm_lab.lessons.l01_one_step_of_memory.unrolled import unrolled_network


def test_words_and_attributes_are_escaped():
    drawing = svg.document(10, 20, [svg.text(1, 2, '<b> & "q"', font_weight='a"b')], "1 < 2 & 3")
    root = ET.fromstring(drawing)
    assert root[0].text == "1 < 2 & 3"
    assert root[2].text == '<b> & "q"'
    assert root[2].get("font-weight") == 'a"b'


def test_a_drawing_is_named_for_a_screen_reader():
    root = ET.fromstring(svg.document(10, 20, [], "a name"))
    assert root.get("role") == "img"
    assert root[0].tag.endswith("title")
    assert root.get("viewBox") == "0 0 10 20"


def test_an_attribute_of_none_is_left_out_and_numbers_are_short():
    assert svg.rect(0.1 + 0.2, 0, 1, 1, rx=None) == '<rect x="0.3" y="0" width="1" height="1"/>'


@pytest.mark.parametrize(
    ("ends", "tip"), [((0, 5, 40, 5), "40,5"), ((40, 5, 0, 5), "0,5"), ((3, 50, 3, 9), "3,9")]
)
def test_an_arrow_ends_at_its_point(ends, tip):
    assert f'points="{tip} ' in svg.arrow(*ends)


@pytest.mark.parametrize("T", [1, 4, 9])
def test_the_unrolled_network_draws_the_same_three_letters_in_every_copy(T):
    words = [part.text for part in ET.fromstring(unrolled_network(T)) if part.tag.endswith("text")]
    for letter in ("W", "U", "+ b", "tanh"):
        assert words.count(letter) == T
    assert f"x at step {T - 1}" in words


@pytest.mark.parametrize("T", [0, -1, 2.5])
def test_an_unrolled_network_needs_a_step(T):
    with pytest.raises(ValueError, match="T must be a whole number of at least 1"):
        unrolled_network(T)
