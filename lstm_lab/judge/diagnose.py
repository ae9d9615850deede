"""Find out whether a function is right, and if not, which mistake it looks like.

The stages, in order: form of the function; changed arguments; named mistakes; form of the result;
unequal calls; slips of the equation; and for mistakes that nobody listed, probes. An endless
loop is not noticed: the notebook's stop button is for that.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar

from lstm_lab.guest import keep
from lstm_lab.guest.call import RejectedError, call, isolation
from lstm_lab.guest.errors import explain, unwritten_helper
from lstm_lab.guest.finding import Finding, finding
from lstm_lab.guest.form import result_problem
from lstm_lab.guest.values import agree, leaves
from lstm_lab.judge import arguments, evidence, places, relations, sequel, slips
from lstm_lab.judge.cases import AGAIN
from lstm_lab.judge.fingerprints import named_mistake
from lstm_lab.judge.report import CORRECT, NOT_STARTED, NOT_YET, Report
from lstm_lab.judge.signature import function_problem
from lstm_lab.judge.trial import Trial
from lstm_lab.wording import listed

MOST = 6  # names in a row
asked = ContextVar("asked", default=None)  # the name of the exercise that is being checked
# They look at one array of several, the first that is wrong, and speak of that one.
OF_ONE_RESULT = (places.only_zeros, *places.FIRST, *places.OF_ONE_RESULT, *relations.ALL)
SHOWN = ("overflow", "log-of-zero", "not-finite")  # of the form, with an example


def check(exercise, function):
    """Check a function, keep the result in the learner's workspace, and return the Report.

    Parameters: exercise, an Exercise; function, the learner's. Nothing that the function does
    leaves this call as an error, but KeyboardInterrupt.
    """
    from lstm_lab.progress import record_check

    report = diagnose(exercise, function)
    kept, reason = _kept(exercise, function) if report.passed else (None, None)
    entry = record_check(
        exercise.name,
        report.status,
        mistake=report.mistake,
        source=kept and kept.source,
        unkept=reason,
    )
    if report.passed and entry:
        report.add(_whose(exercise.name, kept, reason))
        report.next = sequel.after(exercise.name)
    return report


def diagnose(exercise, function):
    """Check a function and return the Report; nothing is kept."""
    with isolation(), _asking(exercise):
        problem = function_problem(exercise, function)
        if problem:
            return _not_yet(exercise, problem)
        trial = Trial(exercise, function)
        if isinstance(trial.outcomes[0].error, NotImplementedError):
            helper = unwritten_helper(trial.outcomes[0].error, function)
            return _not_started(exercise, helper)
        problem = _first_problem(trial)
        problem = problem and _told(trial, problem)
    return _not_yet(exercise, problem) if problem else _correct(trial)


@contextmanager
def _asking(exercise):
    """Tell `mine` which exercise is checked: it lends nothing of the same or of a later one."""
    token = asked.set(exercise.name)
    try:
        yield
    finally:
        asked.reset(token)


def _kept(exercise, function):
    """Return what is to be kept of a function that passed, or None, and why not, or None.

    What is written down is read again and tried, as later lessons will.
    """
    with isolation(), _asking(exercise):
        try:
            kept = keep.collect(function, exercise.name)
            again = keep.load(kept.source, f"{exercise.name}.py", exercise.name)
        except keep.UnusableError as error:
            return None, str(error)
        again = exercise.judge(again) if exercise.judge else again
        got, want = call(again, exercise.cases[0]), exercise.expected[0]
        if not agree(got.leaves, want.leaves, exercise.tolerance):
            return None, "it does something else away from its notebook"
    return kept, None


def _whose(name, kept, reason):
    """Say on a right answer's card what later lessons will run."""
    if reason:
        return f"Not kept for later lessons: {reason}. Without it, they run what they ran before."
    helpers = f", and with it {listed(kept.helpers)}" if kept.helpers else ""
    return f"Kept for later lessons as mine.{name}{helpers}."


