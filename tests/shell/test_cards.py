"""The HTML of an explorer: escaped, and no wider than the window."""

import xml.etree.ElementTree as ET

import pytest

from lstm_lab.drawing.scene import Image
from lstm_lab.shell import cards


def test_an_alt_text_with_quotes_and_signs_stays_one_attribute():
    words = 'h < 1 & "kept"'
    html = cards.picture(Image("image/png", b"123"), words)
    root = ET.fromstring(html.replace('auto">', 'auto"/>'))
    assert root.get("alt") == words
    assert root.get("src") == "data:image/png;base64,MTIz"
    assert "max-width:100%" in root.get("style")


@pytest.mark.parametrize("status", sorted(cards.COLOURS))
def test_a_card_says_its_status_and_escapes_its_sentence(status):
    root = ET.fromstring(cards.card(status, "<b> & 'V'").replace("<br>", "<br/>"))
    assert root.get("role") == "alert"
    assert root[0].text == status.capitalize()
    assert root[1].tail == "<b> & 'V'"
