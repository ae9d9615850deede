"""Lesson 18's board: the maps, the repairs, and the tests that let suspects go."""

import numpy as np
import pytest

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.detective.links import LINKS, failing
from lstm_lab.detective.parts import Parts
from lstm_lab.detective.suspects import CASES, COURSE, SUSPECTS
from lstm_lab.lessons.l04_trust_no_gradient.comparison import (
    NO_STATE,
    ONE_STEP,
    ONES,
    RANDOM,
    TESTS,
)
from lstm_lab.lessons.l04_trust_no_gradient.gradient_heatmap_picture import TOLERANCE
from lstm_lab.lessons.l18_find_the_bug.explorer import NOTHING, ONE_RUN, PARTS, compare, passes
from tests.helpers import lock_in, unwritten


def wrong_rows(suspect, test, **more):
    names, errors, _ = compare(suspect, test, NOTHING, **more)
    return {name for name, row in zip(names, errors > TOLERANCE, strict=True) if row.any()}


def closing(suspect):
    """Return the replacements that make every row of a suspect right."""
    return [r for r in PARTS if not (compare(suspect, RANDOM, r)[1] > TOLERANCE).any()]


@pytest.mark.parametrize("suspect", SUSPECTS)
def test_a_suspect_is_cleared_by_replacing_the_broken_part_and_by_no_other(suspect):
    (found,) = closing(suspect)
    assert PARTS[found] == LINKS[SUSPECTS[suspect].link].part


@pytest.mark.parametrize("suspect", SUSPECTS)
def test_no_suspect_passes_the_random_test(suspect):
    assert not passes(suspect, RANDOM)


def test_two_suspects_pass_everything_in_one_step():
    assert [s for s in SUSPECTS if passes(s, ONE_STEP)] == ["suspect A", "suspect I"]


@pytest.mark.parametrize("suspect", SUSPECTS)
def test_of_three_suspects_one_step_is_not_shown_and_their_last_step_shows_the_part(suspect):
    board = explorers.find_the_bug(predict=False)
    board.set(suspect=suspect, test=ONE_STEP)
    locked = "no run with T = 1 was kept" in board.frame.foot
    assert locked == (suspect in ONE_RUN) == (board.frame.errors.shape[1] > 2)
    if locked:
        names, errors, _ = compare(suspect, RANDOM, NOTHING)
        last = {name for name, row in zip(names, errors, strict=True) if row[4] > TOLERANCE}
        assert last == wrong_rows(suspect, ONE_STEP) - {"h_0"}


def test_the_courses_pass_agrees_in_every_test_of_float64():
    assert all(passes(COURSE, test) for test in TESTS[:4])


@pytest.mark.parametrize(
    ("suspect", "rows"),
    [
        ("suspect B", {"W_i", "U_i"}),
        ("suspect C", {"c_0"}),
        ("suspect D", {"W_o", "U_o", "b_o", "x", "h_0"}),
        ("suspect E", {"W_i", "U_i", "b_i", "x", "h_0"}),
        ("suspect F", {"h_0"}),
        ("suspect G", {"b_i", "b_g", "b_f", "b_o"}),
        ("suspect H", {"W_f", "U_f", "b_f", "x", "h_0"}),
        ("suspect J", {"W_g", "U_g", "b_g", "x", "h_0"}),
    ],
)
def test_one_step_shows_the_rows_that_the_broken_part_reaches(suspect, rows):
    assert wrong_rows(suspect, ONE_STEP) == rows


def test_the_row_of_the_output_gate_tells_the_two_carries_apart():
    for suspect, right in (("suspect A", True), ("suspect C", True), ("suspect F", False)):
        names, errors, _ = compare(suspect, RANDOM, NOTHING)
        assert (errors[names.index("W_o"), 3] < TOLERANCE) == right
        assert (errors[:12, 4] < TOLERANCE).all()


def test_an_overwritten_sum_is_wrong_in_the_sum_only():
    _, errors, _ = compare("suspect I", RANDOM, NOTHING)
    assert not (errors[:, :-1] > TOLERANCE).any()
    assert (errors[:12, -1] > TOLERANCE).all()
    board = explorers.find_the_bug(predict=False)
    board.set(suspect="suspect I")
    assert board.frame.title == "Suspect I: every step is right, the sum over the steps is wrong"


