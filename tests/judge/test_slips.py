"""Slips of a one-line answer: the equation changed in one place by a rule."""

import ast
import re
from dataclasses import replace

import numpy as np
import pytest

from lstm_lab.checks import EXERCISES, Exercise
from lstm_lab.guest.values import agree, leaves
from lstm_lab.judge import slips
from lstm_lab.judge.diagnose import diagnose
from lstm_lab.judge.rules import RULES
from lstm_lab.judge.trial import Trial

MODELS = [e for e in EXERCISES.values() if e.model]
LINES = [line for line in RULES.splitlines() if line]
SECTIONS = [line for line in LINES if line.startswith("[")]
# For rules that no exercise's equation meets.
SMALL = {"x / (y + z)": ("x", "y", "z")}

each_model = pytest.mark.parametrize("exercise", MODELS, ids=lambda e: e.name)


def normal(expression):
    return ast.unparse(ast.parse(expression, mode="eval"))


def written():
    """Return (pattern, replacement) of every rule, as RULES has them."""
    rules = [line.split(" : ")[0].split(" -> ") for line in LINES if line not in SECTIONS]
    return [tuple(map(normal, rule)) for rule in rules]


def ends(slip):
    return ast.unparse(slip.rule.pattern), ast.unparse(slip.rule.instead)


def answer(exercise, code):
    """Return the function of a learner who writes this."""
    return lambda *given: slips.run(code, dict(zip(exercise.arguments, given, strict=True)))


def right_in(exercise, code, *kinds):
    """Tell whether lines give the right numbers in all cases of these kinds."""
    rows = zip(exercise.cases, exercise.expected, strict=True)
    return all(
        agree(leaves(slips.run(code, case.draw())), want.leaves, exercise.tolerance)
        for case, want in rows
        if case.kind in kinds
    )


def runs(exercise, code):
    """Tell whether the shapes fit where all sizes differ."""
    return all(
        leaves(slips.run(code, case.draw())) is not None
        for case in exercise.cases
        if case.kind == "ordinary"
    )


@each_model
def test_the_model_is_the_reference(exercise):
    assert right_in(exercise, slips.compiled(exercise.model), "ordinary", "special", "extreme")


@each_model
def test_a_right_answer_is_never_named(exercise):
    assert diagnose(exercise, answer(exercise, slips.compiled(exercise.model))).passed
    for slip in slips.slips(exercise.model, exercise.arguments):
        if right_in(exercise, slip.code, "ordinary", "special", "extreme"):
            assert diagnose(exercise, answer(exercise, slip.code)).passed, slip.sentence


def found_slips():
    models = {e.model: e.arguments for e in MODELS} | SMALL
    return [slip for model, names in models.items() for slip in slips.slips(model, names)]


def test_every_rule_meets_an_equation():
    met = {ends(slip) for slip in found_slips()}
    assert not [rule for rule in written() if rule not in met]


def test_no_rule_stands_twice():
    assert len(set(written())) == len(written())


def test_every_sentence_is_filled_in_with_names_and_has_no_code():
    for slip in found_slips():
        assert not re.search(r"[{}@\[\]]|\*|\.T\b", slip.sentence), slip
        assert slip.sentence[-1] not in ".?!", slip


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_has_an_id_and_asks_a_question(section):
    name, question = re.fullmatch(r"\[([a-z]+(?:-[a-z]+)*)\] (.+)", section).groups()
    assert question[-1] in "?."
    assert name in {slip.rule.id for slip in found_slips() if slip.rule.question == question}


@each_model
def test_whoever_writes_a_changed_equation_is_told_of_one_with_the_same_numbers(exercise):
    of = {}
    for slip in slips.slips(exercise.model, exercise.arguments):
        of.setdefault(f"It is exactly as if {slip.sentence}.", []).append(slip.code)
    for said, (code, *_) in list(of.items())[::12]:
        if right_in(exercise, code, "ordinary") or not runs(exercise, code):
            continue
        mine = answer(exercise, code)
        found = slips.as_if(Trial(exercise, mine))
        same = replace(exercise, reference=mine)
        assert found, said
        assert any(right_in(same, told, "ordinary") for told in of[found.message]), said


