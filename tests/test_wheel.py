"""The wheel holds the built course and works in an environment that has no checkout."""

import os
import subprocess
import sys
import sysconfig
import threading
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTENT = "lstm_lab/course/content/"
pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="no checkout")


@pytest.fixture(scope="module")
def wheel(require, tmp_path_factory):
    """The wheel of this checkout."""
    require("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    """The command of a fresh environment with the wheel; other packages are this one's."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (site,) = folder.rglob("site-packages")
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install = ["install", "--no-deps", "--no-index", "--no-compile", str(wheel)]
    command = [sys.executable, "-m", "pip", "--python", str(python), *install]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return next(python.parent.glob("lstm-lab*"))


@pytest.fixture
def environment(tmp_path):
    """A home in a fresh folder, and the JupyterLab of this environment."""
    share, etc = Path(sys.prefix, "share/jupyter"), Path(sys.prefix, "etc/jupyter")
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "LSTM_LAB_HOME": str(tmp_path / "home"),
        "JUPYTERLAB_DIR": str(share / "lab"),
        "JUPYTER_PATH": str(share),
        "JUPYTER_CONFIG_PATH": str(etc),
    }


def test_the_wheel_holds_every_built_notebook_and_no_source_of_one(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    built = [
        path.relative_to(ROOT).as_posix()
        for kind in ("notebooks", "exercises", "solutions")
        for path in (ROOT / kind).rglob("*.ipynb")
        if ".ipynb_checkpoints" not in path.parts
    ]
    assert built
    assert {name for name in names if name.startswith(CONTENT)} == {CONTENT + n for n in built}
    assert not [name for name in names if name.startswith(("tests/", "notebooks/", "solutions/"))]


def test_the_wheel_holds_every_file_of_the_package(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "lstm_lab"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("this is no git checkout")
    assert [name for name in tracked.stdout.split() if name not in names] == []


def test_the_installed_command_opens_the_course_in_an_empty_folder(program, environment, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    course = tmp_path / "home" / "lstm_lab_course"
    os.makedirs(tmp_path / "home")
    settings = {"cwd": empty, "env": environment, "text": True}
    path = subprocess.run([program, "path"], capture_output=True, timeout=60, **settings)
    assert (path.returncode, path.stdout) == (0, f"{course}\n")
    process = subprocess.Popen([program, "--no-browser"], stdout=subprocess.PIPE, **settings)
    guard = threading.Timer(120, process.kill)  # or reading could wait for ever
    guard.start()
    lines = []
    while not lines or not lines[-1].startswith("http://127.0.0.1:"):
        lines.append(process.stdout.readline())
        assert lines[-1], lines
    guard.cancel()
    process.terminate()
    assert process.wait(60) == 0
    process.stdout.close()
    shipped = sorted(p.name for p in (ROOT / "notebooks").glob("*.ipynb"))
    assert sorted(p.name for p in (course / "notebooks").glob("*.ipynb")) == shipped
    assert list(empty.iterdir()) == []
    status = subprocess.run([program, "status"], capture_output=True, timeout=60, **settings)
    assert "exercises passed." in status.stdout
    build = subprocess.run([program, "build"], capture_output=True, timeout=60, **settings)
    assert (build.returncode, build.stderr.count("\n")) == (2, 1)
