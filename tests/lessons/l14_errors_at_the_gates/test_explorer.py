"""Lesson 14's picture: five links back through one cell, and the scenes in which they go dark."""

import re

import numpy as np
import pytest

from lstm_lab import explorers, gradcheck
from lstm_lab.cells import lstm
from lstm_lab.drawing import style, svg
from lstm_lab.drawing.scene import Scene
from lstm_lab.lessons.l14_errors_at_the_gates.explorer import (
    AT_GATES,
    CALLS,
    DEFAULT,
    PLAIN,
    SCENES,
    backward,
    forward,
    frame,
    say,
)
from lstm_lab.lessons.l14_errors_at_the_gates.picture import ROADS, UNIT, gate_errors, given, number
from tests.helpers import lock_in, unwritten

OWN = [getattr(lstm, name) for name in CALLS.values()]


def shown(scene=DEFAULT, dh=1.0, dc_in=0.0, link=5):
    return frame(scene, dh, dc_in, link)


def test_the_numbers_of_the_default_scene_are_those_of_the_lesson():
    picture = shown()
    assert (round(picture.wires.c, 3), round(picture.wires.h, 3)) == (0.923, 0.364)
    wanted = {"dc": 0.236, "da_o": 0.182, "da_g": 0.1355, "da_i": 0.021, "da_f": 0.037}
    assert {k: picture.errors[k] for k in wanted} == pytest.approx(wanted, abs=5e-4)


def unit(values, c_prev):
    """Return h and c of one unit by the textbook's formulas; values are a_i, a_g, a_f, a_o."""
    a = dict(zip("igfo", values, strict=True))
    sigma = {k: 1 / (1 + np.exp(-a[k])) for k in "ifo"}
    c = sigma["f"] * c_prev + sigma["i"] * np.tanh(a["g"])
    return sigma["o"] * np.tanh(c), c


