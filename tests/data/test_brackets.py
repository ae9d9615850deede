"""Pairs of parentheses in a text."""

from lstm_lab.data.brackets import spans


def test_a_pair_is_found_with_both_its_places():
    assert spans("f(x) and (yz)") == [(1, 3), (9, 12)]


def test_of_nested_pairs_only_the_innermost_counts():
    assert spans("f(g(x), 1)") == [(3, 5)]


def test_what_never_closes_or_never_opens_does_not_count():
    assert spans(":-) and (") == []


def test_a_pair_ends_with_its_paragraph():
    assert spans("(a\n\nb)") == []
    assert spans("(a\nb)") == [(0, 4)]


def test_a_pair_that_is_too_long_does_not_count():
    assert spans("(" + 4 * "x" + ")", longest=5) == [(0, 5)]
    assert spans("(" + 4 * "x" + ")", longest=4) == []
