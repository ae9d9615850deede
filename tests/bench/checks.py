"""Do the checks catch what is wrong, and say what it is? Mechanical mutants of the solutions.

Each solution is changed in every small way that `mutants` knows. A mutant that gives the
reference's results on an independent set of random cases is "equivalent" and is only listed; each
other one must be caught, and should be diagnosed: a named mistake, an error explained, or a
probe's sentence, not the general one.
"""

from __future__ import annotations

import ast
import difflib
import itertools
import re
import subprocess
from importlib import import_module
from typing import NamedTuple

import numpy as np

from lstm_lab import checks
from lstm_lab.course import content
from lstm_lab.guest.call import call, isolation
from lstm_lab.guest.values import agree
from lstm_lab.judge.cases import Case, Sizes, changed
from lstm_lab.judge.diagnose import diagnose
from lstm_lab.lessons import LESSONS
from tests.bench.mutants import mutants

# Not the sizes and seeds of the checks.
_SIZES = (Sizes(T=6, N=4, D=3, H=5, K=2), Sizes(T=3, N=5, D=2, H=4, K=6), Sizes(3, 2, 5, 5, 4))
_CELL = re.compile(r'^# %% answer="(\w+)".*?\n(.*?)(?=^# %%|\Z)', re.MULTILINE | re.DOTALL)


class Score(NamedTuple):
    """One exercise's mutants: lists of sources, and of (source, report)."""

    name: str
    original: str
    equivalent: list
    caught: list
    missed: list

    @property
    def different(self):
        """How many mutants differ from the reference."""
        return len(self.caught) + len(self.missed)

    def count(self, *stages):
        """How many mutants were caught by these stages of the engine."""
        return sum(_stage(report) in stages for _, report in self.caught)

    @property
    def diagnosed(self):
        """How many were caught with more than the general sentence."""
        return self.count("fingerprint", "form", "raised", "probe")


def main(names=()):
    """Print a table by exercise and what was missed; return 0 if all mutants were caught.

    Parameters: names, the exercises to try; all of them if there are none.
    """
    sources = solutions()
    unknown = sorted({*names} - {*checks.EXERCISES})
    if unknown:
        print(f"no lesson's EXERCISES lists {', '.join(unknown)}")
        return 2
    scores = [score(checks.EXERCISES[name], sources[name]) for name in names or checks.EXERCISES]
    print(table(scores))
    for one in scores:
        print(survivors(one), end="")
    return int(any(one.missed for one in scores) or not scores)


def changed_since(commit):
    """Return the exercises of lessons that changed since a commit; all if an engine did."""
    run = ["git", "diff", "--name-only", commit]
    changed = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split("\n")
    if any(path.startswith(("lstm_lab/judge/", "lstm_lab/guest/")) for path in changed):
        return list(checks.EXERCISES)
    slugs = {f"l{slug}" for path in changed for slug in re.findall(r"\d\d_[a-z_]+", path)}
    rooms = [import_module(f"lstm_lab.lessons.{x}.exercises") for x in LESSONS if x in slugs]
    return [exercise.name for room in rooms for exercise in room.EXERCISES]


def solutions(folder=None):
    """Return the answers' sources by exercise, from the solutions' percent scripts.

    An answer that calls another one of its notebook is followed by that one. Parameters: folder,
    that of the solutions; the checkout's own by default.
    """
    folder = folder or content.root() / "solutions"
    found = {}
    for path in sorted(folder.glob("*/[0-9][0-9]_*.py")):
        cells = dict(_CELL.findall(path.read_text(encoding="utf-8")))
        for name, source in cells.items():
            called = (
                text for other, text in cells.items() if re.search(rf"(?<!def ){other}\(", source)
            )
            found[name] = "\n\n".join([source, *called])
    return found


