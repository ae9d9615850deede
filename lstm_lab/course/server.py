"""Start JupyterLab in a workspace, with settings of its own, and find the one that runs already.

JupyterLab runs as a child process that writes to `.lstm_lab/jupyterlab.log`. While it runs,
`.lstm_lab/server.json` says where. Standard library only.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from lstm_lab import progress
from lstm_lab.course import furnish
from lstm_lab.course.workspace import FailedError, WorkspaceError

HOST = "127.0.0.1"
FIRST_PORT = 8888
START_SECONDS = 120
TRIES = 5
STOP_SECONDS = 15

OPTIONS = {
    "LabApp.extension_manager": "readonly",
    "LabApp.custom_css": True,
    "ServerApp.ip": HOST,
    "ServerApp.port_retries": 0,
    "ServerApp.open_browser": False,
    "KernelSpecManager.allowed_kernelspecs": "python3",
}


class Server(NamedTuple):
    """A running JupyterLab: its port, its token and the process that serves it."""

    port: int
    token: str
    pid: int

    def address(self, notebook=None):
        """Return the address that opens a notebook (a path in the workspace), or the files."""
        place = f"/lab/tree/{notebook}" if notebook else "/lab"
        return f"http://{HOST}:{self.port}{place}?token={self.token}"


def running(workspace):
    """Return the Server of this workspace that answers now, or None."""
    try:
        kept = json.loads((_own(workspace) / "server.json").read_bytes())
        server = Server(int(kept["port"]), str(kept["token"]), int(kept["pid"]))
        same = kept["workspace"] == str(workspace)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return server if same and _answers(server) else None


@contextlib.contextmanager
def started(workspace, port=None):
    """Run JupyterLab while the context lasts; gives the Server and the child process.

    Parameters: workspace, a path; port, a number, or None for the first free one from 8888.
    Raises WorkspaceError when the port is taken, FailedError when JupyterLab is missing or does not
    start.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise FailedError(f"JupyterLab is missing: type {sys.executable} -m pip install jupyterlab")
    port = port if port is None else _check_port(port)
    own = _own(workspace)
    furnish.furnish(own)
    server, child = _start(workspace, port)
    try:
        if not furnish.has_layout(own):
            _offer_layout(server)
        _write_private(own / "server.json", {**server._asdict(), "workspace": str(workspace)})
        yield server, child
    finally:
        _stop(server, child)
        with contextlib.suppress(OSError):
            (own / "server.json").unlink()


@contextlib.contextmanager
def alone(workspace):
    """Give True if no other command serves this workspace now, and keep it so; else False."""
    with open(_own(workspace) / "server.lock", "a+b") as file:
        yield progress.try_lock(file)


