"""The texts of mistakes: complete, plain, each under one name and used."""

import ast
import re
from pathlib import Path

import pytest

import lstm_lab
from lstm_lab.checks import EXERCISES
from lstm_lab.guest.finding import TEXTS, Entry, add, finding


def test_an_id_has_one_text():
    with pytest.raises(ValueError, match="'transposed' has a text already"):
        add({"transposed": Entry("Another", "Another.", ("Another?",))})


def test_every_text_is_used():
    """By an id in the source that is not its own key in a table of texts."""
    folder = Path(lstm_lab.__file__).parent
    used = set()
    for file in folder.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        keys = {
            id(key)
            for node in ast.walk(tree)
            if isinstance(node, ast.Dict)
            for key, value in zip(node.keys, node.values, strict=True)
            if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "Entry"
        }
        used |= {
            n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in keys
        }
    unused = {text for text in TEXTS if text.split(" (")[0] not in used}
    assert not unused


def test_every_entry_has_a_title_a_sentence_and_a_hint():
    for mistake, (title, message, hints, whole) in TEXTS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*( \((backward|gate)\))?", mistake)
        assert title
        assert title[-1] != "."
        assert message[-1] in ".?}"
        assert hints, mistake
        assert isinstance(whole, bool), mistake


def test_no_text_says_simply_or_obviously():
    words = " ".join(" ".join([e.title, e.message, *e.hints]) for e in TEXTS.values()).lower()
    assert not re.search(r"\b(simply|obviously|just|trivially)\b", words)


def test_every_mistake_of_an_exercise_has_a_text_and_needs_no_details():
    for exercise in EXERCISES.values():
        for mistake in exercise.mistakes:
            assert finding(mistake.id).message == TEXTS[mistake.id].message


def test_details_fill_the_message_and_the_hints_and_are_never_templates():
    found = finding("not-a-function", got="{evil}", name="affine")
    assert "{evil}" in found.message
    assert "checks.affine(affine)" in found.hints[0]
