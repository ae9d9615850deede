import ast
import re
from pathlib import Path

from lstm_lab.checks import EXERCISES, catalogue
from lstm_lab.checks.catalogue import CATALOGUE, finding


def test_no_id_is_listed_twice():
    folder = Path(catalogue.__file__).parent
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in folder.glob("*.py")]
    tables = [node.value for tree in trees for node in tree.body if isinstance(node, ast.Assign)]
    listed = [key.value for t in tables if isinstance(t, ast.Dict) for key in t.keys]
    assert sorted(listed) == sorted(CATALOGUE)


def test_every_entry_has_a_title_a_sentence_and_a_hint():
    for mistake, (title, message, hints) in CATALOGUE.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", mistake)
        assert title
        assert title[-1] != "."
        assert message[-1] in ".?}"
        assert hints, mistake


def test_no_text_says_simply_or_obviously():
    words = " ".join(" ".join([e.title, e.message, *e.hints]) for e in CATALOGUE.values()).lower()
    assert not re.search(r"\b(simply|obviously|just|trivially)\b", words)


def test_every_mistake_of_an_exercise_is_in_the_catalogue_and_needs_no_details():
    for exercise in EXERCISES.values():
        for mistake in exercise.mistakes:
            assert finding(mistake.id).message == CATALOGUE[mistake.id].message


def test_details_fill_the_message_and_the_hints_and_are_never_templates():
    found = finding("not-a-function", got="{evil}", name="affine")
    assert "{evil}" in found.message
    assert "checks.affine(affine)" in found.hints[0]
