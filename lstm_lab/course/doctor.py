"""Say in plain words what hinders the course on this computer. Standard library only."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import webbrowser
from pathlib import Path

from lstm_lab import progress
from lstm_lab.course import content, kernel, manifest, server
from lstm_lab.course.workspace import is_workspace, leads_out, shipped_notebooks

PACKAGES = ("numpy", "matplotlib", "ipywidgets", "ipykernel", "jupyterlab", "tqdm")
NEEDED_MEGABYTES = 200
KERNEL_SECONDS = 60


def examine(workspace):
    """Yield one (fine, sentence) a question asked; `fine` is False when something must be done.

    Parameters: workspace, the path of the course folder, which may not exist yet.
    """
    workspace = Path(workspace)
    yield python_version(sys.version_info)
    yield from (package(name) for name in PACKAGES)
    yield kernel_starts()
    yield room(workspace)
    yield can_write(workspace)
    yield from (found for found in [course_folder(workspace)] if found)
    yield from notebooks(workspace)
    yield records(workspace)
    yield port(workspace)
    yield browser()


def python_version(version):
    """Say whether this Python is new enough."""
    text = ".".join(str(part) for part in version[:3])
    if tuple(version[:2]) >= (3, 11):
        return True, f"Python {text} is new enough."
    return False, f"Python {text} is too old: install Python 3.11 or newer, then the course again."


def package(name):
    """Say whether a package can be imported by this Python."""
    try:
        module = importlib.import_module(name)
    except Exception as error:  # a broken package raises anything while it is imported
        repair = f"{sys.executable} -m pip install --force-reinstall {name}"
        return False, f"{name} cannot be used ({_first_line(error)}): type {repair}"
    return True, f"{name} {getattr(module, '__version__', '')} is there."


def kernel_starts():
    """Say whether a kernel, the process that runs the cells, starts and adds two numbers."""
    script = (
        "from jupyter_client.manager import start_new_kernel\n"
        "m, c = start_new_kernel(kernel_name='python3')\n"
        "c.execute_interactive('print(40 + 2)', timeout=50)\n"
        "c.stop_channels(); m.shutdown_kernel(now=True)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        kernel.write_spec(folder)
        environment = {**os.environ, "JUPYTER_PATH": folder}
        try:
            ran = subprocess.run(
                [sys.executable, "-c", script],
                env=environment,
                capture_output=True,
                text=True,
                timeout=KERNEL_SECONDS,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            return False, f"The notebooks' Python does not start ({_first_line(error)})."
    if "42" in ran.stdout:
        return True, "The notebooks' Python starts and computes."
    said = (ran.stderr.strip().splitlines() or ["it said nothing"])[-1]
    return False, f"The notebooks' Python does not compute: {said}"


def room(workspace):
    """Say whether the disk has room."""
    free = shutil.disk_usage(_nearest(workspace)).free // 2**20
    if free >= NEEDED_MEGABYTES:
        return True, f"The disk has room ({free} MB free)."
    return False, f"The disk is almost full ({free} MB free): free {NEEDED_MEGABYTES} MB or more."


def can_write(workspace):
    """Say whether files can be written in the course folder, or where it will be made."""
    folder = _nearest(workspace)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return False, f"Nothing can be written in {folder} ({error.strerror}): use --workspace."
    return True, f"Files can be written in {folder}."


def course_folder(workspace):
    """Say whether the course folder is there."""
    if is_workspace(workspace):
        return True, f"The course folder is {workspace}."
    return True, f"There is no course folder yet; lstm-lab will make {workspace}."


def notebooks(workspace):
    """Yield a sentence for every notebook of the course that cannot be read in the folder."""
    damaged = 0
    for path in shipped_notebooks(content.root()) if is_workspace(workspace) else []:
        target = workspace / path
        if not os.path.lexists(target):
            continue
        try:
            manifest.fingerprint(target)
        except manifest.NotebookError as error:
            damaged += 1
            number = Path(path).name[:2]
            yield False, f"{path} is damaged ({error}): lstm-lab reset {number} brings a new copy."
        if leads_out(workspace, target):
            yield True, f"{path} is a link out of the course folder: updates leave it as it is."
    if not damaged:
        yield True, "No notebook is damaged."


def records(workspace):
    """Say whether the manifest and the progress record can be read; neither is changed."""
    for name in ("manifest.json", "progress.json"):
        file = workspace / progress.FOLDER / name
        if file.exists() and not _is_table(file):
            return False, (
                f"{file} is damaged: it will be put aside and made anew when the course needs it."
            )
    return True, "The records of your progress can be read."


def port(workspace):
    """Say where the course runs, or whether a port is free for it."""
    if found := server.running(workspace):
        return True, f"The course is open on port {found.port}."
    try:
        return True, f"Port {server.free_port()} is free."
    except OSError as error:
        return False, f"No port can be used ({error.strerror}): a firewall may forbid it."


def browser():
    """Say whether a browser can be opened; without one the address is printed."""
    with contextlib.suppress(webbrowser.Error):
        webbrowser.get()
        return True, "A browser can be opened."
    return True, "No browser was found: lstm-lab prints the address to copy into one."


def _nearest(path):
    """Return the folder, or the nearest one above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def _is_table(file):
    import json

    try:
        return isinstance(json.loads(file.read_bytes()), dict)
    except (OSError, ValueError, RecursionError):
        return False


def _first_line(error):
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
