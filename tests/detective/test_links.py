"""Every part has a check of its own, and each broken pass fails the one that it names."""

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.cells import lstm
from lstm_lab.detective.links import LINKS, TOLERANCE, D, Draw, H, N, T, failing
from lstm_lab.detective.parts import Parts, forward
from lstm_lab.detective.suspects import CASES, COURSE, SUSPECTS

EVERY = {**SUSPECTS, **{f"case {k}": case for k, case in enumerate(CASES, start=1)}}


def test_the_courses_parts_pass_every_check():
    assert failing(Parts()) == ()


@pytest.mark.parametrize("name", EVERY)
def test_a_broken_pass_fails_the_check_it_names_and_no_other(name):
    assert failing(EVERY[name].parts) == (EVERY[name].link,)


def test_there_are_at_least_eight_suspects_with_a_check_each_and_three_cases():
    assert len(SUSPECTS) >= 8
    assert len({suspect.link for suspect in SUSPECTS.values()}) == len(SUSPECTS)
    assert COURSE not in SUSPECTS
    assert len(CASES) == 3


def test_the_sizes_of_the_checks_are_never_square_but_for_the_recurrent_weights():
    assert len({N, D, H}) == 3
    assert T >= 3


def test_every_part_of_a_pass_is_tried_by_a_check():
    assert {link.part for link in LINKS.values()} == set(Parts._fields)


@pytest.mark.parametrize("label", LINKS)
def test_each_check_notices_its_part_being_doubled(label):
    part = LINKS[label].part
    right = getattr(Parts(), part)

    def doubled(*arguments):
        result = right(*arguments)
        if part in ("gate_gradients", "add"):
            return type(result)(*(2 * array for array in result))
        if part == "step":
            return result[0], result[1]._replace(o=2 * result[1].o)
        return 2 * result

    assert LINKS[label].error(Parts()._replace(**{part: doubled})) > 0.1


def test_a_part_that_stops_fails_and_one_that_is_not_written_says_so():
    def stops(dc, f):
        raise ValueError("shapes")

    def unwritten(dc, f):
        raise NotImplementedError

    assert failing(Parts(carry_cell_error=stops)) == ("(B7) dc_prev",)
    with pytest.raises(NotImplementedError):
        failing(Parts(carry_cell_error=unwritten))


@pytest.mark.parametrize("name", ["suspect H", "case 3"])
def test_an_aliased_pass_keeps_one_array_for_all_steps(name, rng):
    params, xs = lstm.init(D, H, rng=rng), rng.standard_normal((T, N, D))
    _, traces = forward(EVERY[name].parts, params, xs, tuple(rng.uniform(-1, 1, (2, N, H))))
    part = "c" if name == "suspect H" else "h_prev"
    first, *rest = (getattr(trace, part) for trace in traces)
    assert all(np.shares_memory(first, other) for other in rest)


@pytest.mark.parametrize(
    ("label", "loss"),
    [("(B1) da_o", "along_h"), ("(B2) dc", "along_both"), ("(B7) dc_prev", "along_c")],
)
def test_a_check_measures_the_line_forward_and_not_the_line_back(label, loss):
    draw = Draw(np.random.default_rng(17))
    array = {"(B1) da_o": draw.a.o, "(B2) dc": draw.c, "(B7) dc_prev": draw.c_prev}[label]
    measured = gradcheck.numeric_gradient(getattr(draw, loss), array)
    gates = draw.gates()
    by_hand = {
        "(B1) da_o": draw.dh * np.tanh(draw.c) * gates.o * (1 - gates.o),
        "(B2) dc": draw.dc + draw.dh * gates.o / np.cosh(draw.c) ** 2,
        "(B7) dc_prev": draw.dc * gates.f,
    }[label]
    assert gradcheck.relative_error(by_hand, measured) < TOLERANCE