def score(exercise, source, most=None):
    """Try the mutants of a solution's source against the exercise, and return the Score.

    Parameters: exercise; source; most, about how many mutants to try, evenly picked, or None for
    every one.
    """
    original, changed_sources = mutants(source)
    changed_sources = changed_sources[:: max(1, len(changed_sources) // (most or 10**9))]
    cases = _independent_cases(exercise)
    with isolation():
        # Where a judge decides alone, the reference is an answer and not what the judge gives.
        right = getattr(exercise, "passed", exercise.reference)
        wanted = [call(right, case).leaves for case in cases]
    result = Score(exercise.name, original, [], [], [])
    for text in changed_sources:
        report = diagnose(exercise, define(text))
        if "EndlessLoopError" in report.message:
            continue
        if report.status != "correct":
            same = _same(exercise, define(text), cases, wanted)
            (result.equivalent if same else result.caught).append((text, report))
        elif not _same(exercise, define(text), cases, wanted):
            result.missed.append((text, report))
        else:
            result.equivalent.append((text, report))
    return result


def define(source):
    """Run a source that defines one function, with NumPy as np, and return the function.

    A loop in it stops with EndlessLoopError after 1000 turns: no solution has so many.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.While):
            node.body.insert(0, ast.parse("count_turn()").body[0])
    tree.body[0].body.insert(0, ast.parse("count_turn = new_limit()").body[0])
    names = {"np": np, "new_limit": _limit}
    exec(compile(ast.fix_missing_locations(tree), "<mutant>", "exec"), names)
    return names[tree.body[0].name]


class EndlessLoopError(Exception):
    """A mutant's loop does not end; a check does not notice that, so it is not counted."""


def _limit():
    turns = itertools.count()

    def count_turn():
        if next(turns) >= 1000:
            raise EndlessLoopError("a loop that does not end")

    return count_turn


def table(scores):
    """Write the scores as a table, with a last line for all."""
    head = (
        f"{'exercise':<20}{'mutants':>8}{'equal':>7}{'differ':>8}{'caught':>8}"
        f"{'named':>7}{'form':>6}{'error':>7}{'probe':>7}{'diagnosed':>11}"
    )
    return "\n".join([head, *map(_row, scores), _row(_together(scores))])


def survivors(one):
    """Write the mutants that were not caught, or not diagnosed, as changes of the solution."""
    rows = [("NOT CAUGHT", text) for text, _ in one.missed]
    rows += [("no diagnosis", t) for t, report in one.caught if _stage(report) == "numbers"]
    rows += [
        ("refused, but equal on random cases", text)
        for text, report in one.equivalent
        if report.status != "correct"
    ]
    return "".join(f"\n{one.name}: {said}\n{_difference(one.original, t)}\n" for said, t in rows)


def _stage(report):
    return "raised" if report.mistake == "raised" else report.stage


def _row(one):
    share = f"{one.diagnosed / one.different:.1%}" if one.different else "-"
    caught = f"{len(one.caught) / one.different:.0%}" if one.different else "-"
    return (
        f"{one.name:<20}{one.different + len(one.equivalent):>8}{len(one.equivalent):>7}"
        f"{one.different:>8}{caught:>8}{one.count('fingerprint'):>7}{one.count('form'):>6}"
        f"{one.count('raised'):>7}{one.count('probe'):>7}{share:>11}"
    )


def _together(scores):
    lists = [list(itertools.chain.from_iterable(one[k] for one in scores)) for k in (2, 3, 4)]
    return Score("all", "", *lists)


def _difference(before, after):
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "\n".join(f"    {line}" for line in lines if not line.startswith(("---", "+++", "@@")))


def _independent_cases(exercise):
    """Draw cases that the check does not use: other sizes, other seeds, also hard numbers."""
    cases = [
        Case("", "ordinary", sizes, _drawn(exercise, 1000 + k, sizes))
        for k, sizes in enumerate(_SIZES)
    ]
    cases += [
        Case(title, "special", _SIZES[0], _drawn(exercise, 2000 + k, _SIZES[0], draw))
        for k, (title, draw) in enumerate(exercise.more)
    ]
    return cases + [changed(cases[0], change) for _, change in exercise.extremes]


def _drawn(exercise, seed, sizes, draw=None):
    return lambda: (draw or exercise.draw)(np.random.default_rng(seed), sizes)


def _same(exercise, function, cases, wanted):
    """True if a function gives the wanted results and leaves its arguments alone."""
    function = exercise.judge(function) if exercise.judge else function
    with isolation():
        outcomes = [call(function, case) for case in cases]
    return all(
        agree(outcome.leaves, want, exercise.tolerance) and not outcome.changed
        for outcome, want in zip(outcomes, wanted, strict=True)
    )
