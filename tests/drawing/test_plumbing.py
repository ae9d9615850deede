"""The cell as plumbing: every wire has its number, its width is the size, its colour the sign."""

import re
from xml.etree import ElementTree

import pytest

from lstm_lab.drawing import plumbing, svg
from lstm_lab.drawing.plumbing import NEGATIVE, POSITIVE, ROUTES, VALVES, Wires

WIRES = Wires(
    c_prev=0.5, f=0.25, kept=0.125, i=1.0, g=-0.75, written=-0.75, c=-0.625,
    squashed=-0.55, o=0.5, h=-0.28, h_prev=0.1, x="v = 3",
)  # fmt: skip


def drawn(wires=WIRES, held=()):
    text = svg.document(plumbing.WIDTH, plumbing.HEIGHT, plumbing.cell(wires, held), "a cell")
    return text, ElementTree.fromstring(text)


def words(tree):
    return [node.text for node in tree.iter() if node.tag.endswith("text")]


def width(part):
    return float(re.search(r'stroke-width="([\d.]+)"', part)[1])


def test_every_wire_and_every_valve_says_its_number():
    said = words(drawn()[1])
    for name in ROUTES:
        number = f"{getattr(WIRES, name):.2f}"
        assert any(name in text and number in text for text in said) or any(
            text.endswith(f"= {number}") for text in said
        ), name
    assert "keep: f = 0.25" in said
    assert "write: i = 1.00" in said
    assert "show: o = 0.50" in said
    assert "x: v = 3" in said


def test_a_held_gate_is_called_so():
    said = words(drawn(held=("i",))[1])
    assert "i held at 1.00" in said
    assert "show: o = 0.50" in said


def test_no_label_lies_outside_the_picture():
    _, tree = drawn(WIRES._replace(c_prev=-12.34, c=-12.34, written=-12.34))
    for node in tree.iter():
        if node.tag.endswith("text"):
            long = 8.5 * len(node.text)
            x = float(node.get("x")) - (long if node.get("text-anchor") == "end" else 0)
            assert 0 <= x <= x + long <= plumbing.WIDTH
            assert 0 < float(node.get("y")) <= plumbing.HEIGHT


def test_a_wire_is_as_wide_as_its_number_is_large():
    widths = [width(plumbing.wire("h", value)) for value in (0.0, 0.2, -0.2, 0.9)]
    assert widths[0] < widths[1] == widths[2] < widths[3]


@pytest.mark.parametrize(
    ("value", "ink", "dashed"), [(0.4, POSITIVE, False), (-0.4, NEGATIVE, True)]
)
def test_the_colour_is_the_sign_and_dashes_tell_it_on_grey_paper(value, ink, dashed):
    for part in (plumbing.wire("g", value), plumbing.pipe("c", value, 1.0)):
        assert ink in part
        assert ("stroke-dasharray" in part) == dashed


def test_the_pipe_is_filled_as_far_as_the_state_is_large():
    heights = [
        float(re.search(r'<rect[^>]* height="([\d.]+)"', plumbing.pipe("c", value, 2.0))[1])
        for value in (0.5, 1.0, 2.0)
    ]
    assert heights == pytest.approx([10, 20, 40])


@pytest.mark.parametrize("name", VALVES)
def test_a_valve_is_shut_by_its_plate(name):
    plates = [
        float(re.findall(r' height="([\d.]+)"', plumbing.valve(name, value))[1])
        for value in (0.0, 0.25, 1.0)
    ]
    assert plates == pytest.approx([44, 33, 0])


def test_a_second_wire_can_run_beside_the_first():
    first, beside = plumbing.wire("h_prev", 0.5), plumbing.wire("h_prev", 0.5, shift=7)
    y = [float(re.search(r'points="[\d.]+,([\d.]+)', part)[1]) for part in (first, beside)]
    assert y[1] - y[0] == 7


def test_the_routes_meet_where_the_water_flows_on():
    assert ROUTES["kept"][-1] == ROUTES["c"][0]
    assert ROUTES["written"][-1][0] == ROUTES["c"][0][0]
    for name, (before, after) in {"f": ("c_prev", "kept"), "i": ("g", "written")}.items():
        x, y = VALVES[name]
        (x1, y1), (x2, y2) = ROUTES[before][-1], ROUTES[after][0]
        assert (x1 + x2) / 2 == x
        assert (y1 + y2) / 2 == y
