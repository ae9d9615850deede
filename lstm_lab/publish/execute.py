"""Run a notebook and keep its outputs, so that two runs give the same bytes."""

import asyncio
import copy
import hashlib
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from lstm_lab import progress
from lstm_lab.course.kernel import ONE_THREAD

STARTUP_SECONDS = 60
NOTEBOOK_SECONDS = 600
KERNEL_COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
WIDGET = "application/vnd.jupyter.widget-view+json"


class ExecutionError(Exception):
    """A notebook did not run cleanly; the message names the notebook, the cell and the error."""


def run(notebook, path, seconds=NOTEBOOK_SECONDS):
    """Return a copy of `notebook` with the outputs of a run in the folder of `path`.

    Parameters
    ----------
    notebook : nbformat notebook
        It is not changed.
    path : Path
        Where the notebook lies: its folder is the working directory, its name is in messages.
    seconds : float
        The time limit. A kernel that hangs before its first cell ends is started once more.

    Raises ExecutionError when a cell fails, writes to stderr, or takes too long, and when the
    folder lies in a learner's workspace: a build must not count as the learner's progress.
    """
    path = Path(path)
    workspace = progress.find_workspace(path.parent)
    if workspace:
        raise ExecutionError(f"{path} lies in the learner's workspace {workspace}: not run there.")
    try:
        executed = _attempt(notebook, path, seconds)
    except _HungAtStartError:
        executed = _attempt(notebook, path, seconds)
    _refuse_stderr(executed, path)
    return normalised(executed, path.stem)


def normalised(notebook, stem):
    """Join the streams of each cell and give the widgets fixed ids, in place; return it."""
    models = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = _joined_streams(cell.outputs)
            for output in cell.outputs:
                model = output.get("data", {}).get(WIDGET)
                if model:
                    fixed = f"{stem}-{len(models)}".encode()
                    fixed = hashlib.sha256(fixed).hexdigest()[:32]
                    model["model_id"] = models.setdefault(model["model_id"], fixed)
    return notebook


class _HungAtStartError(ExecutionError):
    """The kernel did not come up, or stopped before its first cell had ended."""


class _Watch:
    """Knows which cell runs, for the messages."""

    def __init__(self, path):
        self.path, self.place, self.ended = path, f"{path}", 0

    def start(self, cell, cell_index):
        self.place = _place(self.path, cell_index, cell)

    def end(self, **_):
        self.ended += 1

    def error(self, reason):
        return ExecutionError(f"{self.place}: {COLOURS.sub('', reason)}")

    def silence(self, reason):
        """Return the error for a kernel that answers no more."""
        return self.error(reason) if self.ended else _HungAtStartError(f"{self.place}: {reason}")


def _attempt(notebook, path, seconds):
    """Return the executed copy of one run, or raise ExecutionError."""
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    notebook, watch, began = copy.deepcopy(notebook), _Watch(path), time.monotonic()
    try:
        asyncio.run(asyncio.wait_for(_execute(notebook, path.parent, watch), seconds))
    except CellExecutionError as error:
        raise watch.error(f"{error.ename}: {error.evalue}") from None
    except (TimeoutError, DeadKernelError) as error:
        # nbclient takes the cancellation at the time limit for the kernel's death.
        if isinstance(error, DeadKernelError) and time.monotonic() - began < seconds:
            raise watch.silence("the kernel died") from None
        raise watch.silence(f"no end after {time.monotonic() - began:.0f} s") from None
    return notebook


async def _execute(notebook, folder, watch):
    """Run the notebook in place in a kernel of this very Python, whatever kernels are installed."""
    from nbclient import NotebookClient

    with tempfile.TemporaryDirectory() as profile:
        kernel = _kernel()
        environment = {k: v for k, v in os.environ.items() if k != "MPLBACKEND"}
        await kernel.start_kernel(
            cwd=str(folder),
            env={**environment, **ONE_THREAD, "IPYTHONDIR": profile},
            extra_arguments=["--log-level=ERROR"],
        )
        client = NotebookClient(
            notebook,
            km=kernel,
            record_timing=False,
            store_widget_state=False,
            iopub_timeout=30,
            raise_on_iopub_timeout=True,
            on_cell_execute=watch.start,
            on_cell_executed=watch.end,
        )
        try:
            client.kc = await _ready_client(kernel)
            await client.async_execute()
        finally:
            if client.kc:
                client.kc.stop_channels()
            await kernel.shutdown_kernel(now=True)


def _kernel():
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class ThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name):
            return KernelSpec(argv=KERNEL_COMMAND, display_name="Python 3", language="python")

    return AsyncKernelManager(kernel_name="python3", kernel_spec_manager=ThisPython())


async def _ready_client(kernel):
    client = kernel.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=STARTUP_SECONDS)
    except RuntimeError as error:  # jupyter_client's word for a kernel that does not answer
        client.stop_channels()
        raise TimeoutError(str(error)) from None
    return client


def _place(path, number, cell):
    """Say where a cell is: the notebook, the cell's number and its first line."""
    first_line = cell.source.strip().split("\n")[0]
    return f"{path}, cell {number} ({first_line[:60]})"


def _refuse_stderr(notebook, path):
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                said = COLOURS.sub("", output.text).strip()
                raise ExecutionError(f"{_place(path, number, cell)} writes to stderr: {said}")


def _joined_streams(outputs):
    """Join neighbouring pieces of one stream: where a kernel cuts them is chance."""
    joined = []
    for output in outputs:
        before = joined[-1] if joined else {}
        if output.output_type == "stream" and before.get("name") == output.name:
            before.text += output.text
        else:
            joined.append(output)
    return joined
