"""SVG as text: escaped, named, well formed."""

import xml.etree.ElementTree as ET

import pytest

from lstm_lab.drawing import svg


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
