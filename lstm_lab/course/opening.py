"""Open the course: update the learner's copy, start JupyterLab or find it, show the address."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from lstm_lab import progress
from lstm_lab.course import content, copies, furnish, server, workspace

START_HERE = "notebooks/00_start_here.ipynb"


def open_course(folder, port=None, browser=True, tell=print):
    """Serve the course from its folder until it is closed; return the exit code.

    Parameters: folder, a path; port, a number or None; browser, whether to open one; tell, called
    with each sentence. Raises WorkspaceError or OSError when the course cannot be opened.
    """
    tell(f"Your course folder: {folder}")
    if workspace.is_workspace(folder) and (found := server.running(folder)):
        return _join(found, folder, port, browser, tell)
    for sentence in workspace.update(folder):
        tell(sentence)
    _remember(folder, tell)
    with server.alone(folder) as first:
        if not first:
            return _join(server.wait_for_other(folder), folder, port, browser, tell)
        return _serve(folder, port, browser, tell)


def first_page(folder, shipped=None):
    """Return the notebook to open, as a path in the workspace, or None without any.

    It is the one that was in front when JupyterLab was left; else the one of the last check or
    guess; else Start here, or the first lesson.
    """
    lessons = content.lessons(shipped)
    wanted = [furnish.last_open(folder), _last_recorded(folder, lessons, shipped), START_HERE]
    wanted += [lesson.notebook.as_posix() for lesson in lessons]
    return next((path for path in wanted if path and Path(folder, path).is_file()), None)


def _last_recorded(folder, lessons, shipped=None):
    """Return the exercise of the last check or the lesson of the last guess, or None."""
    record, shipped, seen = progress.read(folder), Path(shipped or content.root()), []
    for lesson in lessons:
        names = copies.checks_of(shipped / lesson.exercise) if lesson.exercise else ()
        checks = (record["checks"].get(name) for name in names)
        seen += [(entry.get("at") or "", lesson.exercise) for entry in checks if entry]
        guesses = record["predictions"].items()
        mine = (entry for key, entry in guesses if key[:2] == lesson.number)
        seen += [(entry.get("at") or "", lesson.notebook) for entry in mine]
    return max(seen)[1].as_posix() if seen else None


def _join(found, folder, port, browser, tell):
    """Show the address of a JupyterLab that serves this folder already."""
    tell("The course is open already, at:")
    if port not in (None, found.port):
        tell(f"(on port {found.port}; close it first to have it on port {port})")
    _show(found, folder, browser, tell)
    return 0


def _serve(folder, port, browser, tell):
    """Run JupyterLab until it is shut down from its menu, or by Ctrl-C here."""
    try:
        with server.signals_as_interrupt(), server.started(folder, port) as (found, child):
            tell("The course is open at:")
            _show(found, folder, browser, tell)
            tell("Leave this window open while you work; Ctrl-C here closes the course.")
            code = child.wait()
    except KeyboardInterrupt:
        code = 0
    if code:
        log = Path(folder, ".lstm_lab", "jupyterlab.log")
        tell(f"JupyterLab ended by itself (code {code}); {log} says more.")
        return 1
    tell(f"Closed. Your work is in {folder}.")
    return 0


def _show(found, folder, browser, tell):
    """Print the address on a line alone, and open it."""
    address = found.address(first_page(folder))
    tell(address)
    if browser and not _open_browser(address):
        tell("No browser could be opened here: copy the address into one.")


def _open_browser(address):
    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def _remember(folder, tell):
    """Remember the folder for the next time; not being able to is no reason to stop."""
    try:
        workspace.remember(folder)
    except OSError as error:
        tell(f"The place could not be remembered ({error.strerror}); next time use --workspace.")
