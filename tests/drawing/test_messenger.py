"""The messenger as lanes: what is drawn is what is held, said and due."""

import re

import numpy as np
import pytest

from lstm_lab.drawing import messenger, style, svg
from lstm_lab.drawing.messenger import Lane

HEARD = np.array([0.9, -0.5, 0.3, 0.2])
C, H = np.array([0.7, 0.7, -0.4, -0.4]), np.array([0.0, 0.6, 0.0, -0.4])
GATES = {"i": np.array([1, 0, 1, 0.0]), "f": np.array([0, 1, 0, 1.0]),
         "o": np.array([0, 1, 0, 1.0])}  # fmt: skip
MARKS = {0: "store", 1: "ask", 3: "ask"}


def drawn(*rows, t=1, marks=MARKS):
    return "".join(messenger.lanes(0, HEARD, rows, t, marks))


def lane(**other):
    return Lane(**{"name": "the cell", "words": "holds", "c": C, "h": H, **GATES} | other)


def test_an_answer_has_a_tick_or_a_cross_and_what_is_due_stands_below():
    text = drawn(lane(due={1: 0.61, 3: -0.1}))
    assert text.count(svg.tick(0, 0, 0.8)[:9]) == 1
    assert text.count(f'stroke="{style.WRONG_INK}"') == 1 + 2  # the bubble and the two strokes
    assert ">0.60</text>" in text
    assert ">0.61</text>" in text
    assert ">\N{MINUS SIGN}0.10</text>" in text


def test_a_near_answer_is_right_as_far_as_the_lane_allows():
    wrong = f'stroke="{style.WRONG_INK}"'
    assert wrong not in drawn(lane(due={1: 0.64}))
    assert wrong in drawn(lane(due={1: 0.66}))
    assert wrong not in drawn(lane(due={1: 0.66}, near=0.1))


def test_plates_are_as_long_as_the_gates_are_shut():
    step = (messenger.RIGHT - messenger.LEFT) / 4
    text = drawn(lane())
    roofs = re.findall(rf'width="([\d.]+)" height="{messenger.SLAB}" fill="{style.SHUT}"', text)
    assert [float(w) for w in roofs] == pytest.approx(
        [0, step, 0, step, step, 0, step, 0], abs=0.01
    )
    plates = re.findall(rf'width="5" height="([\d.]+)" fill="{style.SHUT}"', text)
    assert [float(h) for h in plates] == pytest.approx([messenger.TALL, 0, messenger.TALL, 0])


def test_the_level_is_hatched_below_zero_and_the_largest_fills_the_pipe():
    text = drawn(lane(c=np.array([0.5, -3.0, 0, 0])))
    assert svg.HATCHED in text
    assert ">full = 3</text>" in text
    assert f'height="{messenger.TALL}" fill="{svg.HATCHED}"' in text


def test_a_cell_without_gates_has_plain_walls_and_no_arrow():
    plain = drawn(Lane("an RNN", "w = 0.9", C, H))
    assert f'height="{messenger.SLAB}" fill="{style.SHUT}"' not in plain
    assert plain.count(f'fill="{style.WALL}"') == 2


def test_the_learners_lane_is_outlined_and_the_first_difference_is_circled():
    text = drawn(lane(), lane(name="yours", mine=True, first=(2, "0.10, not 0.40")))
    assert text.count(f'stroke="{style.MINE}"') == 1
    assert text.count("<ellipse") == 1
    assert ">0.10, not 0.40</text>" in text


def test_what_is_said_without_a_question_drips():
    quiet, talking = drawn(lane(h=0 * H)), drawn(lane(h=H + 0.2))
    assert talking.count('width="8"') == 4
    assert quiet.count('width="8"') == 0