def _first_problem(trial):
    """Return the Finding of the first stage that has something to say, or None."""
    stages = (_stopped, _kept_arguments, _named, _form, _calls, _slipped, _extremes, _numbers)
    return next(filter(None, (stage(trial) for stage in stages)), None)


def _stopped(trial):
    """Report an error of the first call: without it there is nothing to compare.

    An error that comes from sizes that do not fit may still be a named mistake.
    """
    error = trial.outcomes[0].error
    if isinstance(error, RejectedError):
        return error.finding
    if error is None:
        return None
    rest = [call(trial.function, case) for case in trial.exercise.cases[1:]]
    trial.outcomes = [trial.outcomes[0], *rest]
    return named_mistake(trial) or _explained(trial, 0)


def _explained(trial, k):
    context = trial.context(trial.exercise.cases[k])
    return explain(trial.outcomes[k].error, trial.original, context)


def _kept_arguments(trial):
    """Report arguments that are changed: what follows from it needs no other name."""
    return next(filter(None, map(_changed, trial.outcomes)), None)


def _named(trial):
    return None if all(trial.right) else named_mistake(trial)


def _form(trial):
    """Report the first case in which the result cannot be compared.

    What happens with special or hard arguments is told only where the ordinary numbers are right.
    """
    exercise = trial.exercise
    ordinary_first = not all(right for *_, right in trial.cases("ordinary"))
    for k, (case, outcome) in enumerate(zip(exercise.cases, trial.outcomes, strict=True)):
        if isinstance(outcome.error, RejectedError):
            return outcome.error.finding
        if ordinary_first and case.kind != "ordinary":
            continue
        if outcome.error is not None:
            return _explained(trial, k)
        what = exercise.outputs[0] if len(exercise.outputs) == 1 else exercise.outputs
        problem = result_problem(
            outcome.value, exercise.expected[k].value, what, trial.context(case)
        )
        if problem:
            return _overflowed(trial, k) or problem
    return None


def _overflowed(trial, k):
    """Name what NumPy warned of, if a result is not finite for hard numbers only."""
    if trial.exercise.cases[k].kind != "extreme":
        return None
    warned = " ".join(trial.outcomes[k].warned)
    if "overflow" in warned:
        return finding("overflow", variant=trial.exercise.variant)
    return finding("log-of-zero") if "divide by zero" in warned else None


def _changed(outcome):
    if not outcome.changed:
        return None
    return finding("caller-changed", names=" and ".join(outcome.changed))


def _calls(trial):
    """Report calls that influence one another."""
    first = trial.outcomes[0]
    if not agree(leaves(first.value), first.leaves, 1e-10):
        return finding("result-overwritten")
    again = call(trial.function, trial.exercise.cases[0])
    if not agree(again.leaves, first.leaves, 1e-10):
        return finding("changes-between-calls")
    kept = trial.right[0] and trial.agree(trial.outcomes[AGAIN].leaves, first.leaves)
    return finding("stale-result") if kept and not trial.right[AGAIN] else None


def _slipped(trial):
    return None if all(trial.right) else slips.as_if(trial)


def _extremes(trial):
    """Report numbers that are wrong for special or hard cases only."""
    if all(trial.right) or not all(right for *_, right in trial.cases("ordinary")):
        return None
    own = () if trial.exercise.shows_numbers else trial.exercise.probes
    return next(filter(None, (probe(trial) for probe in (*own, places.only_special))))


def _numbers(trial):
    """Report wrong numbers: the most telling probe first, the others as further hints."""
    if all(trial.right):
        return None
    if any(got.shape != want.shape for got, want, _ in trial.pairs):  # text of another length
        said = filter(None, (probe(trial) for probe in trial.exercise.probes))
        return next(said, Finding(None, "The answer is not the right one yet.", (), "numbers"))
    zeros = _asked(places.only_zeros, trial)
    if zeros:
        return zeros
    general = (
        (arguments.settings, *relations.ALL, *arguments.ALL, *places.ALL)
        if trial.exercise.shows_numbers
        else ()
    )
    own = trial.exercise
    probes = (*places.FIRST, *own.probes, *general, *own.last_probes)
    found = list(filter(None, (_asked(probe, trial) for probe in probes)))
    if not found:
        return Finding(None, "The form is right, the numbers are not yet.", (), "numbers")
    first, *others = found
    return first._replace(hints=(*first.hints, *(f.message for f in others)))


