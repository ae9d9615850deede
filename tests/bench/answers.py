"""The held-out answers: how many are caught and named, and what a check of one costs.

`tests/judge/held_out/` holds 326 wrong and 162 right answers, written from the exercises' texts
alone.
"""

from __future__ import annotations

import linecache
import re
import time
from pathlib import Path
from typing import NamedTuple

from lstm_lab.checks import EXERCISES
from lstm_lab.judge.diagnose import diagnose

FOLDER = Path(__file__).parents[1] / "judge" / "held_out"
CELL = re.compile(r"^# %% (right|wrong) (\w+): (.*)\n", re.MULTILINE)


class Answer(NamedTuple):
    """One answer: kind, "right" or "wrong"; the exercise's name; what is wrong; the function."""

    kind: str
    name: str
    title: str
    function: object


def answers(names=()):
    """Return the answers to these exercises, or all of them."""
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        preamble, *cells = CELL.split(path.read_text(encoding="utf-8"))
        for k in range(0, len(cells), 4):
            kind, name, title, body = cells[k : k + 4]
            function = _defined(f"{preamble}\n{body}", name, f"{path}:{title}")
            found.append(Answer(kind, name, title, function))
    return [answer for answer in found if not names or answer.name in names]


def _defined(source, name, file):
    """Run an answer's cell as its own module, with a source that inspect finds."""
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names = {"__name__": "answer"}
    exec(compile(source, file, "exec"), names)
    return names[name]


def main(names=()):
    """Print the figures, and what is missed, refused or slow; return 0 if nothing is."""
    rows = []
    for answer in answers(names):
        diagnose(EXERCISES[answer.name], answer.function)  # the first one also draws the cases
        start = time.process_time()
        report = diagnose(EXERCISES[answer.name], answer.function)
        rows.append((answer, report, time.process_time() - start))
    wrong = [row for row in rows if row[0].kind == "wrong"]
    missed = [answer for answer, report, _ in wrong if report.passed]
    refused = [a for a, report, _ in rows if a.kind == "right" and not report.passed]
    named = sum(report.mistake is not None for _, report, _ in wrong)
    slow = [f"{a.name}: {a.title} ({seconds:.2f} s)" for a, _, seconds in wrong if seconds > 0.2]
    print(f"wrong answers  {len(wrong)}: called correct {len(missed)}, named {named} "
          f"({named / max(1, len(wrong)):.0%})")  # fmt: skip
    print(f"right answers  {len(rows) - len(wrong)}: refused {len(refused)}")
    print(f"the dearest wrong answer takes {max((s for *_, s in wrong), default=0):.2f} s of CPU")
    for said, some in (("CALLED CORRECT", missed), ("REFUSED", refused)):
        print(*(f"{said} {answer.name}: {answer.title}" for answer in some), sep="\n", end="")
    print(*(f"SLOW {line}" for line in slow), sep="\n", end="")
    return int(bool(missed or refused or slow))