CELL = Exercise(
    name="total",
    model="o * tanh(x @ W + b)",
    reference=lambda x, W, b, o: o * np.tanh(x @ W + b),
    draw=lambda rng, s: {
        "x": rng.standard_normal((s.N, s.D)),
        "W": rng.standard_normal((s.D, s.H)),
        "b": rng.standard_normal(s.H),
        "o": rng.uniform(0.1, 0.9, (s.N, s.H)),
    },
    letters="NDH",
    extremes=(("x is large", lambda arguments: arguments | {"x": 1000 * arguments["x"]}),),
)


@pytest.mark.parametrize(
    ("mine", "mistake", "said"),
    [
        (
            lambda x, W, b, o: o * np.tanh(b - x @ W),
            "sign-lost",
            "the term with x and W were taken",
        ),
        (lambda x, W, b, o: o * np.tanh(x @ W), "term-missing", "the term with b were missing"),
        (lambda x, W, b, o: np.tanh(x @ W + b), "factor-missing", "the factor with o were missing"),
        (lambda x, W, b, o: o + np.tanh(x @ W + b), "added-not-multiplied", "were added, where it"),
        (lambda x, W, b, o: np.tanh(o * (x @ W + b)), "parentheses", "round the whole product"),
        (lambda x, W, b, o: o * (x @ W + b), "squash-missing", "tanh were missing"),
        (lambda x, W, b, o: (1 - o) * np.tanh(x @ W + b), "factor-missing", "1 minus the factor"),
        (lambda x, W, b, o: o * np.tanh(x @ abs(W) + b), "changed-argument", "W lost its signs"),
        (lambda x, W, b, o: o * np.tanh(x @ W + b) + o, "whole-answer", "o were added to the"),
    ],
)
@pytest.mark.parametrize("model", [CELL.model, "s = x @ W + b\no * tanh(s)"])
def test_a_slip_in_any_line_of_the_model_is_named(model, mine, mistake, said):
    found = diagnose(replace(CELL, model=model), mine)
    assert (found.stage, found.mistake) == ("fingerprint", mistake)
    assert "It is exactly as if " in found.message
    assert said in found.message


def test_a_bracket_that_closes_too_early_is_named_with_the_term_that_it_leaves_out():
    found = diagnose(CELL, lambda x, W, b, o: o * (np.tanh(x @ W) + b))
    assert (found.stage, found.mistake) == ("fingerprint", "parentheses")
    assert "tanh acted on a part of the sum, without the term with b" in found.message


def unsafe(a):
    return (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))


def test_a_slip_is_named_though_hard_numbers_go_wrong_as_well():
    found = diagnose(CELL, lambda x, W, b, o: o * unsafe(x @ W - b))
    assert (found.stage, found.mistake) == ("fingerprint", "sign-lost")


def test_two_slips_at_once_are_not_named():
    found = diagnose(CELL, lambda x, W, b, o: (1 - o) * np.tanh(x @ W - b))
    assert found.mistake is None
    assert "as if" not in found.message


def wrong_for(exercise, case):
    """Return a function that is right but for the arguments of one case."""

    def mine(*given):
        value = exercise.reference(*given)
        here = leaves(tuple(case.draw().values()))
        return 1.5 * value + 0.25 if agree(leaves(given), here, 0) else value

    return mine


HARD = [(e, case) for e in MODELS for case in e.cases if case.kind == "extreme"]


@pytest.mark.parametrize(("exercise", "case"), HARD, ids=lambda one: getattr(one, "name", None))
def test_when_only_hard_numbers_differ_nothing_of_the_ordinary_kind_is_said(exercise, case):
    found = diagnose(exercise, wrong_for(exercise, case))
    assert (found.stage, found.mistake) == ("probe", None)
    assert f"Right in ordinary cases, wrong when {case.title}." in found.message
    assert "as if" not in found.message