def _asked(probe, trial):
    """Return what a probe finds; where there are several results, with the name of its one."""
    names, found = trial.exercise.names, probe(trial)
    if not found or len(names) < 2 or probe not in OF_ONE_RESULT:
        return found
    name = names[min(trial.wrong_output, len(names) - 1)]
    return found._replace(message=f"In {name}: {found.message[0].lower()}{found.message[1:]}")


def _told(trial, problem):
    """Return the Finding as a learner reads it: evidence and place first, then what it looks like.

    The hints go on: a question, other properties that fail, and the exercise's own question.
    """
    exercise = trial.exercise
    more = (exercise.question,) if exercise.question else ()
    if problem.stage == "form" and problem.mistake not in SHOWN:
        asked = more if problem.mistake == "raised" else ()
        return problem._replace(hints=(*problem.hints, *asked))
    shown = evidence.shown(trial) if exercise.shows_numbers else ""
    where = _which_output(trial) if exercise.shows_numbers else ""
    message, hints = problem.message, problem.hints
    if exercise.folded and problem.stage == "fingerprint" and shown:
        message, hints = "", (message, *hints)
    elif problem.stage == "numbers" and (shown or where):
        message = ""
    told = " ".join(filter(None, (where, message)))
    return problem._replace(message=told, hints=(*hints, *more), evidence=shown)


def _which_output(trial):
    """Say which of several results are right, or "" if there is one, or none is right."""
    names = trial.exercise.names
    if len(trial.outcomes) < len(trial.exercise.cases):
        return ""
    rows = [row for row in trial.cases("ordinary", "special") if row[1].leaves]
    if len(names) < 2 or any(len(got.leaves) != len(names) for _, got, _, _ in rows):
        return ""
    right = [
        name
        for k, name in enumerate(names)
        if all(trial.agree((got.leaves[k],), (want.leaves[k],)) for _, got, want, _ in rows)
    ]
    wrong = [name for name in names if name not in right]
    if not right or not wrong:
        return ""
    parts = ("Right", right), ("Not yet", wrong)
    return " ".join(f"{said}: {', '.join(some)}." for said, some in parts if len(some) <= MOST)


def _not_started(exercise, helper):
    name = helper or exercise.name
    message = f"Write the body of {name} in place of raise NotImplementedError()."
    if helper:
        message = f"Your {exercise.name} calls {helper}. {message} Run its cell, then this one."
    return Report(exercise.name, NOT_STARTED, message)


def _not_yet(exercise, problem):
    mistake, message, hints, stage, evidence = problem
    return Report(exercise.name, NOT_YET, message, mistake, hints, stage, evidence)


def _correct(trial):
    exercise = trial.exercise
    message = f"The right result in all {len(exercise.cases)} cases."
    return Report(exercise.name, CORRECT, " ".join([message, *_notes(trial)]))


def _notes(trial):
    """Return remarks on a right answer: a loss of precision, a warning by NumPy."""
    notes = []
    narrow = any(a.dtype.kind == "f" and a.dtype.itemsize < 8 for a in trial.outcomes[0].leaves)
    if narrow:
        notes.append("One remark: the result is float32. Later gradient checks need float64.")
    warned = [text for outcome in trial.outcomes for text in outcome.warned]
    harmful = [text for text in warned if "overflow" not in text]  # exp(1000) on the way to 0 or 1
    if harmful:
        notes.append(f"One remark: on the way NumPy warned: {harmful[0]}.")
    return notes
