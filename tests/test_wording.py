import pytest

from lstm_lab.wording import listed


@pytest.mark.parametrize(
    ("names", "sentence"), [(["a"], "a"), (["a", "b"], "a or b"), (("a", "b", "c"), "a, b or c")]
)
def test_names_are_joined_as_a_sentence_has_them(names, sentence):
    assert listed(names, "or") == sentence
    assert listed(names) == sentence.replace(" or ", " and ")
