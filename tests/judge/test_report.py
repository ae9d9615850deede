from html.parser import HTMLParser

import pytest

from lstm_lab import checks, progress
from lstm_lab.judge.report import CORRECT, NOT_STARTED, NOT_YET, NotYetError, Report

EVIL = '<script>alert(\'x\')</script>" onmouseover="y" & line\nnext'


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.seen, self.attributes = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += [name for name, _ in attrs]


@pytest.mark.parametrize(
    ("status", "passed"), [(NOT_STARTED, False), (NOT_YET, False), (CORRECT, True)]
)
def test_only_a_correct_answer_passes(status, passed):
    assert Report("affine", status, "message").passed is passed


def test_require_raises_an_assertion_error_with_the_message_unless_passed():
    with pytest.raises(NotYetError, match=r"affine: not yet\. the numbers differ"):
        Report("affine", NOT_YET, "the numbers differ").require()
    assert issubclass(NotYetError, AssertionError)
    assert Report("affine", CORRECT, "").require() is None


def test_hints_grow_and_the_last_one_stays():
    report = Report("affine", NOT_YET, "no", hints=("first", "second"))
    assert [report.hint() for _ in range(4)] == ["first", "second", "second", "second"]


def test_the_card_folds_each_hint_into_the_one_before_it():
    card = Report("affine", NOT_YET, "no", hints=("first", "second"))._repr_html_()
    assert card.count("<details>") == card.count("</details>") == 2
    assert card.index("A hint") < card.index("first") < card.index("One more")
    assert card.index("One more") < card.index("second") < card.index("</details>")
    assert "<details>" not in Report("affine", CORRECT, "right", hints=("h",))._repr_html_()


def test_without_hints_the_message_is_the_hint():
    assert Report("affine", NOT_YET, "look here").hint() == "look here"
    assert Report("affine", CORRECT, "right").hint() == "Nothing to add."


def test_the_card_escapes_what_comes_from_the_learner():
    card = Tags(Report("<b>", NOT_YET, EVIL, hints=(EVIL,))._repr_html_())
    assert set(card.seen) == {"div", "b", "br", "details", "summary"}
    assert set(card.attributes) == {"style"}


def test_the_card_takes_the_themes_own_colours_for_its_text():
    for status in (NOT_STARTED, NOT_YET, CORRECT):
        card = Report("affine", status, "m")._repr_html_()
        assert "background" not in card
        assert "; color" not in card


def test_the_three_cards_differ_without_colour():
    cards = [Report("affine", s, "m")._repr_html_() for s in (NOT_STARTED, NOT_YET, CORRECT)]
    assert ["○" in cards[0], "✗" in cards[1], "✓" in cards[2]] == [True] * 3
    assert ["dotted" in cards[0], "dashed" in cards[1], "solid" in cards[2]] == [True] * 3


def test_the_text_is_the_card_in_a_line():
    assert repr(Report("affine", CORRECT, "Right.")) == "affine: correct. Right."


def solved(name):
    """Return the report of a right answer, the reference itself."""
    return checks.EXERCISES[name](checks.EXERCISES[name].reference)


def test_a_passed_card_names_what_comes_next_and_links_the_next_lesson(workspace):
    first = solved("input_gate")
    assert first.next.sentence == "Next in this notebook:"
    assert first.next.title == "candidate"
    assert "Next in this notebook: candidate." in repr(first)
    assert "a" not in Tags(first._repr_html_()).seen
    last = solved("candidate")
    assert last.next.title == "lesson 10, forget gate"
    address = 'href="../../notebooks/10_forget_gate.ipynb"'
    assert address in last._repr_html_()


def test_what_stands_above_and_is_open_comes_before_the_next_lesson(workspace):
    assert solved("candidate").next.title == "input_gate"
    progress.record_check("input_gate", "not yet")
    assert solved("candidate").next.title == "input_gate"


def test_outside_a_workspace_and_for_a_wrong_answer_nothing_comes_next(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = solved("input_gate")
    assert (report.next, "later lessons" in report.message) == (None, False)


def test_a_wrong_answer_in_a_workspace_has_no_next_step(workspace):
    report = checks.input_gate(lambda x, h_prev, W, U, b: h_prev @ W)
    assert (report.next, report.passed) == (None, False)


def test_the_last_lessons_last_exercise_has_no_next_step(workspace):
    *_, last = checks.EXERCISES
    for name in checks.EXERCISES:
        progress.record_check(name, "correct")
    assert solved(last).next is None
