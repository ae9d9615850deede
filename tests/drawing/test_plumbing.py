"""The cell as plumbing: levels and streams are sizes, colour is sign, plates shut."""

import re
from xml.etree import ElementTree

import pytest

from lstm_lab.drawing import plumbing, style, svg
from lstm_lab.drawing.plumbing import PARTS, Wires, cell, zoom

WIRES = Wires(
    c_prev=0.5, f=0.25, kept=0.125, i=1.0, g=-0.75, written=-0.75, c=-0.625,
    squashed=-0.55, o=0.5, h=-0.28, h_prev=0.1, x="v = 3",
)  # fmt: skip


def drawn(w=WIRES, **how):
    text = svg.document(plumbing.WIDTH, plumbing.HEIGHT, cell(w, **how), "a cell")
    return text, ElementTree.fromstring(text)


def words(tree):
    return [node.text for node in tree.iter() if node.tag.endswith("text")]


def levels(text):
    """Return the heights of water at the left end of each part of the pipe of c."""
    return [158 - float(y) for y in re.findall(r'<path d="M[\d.]+ 158V([\d.]+)C', text)]


def test_states_gates_and_candidate_say_their_numbers():
    said = words(drawn()[1])
    for told in ("c_prev 0.50", "f 0.25", "keep 25%", "g \N{MINUS SIGN}0.75", "i 1.00",
                 "let in 100%", "c \N{MINUS SIGN}0.62", "o 0.50", "say 50%",
                 "h \N{MINUS SIGN}0.28", "h_prev = 0.10 and x: v = 3"):  # fmt: skip
        assert told in said


def test_a_held_gate_is_called_so():
    said = words(drawn(held=("i",))[1])
    assert "held at 1.00" in said
    assert "keep 25%" in said


def test_no_label_lies_outside_the_picture():
    _, tree = drawn(WIRES._replace(c_prev=-12.34, c=-12.34, written=-12.34))
    for node in tree.iter():
        if node.tag.endswith("text"):
            long = 8.5 * len(node.text)
            x = float(node.get("x")) - (long if node.get("text-anchor") == "end" else 0)
            assert 0 <= x <= x + long <= plumbing.WIDTH
            assert 0 < float(node.get("y")) <= plumbing.HEIGHT


def test_the_level_is_the_size_of_c_and_what_is_kept_is_lower():
    before, kept, _, after = levels(
        drawn(Wires(c_prev=0.8, f=0.5, kept=0.4, i=1.0, g=0.5, written=0.5, c=0.9))[0]
    )
    assert before == pytest.approx(58 * 0.8, abs=0.1)
    assert kept == pytest.approx(58 * 0.4, abs=0.1)
    assert after == pytest.approx(58 * 0.9, abs=0.1)


def test_a_state_beyond_1_says_what_a_full_pipe_is():
    assert "full = 3" in words(drawn(Wires(c_prev=2.4, kept=2.4, c=2.4))[1])
    assert not [
        said for said in words(drawn(Wires(c_prev=0.9, kept=0.9, c=0.9))[1]) if "full" in said
    ]


def test_what_is_below_zero_is_hatched_and_nothing_else():
    assert svg.HATCHED in drawn()[0]
    assert svg.HATCHED not in drawn(Wires(*(abs(v) for v in WIRES[:-1])))[0]
    assert svg.signed_fill(0.0) == style.PALE


@pytest.mark.parametrize("name", "fio")
def test_a_plate_lies_across_as_far_as_its_gate_is_shut(name):
    long = plumbing.BOTTOM - plumbing.TOP if name == "f" else 2 * plumbing.HALF
    full = long * 2 * (plumbing.PLATE if name == "f" else plumbing.PLATE - 1)
    for value in (0.0, 0.25, 1.0):
        _, tree = drawn(Wires(**dict.fromkeys("fio", 1.0) | {name: value}))
        plates = [
            p for p in tree.iter("{http://www.w3.org/2000/svg}rect") if p.get("fill") == style.SHUT
        ]
        shut = [float(p.get("width")) * float(p.get("height")) for p in plates]
        assert sum(shut) == pytest.approx((1 - value) * full)


def test_the_pale_cell_is_ground_for_errors():
    text, tree = drawn(pale=True)
    assert 'opacity="0.16"' in text
    assert "f 0.25" in words(tree)
    assert "keep 25%" not in words(tree)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_cut_out_of_the_same_drawing(part):
    text, width = zoom(WIRES, part, 10, 20, 150)
    x, y, wide, tall = PARTS[part]
    assert f'viewBox="{x} {y} {wide} {tall}"' in text
    assert width == pytest.approx(150 * wide / tall)
    assert "<text" not in text
