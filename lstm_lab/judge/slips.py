"""An answer compared with its equation, changed in one place by one of the `rules`.

The equation is the exercise's `model`: lines of Python, the last of which is an expression. Only
these are compiled and run, never a learner's text.
"""

from __future__ import annotations

import ast
import copy
import re
from functools import cache
from itertools import permutations
from typing import NamedTuple

import numpy as np

from lstm_lab.cells.activations import sigmoid
from lstm_lab.cells.readout import softmax
from lstm_lab.guest.finding import Finding
from lstm_lab.guest.values import agree, leaves
from lstm_lab.judge.rules import RULES
from lstm_lab.wording import listed

_NUMPY = (
    "tanh", "exp", "log", "log2", "log10", "sin", "arctan", "arctanh", "maximum", "clip", "where",
    "abs", "round", "roll", "diag",
)  # fmt: skip
_FUNCTIONS = {
    **{name: getattr(np, name) for name in _NUMPY},
    "sigmoid": sigmoid,
    "softmax": softmax,
    "len": len,
}


class Rule(NamedTuple):
    """One line of RULES: id, question, pattern and replacement as syntax trees, sentence."""

    id: str
    question: str
    pattern: ast.expr
    instead: ast.expr
    sentence: str


class Slip(NamedTuple):
    """A changed equation: its compiled lines, and what is said if the learner's numbers are its."""

    rule: Rule
    code: object
    sentence: str


def as_if(trial):
    """Return the Finding of the first slip that gives the learner's numbers, or None.

    All cases must agree; or else all but those with hard numbers.
    """
    if not trial.exercise.model:
        return None
    cases = [case.draw() for case in trial.exercise.cases]
    got = [outcome.leaves for outcome in trial.outcomes]
    ordinary = [k for k, case in enumerate(trial.exercise.cases) if case.kind != "extreme"]
    wrong_already = not all(trial.right[k] for k in ordinary)
    nearly = None
    for slip in slips(trial.exercise.model, trial.exercise.arguments):
        if not all(_gives(trial, slip, cases[k], got[k]) for k in ordinary):
            continue
        if all(_gives(trial, slip, cases[k], got[k]) for k in range(len(cases))):
            return _told(slip, "It is exactly as if")
        nearly = nearly or (slip if wrong_already else None)
    return nearly and _told(nearly, "But for hard numbers it is as if")


def _told(slip, said):
    message = f"{said} {slip.sentence}."
    return Finding(slip.rule.id, message, (slip.rule.question,), "fingerprint")


def _gives(trial, slip, arguments, got):
    """True if the changed equation gives these numbers."""
    return agree(got, leaves(run(slip.code, arguments)), trial.exercise.tolerance)


def run(code, arguments):
    """Run compiled lines on arguments by name; return the last line's value, None for an error."""
    lines, last = code
    names = {**_FUNCTIONS, **arguments}
    try:
        with np.errstate(all="ignore"):
            exec(lines, names)
            return eval(last, names)
    except (ValueError, TypeError, IndexError, AttributeError, np.exceptions.AxisError):
        return None


@cache
def slips(model, arguments):
    """Return every Slip of a model, in the order of the rules.

    Parameters: model, its text; arguments, the names that V and W of a rule may stand for.
    """
    tree = ast.parse(model)
    named = _named(tree, arguments)
    return [
        Slip(rule, _compiled(changed), _said(rule, words))
        for rule in _rules()
        for changed, words in _changes(tree, rule, named)
    ]


def compiled(model):
    """Compile a model's text for `run`."""
    return _compiled(ast.parse(model))


def _compiled(tree):
    *lines, last = tree.body
    body = ast.fix_missing_locations(ast.Module(lines, []))
    value = ast.fix_missing_locations(ast.Expression(last.value))
    return compile(body, "<model>", "exec"), compile(value, "<model>", "eval")