@pytest.mark.label("B1", "B2", "B3", "B4", "B5")
@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(("dh", "dc_in"), [(1.0, 0.0), (-1.3, 0.7), (0.0, -1.0)])
def test_the_errors_of_every_scene_are_what_differences_measure(scene, dh, dc_in):
    given_ = PLAIN | SCENES[scene]
    sums = np.array([given_[k] for k in "igfo"])

    def loss():
        h, c = unit(sums, given_["c_prev"])
        return dh * h + dc_in * c

    measured = gradcheck.numeric_gradient(loss, sums)
    errors = shown(scene, dh, dc_in).errors
    found = [errors[f"da_{k}"] for k in "igfo"]
    np.testing.assert_allclose(found, measured, rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize(
    ("scene", "quiet"),
    [
        ("i is shut", {"da_i", "da_g"}),
        ("c is full", {"da_i", "da_g", "da_f"}),
        ("o is shut", set(AT_GATES)),
        ("c_prev = 0", {"da_f"}),
        (DEFAULT, set()),
    ],
)
def test_each_scene_silences_the_gates_that_the_lesson_names(scene, quiet):
    errors = shown(scene).errors
    assert {name for name in AT_GATES if abs(errors[name]) < 0.002} == quiet
    title = shown(scene).title
    assert all(name in title for name in quiet) or "arrives anywhere" in title


def test_a_full_cell_lets_three_ten_thousandths_through():
    assert shown("c is full").errors["dc"] == pytest.approx(3e-4, abs=5e-5)
    assert "dc = 3e-4" in say(shown("c is full"))


def test_an_error_from_the_later_step_revives_all_but_the_output_gate():
    before, after = shown("o is shut").errors, shown("o is shut", dc_in=1.0).errors
    assert after["da_o"] == before["da_o"]
    assert all(abs(after[name]) > 50 * abs(before[name]) for name in ("da_g", "da_i", "da_f"))


@pytest.mark.parametrize("link", range(6))
def test_each_link_uncovers_one_row_and_its_road(link):
    drawn = gate_errors(Scene(shown(link=link)))
    assert drawn.count(">?</text>") == 5 - link
    assert drawn.count(">? dc</text>") == (3 if link < 2 else 0)
    for name, (_, place, since) in ROADS.items():
        if place and name not in ("dh", "dc_in"):
            assert (f">{name} 0." in drawn) == (since <= link), name


def test_the_row_of_a_link_multiplies_to_its_result():
    for scene in SCENES:
        for link in shown(scene, -1.5, 0.3).links:
            product = link.upstream[1] * link.partner[1] * link.slope[1]
            assert product + (link.plus[1] if link.plus else 0) == pytest.approx(link.value)


def bars(drawn):
    """Return the widths of the bars of the table, row by row: three factors and the error."""
    table = drawn.split("= error there")[1]
    bar = r'<rect x="[\d.]+" y="([\d.]+)" width="([\d.]+)" height="16" fill="(?!#FFFFFF)'
    rows = {}
    for y, width in re.findall(bar, table):
        rows.setdefault(y, []).append(float(width))
    return list(rows.values())


def test_every_factor_is_a_bar_on_one_scale():
    links = shown().links
    for link, row in zip(links, bars(gate_errors(Scene(shown()))), strict=True):
        values = link.upstream[1], link.partner[1], link.slope[1], link.value
        assert row == pytest.approx([max(1, UNIT * abs(v)) for v in values], abs=0.01)
    assert links[1].slope[1] > links[0].slope[1]  # 0.471 is the longer bar, beside 0.25


def test_a_bar_beyond_1_stays_in_its_place():
    rows = bars(gate_errors(Scene(shown("c is full", 2.0))))
    assert max(max(row) for row in rows) == UNIT


def test_a_negative_error_is_hatched_in_the_table_and_hollow_on_its_road():
    drawn = gate_errors(Scene(shown(dh=-1.0)))
    assert f'fill="{svg.HATCHED}"' in drawn
    assert f'stroke="{style.BELOW}"' in drawn
    assert f'stroke="{style.BELOW}"' not in gate_errors(Scene(shown()))


def test_the_answer_is_hidden_until_the_guess_and_the_truth_is_computed():
    explorer = explorers.gate_errors()
    assert explorer.controls["link"].disabled
    assert "0.182" not in explorer.alt
    largest, smallest = explorer.prediction.question.asks
    assert (largest.truth(), smallest.truth()) == ("da_o", "da_i")
    lock_in(explorer)
    assert "The largest is da_o = 0.182, the smallest da_i = 0.021" in explorer.alt


def test_playing_says_each_link_with_its_number():
    explorer = explorers.gate_errors(predict=False)
    said = []
    for link in range(6):
        explorer.controls["link"].value = link
        said.append(explorer.alt.split(". ")[0])
    assert said[0].startswith("The error stands at the door")
    assert said[1:5] == [
        "(B1): the output gate hears 0.182",
        "(B2): the cell hears 0.236",
        "(B3): the candidate hears 0.135",
        "(B4): the input gate hears 0.021",
    ]


def test_the_learners_functions_take_the_courses_place():
    assert "agree with the course's at all five links" in explorers.gate_errors(*OWN).alt
    calls = []

    def mine(dc, i, g):
        calls.append(dc.shape)
        return 2 * lstm.candidate_error(dc, i, g)

    alt = explorers.gate_errors(candidate_error=mine).alt
    assert "Your candidate_error gives 0.271; the course's 0.135" in alt
    assert set(calls) == {(1, 1)}


@pytest.mark.parametrize("name", CALLS.values())
def test_an_unwritten_function_is_not_started_and_a_wrong_one_is_told(name):
    assert "not written yet" in explorers.gate_errors(**{name: unwritten}).alt
    said = explorers.gate_errors(**{name: lambda *arrays: None}).alt
    assert f"{name} returns None" in said


def test_a_wrong_cell_error_goes_on_to_the_three_twins():
    right = backward(forward(DEFAULT), 1.0, 0.0)
    wrong = backward(forward(DEFAULT), 1.0, 0.0, {"cell_error": lambda dh, d, o, c: dh})
    assert wrong["da_o"] == right["da_o"]
    assert wrong["da_g"] == pytest.approx(right["da_g"] / right["dc"])


@pytest.mark.parametrize(
    ("value", "error", "input_"),
    [(0.0, "0", "0"), (0.2355, "0.235", "0.235"), (-3.2e-4, "-3e-4", "-3e-4"), (1.0, "1.000", "1")],
)
def test_errors_are_written_with_few_digits(value, error, input_):
    assert (number(value), given(value)) == (error, input_)


def test_the_two_roads_into_the_cell_add_up_and_carry_their_numbers():
    picture = shown(dh=-1.2, dc_in=0.4)
    assert picture.errors["up"] + 0.4 == pytest.approx(picture.errors["dc"])
    drawn = gate_errors(Scene(picture))
    assert ">+ 0.4 dc_in</text>" in drawn
    assert ">dc_in 0.4</text>" in drawn


def test_the_largest_error_is_the_largest_in_size_whatever_its_sign():
    assert shown(dh=-1.0).title == "The largest is da_o = -0.182, the smallest da_i = -0.021"
