"""The command `lstm-lab`: argument parsing and printing, nothing else.

Every part of the course is imported by the verb that needs it, so that --help answers at once.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import sys
import warnings
from pathlib import Path

import lstm_lab
from lstm_lab import progress


class StoppedError(Exception):
    """The command cannot go on; made of a sentence and the exit code."""


def main(argv=None):
    """Run the command; return its exit code: 0 done, 1 failed, 2 asked for wrongly."""
    arguments = _parser().parse_args(_with_verb(sys.argv[1:] if argv is None else argv))
    with warnings.catch_warnings():
        warnings.showwarning = _print_warning
        warnings.simplefilter("always", progress.ProgressWarning)
        return _run(arguments)


def _run(arguments):
    """Run the verb; turn what can be expected to go wrong into a sentence and an exit code."""
    try:
        return arguments.run(arguments)
    except StoppedError as error:
        return _complain(*error.args)
    except OSError as error:
        return _complain(_explain(error), 1)
    except KeyboardInterrupt:
        return 130


def _with_verb(argv):
    """Put "open" in front where no verb is given, so that its options work alone."""
    asks = argv and (argv[0] in VERBS or argv[0] in ("-h", "--help", "--version"))
    wrong_verb = argv and not argv[0].startswith("-")
    return argv if asks or wrong_verb else ["open", *argv]


def _parser():
    parser = argparse.ArgumentParser(
        prog="lstm-lab",
        description="Recurrent networks and the LSTM, in notebooks. Without a verb: open.",
    )
    parser.add_argument("--version", action="version", version=f"lstm-lab {lstm_lab.__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, (run, text, add) in VERBS.items():
        verb = verbs.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        add(verb)
        verb.set_defaults(run=run)
    return parser


def _place(parser):
    parser.add_argument("--workspace", metavar="DIR", help="your course folder")


def _opening(parser):
    _place(parser)
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
    parser.add_argument("--port", type=int, metavar="N", help="the port to listen on")


def _numbered(parser):
    parser.add_argument("number", metavar="NN", help="the lesson's number, such as 01")
    _place(parser)


def _submitting(parser):
    parser.add_argument("part", metavar="PART", help="the part's number or name")
    parser.add_argument("--student", metavar="NAME", help="who you are, if not the computer's user")
    _place(parser)


def _building(parser):
    parser.add_argument("names", nargs="*", metavar="NAME", help="lessons; all when none is given")
    parser.add_argument("--check", action="store_true", help="compare only, run and write nothing")


def _adding(parser):
    parser.add_argument("number", metavar="NN", type=int, help="the lesson's number, such as 26")
    parser.add_argument("slug", metavar="SLUG", help="its name, such as a_slug")


def run_open(arguments):
    from lstm_lab.course import opening

    with _plain_errors():
        folder = _locate(arguments)
        return opening.open_course(folder, arguments.port, not arguments.no_browser, _say)


def run_status(arguments):
    from lstm_lab.course import status

    with _plain_errors():
        return _say(*status.status(_existing(arguments)))


def run_doctor(arguments):
    from lstm_lab.course import doctor

    with _plain_errors():
        folder = _locate(arguments)
    fine = True
    for good, sentence in doctor.examine(folder):
        fine = fine and good
        _say(f"{'ok ' if good else '!! '} {sentence}")
    _say("All is well." if fine else "What is marked !! needs your help.")
    return 0 if fine else 1


def run_reset(arguments):
    from lstm_lab.course import copies

    with _plain_errors():
        folder = _existing(arguments)
        return _say(f"In {folder}:", *copies.reset(folder, arguments.number))


def run_solution(arguments):
    from lstm_lab.course import copies

    with _plain_errors():
        folder = _existing(arguments)
        return _say(f"In {folder}:", copies.solution(folder, arguments.number))


def run_submit(arguments):
    from lstm_lab.course import copies, handed_in

    with _plain_errors():
        folder = _existing(arguments)
        made = copies.submit(folder, arguments.part, arguments.student)
    _say(*handed_in.contents(made, folder))
    if not arguments.student:
        _say(f"Your name in it is {made.name.split('__')[1]}; --student NAME sets another.")
    return _say(f"Hand in this file: {made}")


def run_path(arguments):
    with _plain_errors():
        return _say(_locate(arguments))


def run_build(arguments):
    root = _checkout("be built")
    from lstm_lab.publish import build

    try:
        if arguments.check:
            found = build.check(root, arguments.names)
            _say(*found)
            return 1 if found else _say("Every notebook is what its source says.")
        for path in build.build(root, arguments.names):
            _say(path)
    except build.BuildError as error:
        return _complain(error, 1)
    return 0


def run_new_lesson(arguments):
    root = _checkout("take a new lesson")
    from lstm_lab.publish import new_lesson

    try:
        made = new_lesson.make(root, arguments.number, arguments.slug)
    except new_lesson.SkeletonError as error:
        return _complain(error, 1)
    return _say(
        *made,
        "Now write what says TODO, and link the lesson from its neighbours; "
        f"then: lstm-lab build {arguments.number:02d}",
    )


VERBS = {
    "open": (run_open, "open the course in JupyterLab, in your own copy", _opening),
    "status": (run_status, "show what you have solved and predicted", _place),
    "doctor": (run_doctor, "say what is wrong when something does not work", _place),
    "reset": (run_reset, "put a fresh copy of a lesson beside yours", _numbered),
    "solution": (run_solution, "bring a lesson's answer, once you have tried", _numbered),
    "submit": (run_submit, "make the zip of a part to hand in", _submitting),
    "path": (run_path, "print where your course folder is", _place),
    "build": (run_build, "for maintainers: build the notebooks from their sources", _building),
    "new-lesson": (run_new_lesson, "for maintainers: make the files of a new lesson", _adding),
}


def _checkout(wish):
    """Return the checkout's folder; raise StoppedError in an installed copy."""
    from lstm_lab.course import content

    root = content.root()
    if not (root / "pyproject.toml").is_file():
        raise StoppedError(
            f"Only a checkout of the project can {wish}, not this installed copy.", 2
        )
    return root


def _locate(arguments):
    from lstm_lab.course import workspace

    return workspace.locate(arguments.workspace)


def _existing(arguments):
    from lstm_lab.course import workspace

    return workspace.existing(arguments.workspace)


@contextlib.contextmanager
def _plain_errors():
    """Turn what the course says about the user's folder or wish into a StoppedError."""
    from lstm_lab.course.manifest import NotebookError
    from lstm_lab.course.workspace import FailedError, WorkspaceError

    try:
        yield
    except WorkspaceError as error:
        raise StoppedError(str(error), 2) from error
    except (FailedError, NotebookError) as error:
        raise StoppedError(str(error), 1) from error


def _say(*lines):
    """Print lines at once, also into a pipe; return 0."""
    for line in lines:
        print(line, flush=True)
    return 0


def _complain(error, code):
    print(f"lstm-lab: {error}", file=sys.stderr, flush=True)
    return code


def _print_warning(message, *_, **__):
    print(f"lstm-lab: {message}", file=sys.stderr, flush=True)


def _explain(error):
    """Return a sentence for an OSError: what happened, where, and what to do."""
    where = Path(error.filename).parent if error.filename else "the course folder"
    if error.errno == errno.ENOSPC:
        return f"The disk is full: {where} cannot take more. Your files are as they were."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"{where} cannot be written to ({error.strerror}). "
            "Choose another folder: lstm-lab --workspace DIR."
        )
    return f"{error.strerror or error}{f': {error.filename}' if error.filename else '.'}"