@cache
def _rules():
    """Read RULES."""
    found, section = [], ("", "")
    for line in filter(None, RULES.splitlines()):
        heading = re.fullmatch(r"\[([a-z-]+)\] (.*)", line)
        if heading:
            section = heading.groups()
            continue
        pattern, instead, sentence = re.fullmatch(r"(.*?) -> (.*?) : (.*)", line).groups()
        found.append(Rule(*section, _expression(pattern), _expression(instead), sentence))
    return found


def _expression(text):
    return ast.parse(text, mode="eval").body


def _named(tree, arguments):
    """Return the argument expressions of a model by their text: "x", "params.W_i"."""
    nodes = (n for n in ast.walk(tree) if isinstance(n, ast.Name | ast.Attribute))
    found = {ast.unparse(node): node for node in nodes}
    return {
        text: node
        for text, node in found.items()
        if text.split(".")[0] in arguments and (text + ".") not in " ".join(found) + " "
        and not text.endswith(".T")
    }  # fmt: skip


def _changes(tree, rule, named):
    """Yield (changed tree, what the rule's letters stand for)."""
    if isinstance(rule.pattern, ast.Tuple):
        yield from _exchanges(tree, named)
        return
    whole = isinstance(rule.pattern, ast.Name) and rule.pattern.id == "E"
    for path, node in _places(tree, whole):
        for letters in _bindings(rule, node, named):
            yield _with(tree, path, _filled(rule.instead, letters)), letters


def _exchanges(tree, named):
    """Yield the tree with two arguments exchanged throughout."""
    texts = list(named)
    for k, one in enumerate(texts):
        for other in texts[k + 1 :]:
            partner = {one: named[other], other: named[one]}
            yield _Renamed(partner).visit(copy.deepcopy(tree)), {"V": named[one], "W": named[other]}


class _Renamed(ast.NodeTransformer):
    """Replace argument expressions by others."""

    def __init__(self, partner):
        self.partner = partner

    def visit(self, node):
        text = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else None
        return copy.deepcopy(self.partner[text]) if text in self.partner else super().visit(node)


def _places(tree, whole):
    """Yield (path, node) of every expression; the whole answer alone if `whole`."""
    last = len(tree.body) - 1
    if whole:
        yield (("body", last), ("value", None)), tree.body[-1].value
        return
    for k in (last, *range(last)):
        yield from _inside(tree.body[k].value, (("body", k), ("value", None)))


def _inside(node, path):
    yield path, node
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.expr):
            yield from _inside(value, (*path, (field, None)))
        elif isinstance(value, list):
            for k, part in enumerate(value):
                if isinstance(part, ast.expr):
                    yield from _inside(part, (*path, (field, k)))


def _with(tree, path, node):
    """Return a copy of the tree with another node at a path."""
    changed = copy.deepcopy(tree)
    place = changed
    for field, k in path[:-1]:
        place = getattr(place, field) if k is None else getattr(place, field)[k]
    field, k = path[-1]
    if k is None:
        setattr(place, field, node)
    else:
        getattr(place, field)[k] = node
    return changed


def _bindings(rule, node, named):
    """Yield what the letters of a rule stand for at a node: a dict of letter to syntax tree."""
    used = {n.id for n in ast.walk(rule.instead) if isinstance(n, ast.Name)}
    for letters in _matches(rule.pattern, node, {}, named):
        free = [letter for letter in ("V", "W") if letter in used and letter not in letters]
        if not free:
            yield letters
            continue
        for other in named.values():
            if ast.unparse(other) != ast.unparse(letters.get("V", other)) or free == ["V"]:
                yield letters | {free[0]: other}


def _matches(pattern, node, letters, named):
    """Yield the letters' meanings under which a pattern is a node."""
    if isinstance(pattern, ast.Name) and len(pattern.id) == 1 and pattern.id.isupper():
        yield from _letter(pattern.id, node, letters, named)
    elif isinstance(pattern, ast.BinOp) and isinstance(pattern.op, ast.Add | ast.Mult):
        yield from _chain(pattern, node, letters, named)
    elif type(pattern) is type(node):
        yield from _fields(list(ast.iter_fields(pattern)), node, letters, named)


