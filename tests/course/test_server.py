"""JupyterLab starts although another program takes the port at the last moment."""

import socket

import pytest

from lstm_lab.course import server
from lstm_lab.course.workspace import FailedError


@pytest.fixture
def folder(tmp_path):
    """A folder that JupyterLab may serve."""
    (tmp_path / ".lstm_lab").mkdir()
    return tmp_path


@pytest.fixture
def taken():
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind((server.HOST, 0))
        other.listen(1)
        yield other.getsockname()[1]


def test_a_port_lost_between_finding_and_using_it_is_replaced_by_the_next(
    folder, taken, monkeypatch
):
    free, offered = server.free_port, [taken]
    monkeypatch.setattr(server, "free_port", lambda: offered.pop() if offered else free())
    with server.started(folder) as (found, child):
        assert found.port != taken
        assert child.poll() is None
    assert child.poll() is not None


def test_a_port_that_was_asked_for_is_not_replaced(folder, taken, monkeypatch):
    monkeypatch.setattr(server, "_check_port", lambda port: port)
    with pytest.raises(FailedError, match=f"port {taken} is not available"):
        server.started(folder, taken).__enter__()
