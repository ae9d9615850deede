"""The text, its split, and the ways it is handed to a network."""

import builtins
import hashlib
import itertools
import sys

import numpy as np
import pytest

from lstm_lab.data import text


@pytest.fixture(scope="module")
def corpus():
    return text.load()


def paragraphs(string):
    """Return the set of a text's paragraphs with their spaces made alike."""
    return {" ".join(p.split()) for p in string.split("\n\n")}


def test_no_paragraph_stands_in_two_parts(corpus):
    parts = [paragraphs(part) for part in (corpus.train, corpus.validation, corpus.test)]
    assert min(len(part) for part in parts) > 50
    for one, other in itertools.combinations(parts, 2):
        assert not one & other


def test_no_paragraph_stands_twice_in_the_training_part(corpus):
    train = corpus.train.split("\n\n")
    assert len({" ".join(p.split()) for p in train}) == len(train)
    assert corpus.repeated > 100


def test_the_held_out_parts_are_a_twentieth_each(corpus):
    for part in (corpus.validation, corpus.test):
        assert len(part) / corpus.characters == pytest.approx(0.05, abs=0.01)


def test_the_held_out_parts_come_from_every_region_of_the_text():
    numbered = "\n\n".join(f"paragraph number {k:03}" for k in range(1000))
    corpus = text.split(numbered)
    for part in (corpus.validation, corpus.test):
        regions = [int(p.split()[-1]) // 100 for p in part.split("\n\n")]
        np.testing.assert_array_equal(np.bincount(regions), [5] * 10)


def test_at_most_one_long_passage_in_fifty_of_the_test_part_was_in_the_training_part(corpus):
    size = 120  # some pages share a sentence within different paragraphs: break and continue
    seen = {corpus.train[k : k + size] for k in range(len(corpus.train) - size)}
    test = corpus.test
    known = sum(test[k : k + size] in seen for k in range(len(test) - size))
    assert known * 50 <= len(test)


def test_paragraphs_that_differ_in_spaces_only_are_one():
    many = "\n\n".join(f"number {k}" for k in range(100))
    corpus = text.split("same  words\nhere\n \nsame words here\n\n" + many)
    assert corpus.repeated == 1
    assert corpus.train.startswith("same  words\nhere\n\nnumber 0")


def test_the_hash_is_of_the_whole_text_and_loading_twice_reads_once(corpus):
    assert text.load() is corpus
    small = text.split("\n\n".join(f"p{k}" for k in range(60)))
    whole = "\n\n".join(f"p{k}" for k in range(60))
    assert small.sha256 == hashlib.sha256(whole.encode()).hexdigest()
    assert small.characters == len(whole)


def test_the_description_states_source_sizes_and_hash(corpus):
    sentence = text.describe()
    assert f"{corpus.characters:,} characters" in sentence
    assert f"Python {sys.version_info[0]}.{sys.version_info[1]}" in sentence
    assert corpus.sha256[:16] in sentence


@pytest.mark.parametrize("part", ["train", "validation", "test"])
def test_decoding_gives_back_what_was_encoded(corpus, part):
    string = getattr(corpus, part)
    ids = text.encode(string, corpus.vocabulary)
    assert ids.dtype == np.int64
    assert text.decode(ids, corpus.vocabulary) == string


def test_characters_beyond_the_basic_plane_and_an_unsorted_vocabulary_are_encoded():
    string = "语言 model 😀\udc80"
    vocabulary = "".join(dict.fromkeys(reversed(string)))
    ids = text.encode(string, vocabulary)
    assert [vocabulary[k] for k in ids] == list(string)
    assert text.decode(ids, vocabulary) == string


def test_no_characters_make_no_numbers():
    assert text.encode("", "ab").shape == (0,)
    assert text.decode(text.encode("", "ab"), "ab") == ""


def test_an_unknown_character_is_named_with_its_position():
    with pytest.raises(ValueError, match=r"character 'ø' at position 2 .* the 3 of"):
        text.encode("abø", "abc")


def test_what_is_not_known_can_be_left_out():
    assert text.keep_known("aø语bc ", "cab") == "abc"


@pytest.mark.parametrize("vocabulary", ["", "aba"])
def test_a_vocabulary_without_or_with_repeated_characters_is_refused(vocabulary):
    with pytest.raises(ValueError, match="none twice"):
        text.encode("a", vocabulary)


def test_bytes_are_not_text():
    with pytest.raises(TypeError, match="text must be a string, got bytes"):
        text.encode(b"ab", "ab")
    with pytest.raises(TypeError, match="text must be a string, got bytes"):
        text.split(b"ab")


@pytest.mark.parametrize("ids", [[3], [-1]])
def test_numbers_outside_the_vocabulary_are_refused(ids):
    with pytest.raises(ValueError, match=r"must lie in 0\.\.2"):
        text.decode(ids, "abc")
    with pytest.raises(ValueError, match=r"must lie in 0\.\.2"):
        text.one_hot(ids, 3)


def test_fractions_are_not_character_numbers():
    with pytest.raises(TypeError, match="whole numbers, got float64"):
        text.one_hot(np.array([0.0]), 3)


def test_a_one_hot_row_has_its_one_where_the_number_says():
    rows = text.one_hot(np.array([[2, 0], [1, 2]]), 4, np.float32)
    assert rows.dtype == np.float32
    np.testing.assert_array_equal(rows[0], [[0, 0, 1, 0], [1, 0, 0, 0]])
    np.testing.assert_array_equal(rows[1], [[0, 1, 0, 0], [0, 0, 1, 0]])


def test_the_target_is_the_next_character_and_streams_go_on_from_window_to_window():
    ids = np.arange(47)
    pairs = text.windows(ids, T=5, N=3)
    assert len(pairs) == 3
    assert all(x.shape == y.shape == (5, 3) for x, y in pairs)
    for n, first in enumerate([0, 15, 30]):
        stream = np.concatenate([x[:, n] for x, _ in pairs])
        np.testing.assert_array_equal(stream, np.arange(first, first + 15))
        np.testing.assert_array_equal(np.concatenate([y[:, n] for _, y in pairs]), stream + 1)


def test_a_text_that_just_fills_one_window_makes_one():
    assert len(text.windows(np.arange(13), T=4, N=3)) == 1
    with pytest.raises(ValueError, match=r"12 characters are too few .* at least 13"):
        text.windows(np.arange(12), T=4, N=3)


@pytest.mark.parametrize(("T", "N"), [(0, 1), (1, 0), (2.5, 1), (-1, 2), (True, 1)])
def test_windows_of_no_size_are_refused(T, N):
    with pytest.raises(ValueError, match="must be a whole number of at least 1"):
        text.windows(np.arange(50), T, N)


@pytest.mark.parametrize("ids", ["abc", np.zeros(9), np.zeros((3, 3), int)])
def test_windows_want_a_row_of_whole_numbers(ids):
    with pytest.raises(TypeError, match="ids must be whole numbers of shape"):
        text.windows(ids, 1, 1)


def test_an_empty_text_has_no_windows():
    with pytest.raises(ValueError, match="0 characters are too few"):
        text.windows(text.encode("", "ab"), 1, 1)


def test_padding_is_masked_and_lengths_count_the_steps():
    batch = text.padded_batch(["abc", "ca", "bbac"], "abc")
    np.testing.assert_array_equal(batch.lengths, [2, 1, 3])
    np.testing.assert_array_equal(batch.inputs, [[0, 2, 1], [1, 0, 1], [0, 0, 0]])
    np.testing.assert_array_equal(batch.targets, [[1, 0, 1], [2, 0, 0], [0, 0, 2]])
    np.testing.assert_array_equal(batch.mask, [[1, 1, 1], [1, 0, 1], [0, 0, 1]])


@pytest.mark.parametrize("pieces", [[], "abc"])
def test_a_batch_needs_a_list_of_pieces(pieces):
    with pytest.raises(ValueError, match="a list of at least one string"):
        text.padded_batch(pieces, "abc")


def test_a_piece_of_one_character_is_named():
    with pytest.raises(ValueError, match="piece 1 is 'a'"):
        text.padded_batch(["ab", "a"], "abc")


@pytest.mark.parametrize("short", ["", "\n\n \n\n", "one paragraph", "two\n\nparagraphs"])
def test_a_text_too_short_to_be_split_is_refused(short):
    with pytest.raises(ValueError, match="too short to be split"):
        text.split(short)


def test_a_python_without_its_help_topics_says_what_to_do(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("pydoc_data"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RuntimeError, match="install the whole standard library"):
        text.load.__wrapped__()