def wait_for_other(workspace):
    """Return the Server that another command is starting; FailedError when none appears."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if found := running(workspace):
            return found
        time.sleep(0.2)
    raise FailedError(
        f"Another lstm-lab serves {workspace} and does not answer; end it, then try again."
    )


def _own(workspace):
    return Path(workspace, progress.FOLDER)


def _check_port(port):
    """Return the port if it is free; raise WorkspaceError otherwise."""
    if not 1 <= port <= 65535:
        raise WorkspaceError(f"{port} is not a port: give a number from 1 to 65535.")
    try:
        _bind(port)
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, 10048)
        reason = "is in use by another program" if taken else f"cannot be used ({error.strerror})"
        raise WorkspaceError(
            f"Port {port} {reason}; give another number, or leave --port out."
        ) from error
    return port


def free_port():
    """Return the first free port from 8888, so that a bookmark often works again, or any."""
    for port in range(FIRST_PORT, FIRST_PORT + 20):
        with contextlib.suppress(OSError):
            return _bind(port)
    return _bind(0)


def _bind(port):
    """Return the number of the port after listening on it for a moment; OSError if taken."""
    with socket.socket() as probe:
        if os.name != "nt":  # on Windows this option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
        probe.listen(1)
        return probe.getsockname()[1]


def _write_private(file, values):
    """Write a file that only the user may read: it holds the token."""
    with contextlib.suppress(FileNotFoundError):
        file.unlink()
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as opened:
        json.dump(values, opened)


def _launch(workspace, port, token):
    """Start the child in a session of its own, so that Ctrl-C reaches the command alone."""
    own = _own(workspace)
    # The token travels by the environment: a command line can be read by every user.
    environment = {
        **os.environ,
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_DIR": str(own / "jupyter" / "config"),
        "JUPYTER_PATH": os.pathsep.join(
            filter(None, [str(own / "jupyter" / "data"), os.environ.get("JUPYTER_PATH")])
        ),
    }
    options = {
        **OPTIONS,
        "LabApp.user_settings_dir": own / "jupyter" / "settings",
        "LabApp.workspaces_dir": own / "jupyter" / "workspaces",
        "ServerApp.root_dir": workspace,
        "ServerApp.port": port,
    }
    command = [sys.executable, "-m", "jupyterlab"]
    command += [f"--{name}={value}" for name, value in options.items()]
    apart = (
        {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        if os.name == "nt"
        else {"start_new_session": True}
    )
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with open(own / "jupyterlab.log", "wb") as log:
        return subprocess.Popen(
            command,
            cwd=workspace,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            **apart,
        )


def _start(workspace, port):
    """Start JupyterLab; return the Server and the child once it answers.

    Between finding a free port and using it another program may take it: without a port asked for,
    the next free one is tried. Raises FailedError.
    """
    token, log = secrets.token_hex(24), _own(workspace) / "jupyterlab.log"
    for last in [False] * (TRIES - 1) + [True]:
        chosen = port or free_port()
        child = _launch(workspace, chosen, token)
        server = Server(chosen, token, child.pid)
        try:
            _wait_until_ready(server, child, log)
            break
        except BaseException as error:
            _stop(server, child)
            if port or last or not isinstance(error, FailedError) or not _lost_port(log):
                raise
    return server, child


def _lost_port(log):
    """Say whether JupyterLab ended because its port was taken."""
    text = log.read_text(errors="replace") if log.is_file() else ""
    return "is not available" in text or "already in use" in text


def _wait_until_ready(server, child, log):
    """Return once the server answers; raise FailedError when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not _answers(server):
        if child.poll() is not None:
            raise FailedError(f"JupyterLab did not start. {_last_line(log)} More is in {log}.")
        if time.monotonic() > deadline:
            raise FailedError(f"JupyterLab did not answer in {START_SECONDS} s; see {log}.")
        time.sleep(0.1)


def _last_line(log):
    """Return the log's last line that is not empty, as a sentence."""
    try:
        lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    except OSError:
        lines = []
    return f"It said: {lines[-1].strip()}." if lines else "It said nothing."


def _answers(server):
    """Say whether a server at this port accepts this token."""
    try:
        return _request(server, "GET", "/api/status") == 200
    except (OSError, http.client.HTTPException):
        return False


def _offer_layout(server):
    """Give JupyterLab its first layout; without it the page only has less room."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        _request(server, "PUT", "/lab/api/workspaces/default", json.dumps(furnish.LAYOUT))


def _request(server, method, path, body=""):
    """Return the status of one request; http.client asks no proxy, unlike urllib."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=5)
    try:
        headers = {"Authorization": f"token {server.token}"}
        connection.request(method, path, body, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _stop(server, child):
    """End the child and its kernels: ask, then terminate, then kill; a second Ctrl-C kills."""

    def ask():
        with contextlib.suppress(OSError, http.client.HTTPException):
            _request(server, "POST", "/api/shutdown")

    try:
        for end in (ask, child.terminate, child.kill):
            if child.poll() is not None:
                return
            end()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(STOP_SECONDS)
    except KeyboardInterrupt:
        child.kill()
        child.wait()


@contextlib.contextmanager
def signals_as_interrupt():
    """Let SIGTERM and a closed terminal end the context as Ctrl-C does: KeyboardInterrupt."""

    def interrupt(number, frame):
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