def _letter(letter, node, letters, named):
    if letter in letters:
        if ast.dump(letters[letter]) == ast.dump(node):
            yield letters
    elif letter in ("F", "G"):
        if isinstance(node, ast.Name) and node.id in _FUNCTIONS:
            yield letters | {letter: node}
    elif letter != "V" or ast.unparse(node) in named:
        yield letters | {letter: node}


def _fields(fields, node, letters, named):
    """Match the fields of two nodes of one type, one after the other."""
    if not fields:
        yield letters
        return
    (name, value), *rest = fields
    other = getattr(node, name)
    if name in ("ctx", "kind", "type_comment"):
        yield from _fields(rest, node, letters, named)
    elif isinstance(value, ast.AST):
        for found in _matches(value, other, letters, named):
            yield from _fields(rest, node, found, named)
    elif isinstance(value, list):
        if len(value) == len(other):
            for found in _all(list(zip(value, other, strict=True)), letters, named):
                yield from _fields(rest, node, found, named)
    elif value == other:
        yield from _fields(rest, node, letters, named)


def _all(pairs, letters, named):
    if not pairs:
        yield letters
        return
    for found in _matches(*pairs[0], letters, named):
        yield from _all(pairs[1:], found, named)


def _chain(pattern, node, letters, named):
    """Match a sum or a product, whatever the order; R takes all that is left."""
    kind = type(pattern.op)
    wanted, there = _parts(pattern, kind), _parts(node, kind)
    rest = [part for part in wanted if isinstance(part, ast.Name) and part.id == "R"]
    fixed = [part for part in wanted if part not in rest]
    if len(there) < len(fixed) + len(rest) and not (rest and len(there) == len(fixed) > 1):
        return
    if not rest and len(there) != len(fixed):
        return
    for chosen in permutations(range(len(there)), len(fixed)):
        others = [part for k, part in enumerate(there) if k not in chosen]
        meaning = letters
        if rest:
            neutral = ast.Constant(0 if kind is ast.Add else 1)
            meaning = letters | {"R": _joined(others or [neutral], kind)}
        yield from _all([(fixed[n], there[k]) for n, k in enumerate(chosen)], meaning, named)


def _parts(node, kind):
    """Return the terms of a sum, or the factors of a product."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, kind):
        return [*_parts(node.left, kind), *_parts(node.right, kind)]
    return [node]


def _joined(parts, kind):
    first, *rest = parts
    for part in rest:
        first = ast.BinOp(first, kind(), part)
    return first


def _filled(instead, letters):
    """Put the letters' meanings into a replacement."""

    class Filled(ast.NodeTransformer):
        def visit_Name(self, node):
            return copy.deepcopy(letters.get(node.id, node))

    return Filled().visit(copy.deepcopy(instead))


def _said(rule, letters):
    """Fill a rule's sentence: names of arguments, not code."""
    return rule.sentence.format(**{letter: _words(node) for letter, node in letters.items()})


def _words(node):
    """Call an expression by the arguments in it: "h_prev and W_f"; "tanh of c"; "1 minus o"."""
    if isinstance(node, ast.Name | ast.Attribute | ast.Constant):
        return ast.unparse(node).removesuffix(".T").replace("sigmoid", "the sigmoid")
    if isinstance(node, ast.BinOp):
        left, op, right = node.left, node.op, node.right
        if isinstance(op, ast.Sub) and isinstance(left, ast.Constant):
            return f"{left.value} minus {_words(right)}"
        if isinstance(op, ast.Pow) and isinstance(right, ast.Constant):
            return f"the square of {_words(left)}"
    if isinstance(node, ast.Call) and len(node.args) == 1:
        return f"{_words(node.func)} of {_words(node.args[0])}"
    found = {}
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and part.attr != "T":
            found[ast.unparse(part)] = None
        elif isinstance(part, ast.Name) and part.id not in (*_FUNCTIONS, "params", "da"):
            found[part.id] = None
    return listed(sorted(found, key=ast.unparse(node).find)) if found else "it"