def test_ones_for_errors_hide_a_missing_error_at_the_last_step():
    names, errors, _ = compare("suspect D", ONES, NOTHING)
    assert (errors[:12, 4] < TOLERANCE).all()
    assert (errors[names.index("W_o"), 3] > TOLERANCE).all()
    assert not passes("suspect D", NO_STATE)


def test_the_board_tells_the_story_once_the_case_is_closed():
    board = explorers.find_the_bug(predict=False)
    board.set(suspect="suspect F", replaced="(B5) da_f")
    assert "13 of 15 rows" in board.frame.title or "15 of 15 rows" in board.frame.title
    assert "turned over" not in board.frame.foot
    board.set(replaced="(B6) dh_prev")
    assert board.frame.title.endswith("every row agrees: case closed")
    assert board.frame.foot == "(B6) dh_prev: W_o is not turned over; 2 parts tried"


def test_the_parts_tried_are_counted_by_suspect_and_each_once():
    board = explorers.find_the_bug(predict=False)
    for replaced in ("(B5) da_f", "(B6) dh_prev", "(B5) da_f"):
        board.set(suspect="suspect A", replaced=replaced)
    assert board.frame.foot.endswith("; 2 parts tried")
    board.set(suspect="suspect F", replaced=NOTHING)
    assert "tried" not in board.frame.foot
    board.set(replaced="(B5) da_f")
    assert board.frame.foot.endswith("; 1 part tried")
    assert "tried" not in explorers.find_the_bug(predict=False).frame.foot


def test_two_bugs_at_once_are_closed_by_no_single_replacement():
    two = SUSPECTS["suspect A"].parts._replace(step=SUSPECTS["suspect H"].parts.step)
    assert set(failing(two)) == {"(B2) dc", "the trace"}
    assert all(failing(two._replace(**{k: getattr(Parts(), k)})) for k in Parts._fields)


def test_the_entries_are_those_of_the_most_wrong_array_at_the_step():
    board = explorers.find_the_bug(predict=False)
    board.set(suspect="suspect G", t=2)
    array, t = board.frame.at
    assert (array[0], t) == ("b", 2)
    _, _, differences = compare("suspect G", RANDOM, NOTHING)
    np.testing.assert_array_equal(board.frame.detail[0], differences[array][2])


def test_a_case_is_shown_without_the_parts_that_could_be_replaced():
    board = explorers.find_the_bug(case=2)
    assert set(board.controls) == {"test", "t"}
    assert board.alt.startswith("Case 2: wrong in every row, at steps 0 to 3")
    assert "B6" not in board.alt


@pytest.mark.parametrize("case", [1, 2, 3])
def test_a_learners_repair_is_drawn(case):
    part = LINKS[CASES[case - 1].link].part

    def repair(parts):
        return parts._replace(**{part: getattr(Parts(), part)})

    board = explorers.find_the_bug(repair, case=case)
    assert board.alt.startswith(f"Case {case}, repaired by you agrees with the measurement")


def test_a_repair_that_cannot_be_drawn_is_told_in_the_pictures_place():
    def stops(parts):
        return parts._replace(cell_error=lambda dh, dc_in, o, c: dh @ dc_in)

    def nothing(parts):
        return None

    for repair, said in (
        (unwritten, "repair_1 is not written yet"),
        (stops, "The repaired pass stops with ValueError"),
        (nothing, "The function returns None"),
        (lambda parts: parts._replace(step=3), "The answer must be the parts with one of them"),
        (lambda parts: parts.x, "repair_1 stops with AttributeError"),
    ):
        assert said in explorers.find_the_bug(repair, case=1).alt


def test_a_repair_needs_its_case():
    with pytest.raises(ValueError, match="which case"):
        explorers.find_the_bug(lambda parts: parts)


def test_the_question_is_answered_by_the_suspect():
    board = explorers.find_the_bug()
    assert board.prediction.question.asks[0].truth() == "(B2) dc"
    assert board.controls["replaced"].disabled
    lock_in(board)
    assert not board.controls["replaced"].disabled


def test_the_sizes_of_the_board_are_all_different():
    problem_sizes = explorers.find_the_bug(predict=False).frame.foot
    assert "N = 3, D = 2, H = 4" in problem_sizes
    assert lstm.Params._fields[0] == "W_i"
