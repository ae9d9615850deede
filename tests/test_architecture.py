"""The shape of the package: who imports whom, and that importing does no work."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ["matplotlib", "ipywidgets", "IPython", "jupyter_core", "nbformat", "tqdm", "torch"]
EQUATIONS = [
    "lstm_lab.cells",
    "lstm_lab.cells.activations",
    "lstm_lab.cells.lstm",
    "lstm_lab.cells.readout",
    "lstm_lab.cells.rnn",
    "lstm_lab.sequence",
    "lstm_lab.gradcheck",
    "lstm_lab.shapes",
]
WATCH = """
import importlib, sys
watched = {watched!r}
already = [name for name in watched if name in sys.modules]
assert not already, already
for name in {modules!r}:
    importlib.import_module(name)
print(*[name for name in watched if name in sys.modules])
"""


def run(*command, cwd=ROOT):
    """Run a command and return its code and all it printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def python(*arguments, cwd=ROOT):
    """Run this Python in a fresh process, as `run` does."""
    return run(sys.executable, *arguments, cwd=cwd)


def imported(modules, watched):
    """Import modules in a fresh process; return which of the watched ones came along."""
    code, printed = python("-c", WATCH.format(modules=modules, watched=watched))
    assert code == 0, printed
    return printed.split()


def lint(config, folder):
    """Run import-linter with a configuration on the package that lies in a folder."""
    program = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports;"
        f"sys.exit(lint_imports({str(config)!r}, no_cache=True))"
    )
    return python("-c", program, cwd=folder)


def test_every_layer_imports_only_those_below_it(require):
    require("importlinter")
    code, printed = lint(ROOT / "pyproject.toml", ROOT)
    assert code == 0, printed
    assert "0 broken" in printed


LAYERS = "Each layer imports only those below it BROKEN"


@pytest.mark.parametrize(
    ("module", "line", "sentences"),
    [
        ("cells/rnn.py", "import lstm_lab.sequence", [LAYERS, "lstm_lab.cells.rnn -> "]),
        ("gradcheck.py", "import lstm_lab.cells", [LAYERS, "lstm_lab.gradcheck -> "]),
        ("utils.py", "", [LAYERS, "not listed as layers", "- lstm_lab.utils"]),
        ("cells/lstm.py", "import matplotlib", ["draw nothing BROKEN", "lstm_lab.cells.lstm -> "]),
    ],
)
def test_a_line_that_breaks_a_layer_is_found(module, line, sentences, require, tmp_path):
    require("importlinter")
    for path in (ROOT / "lstm_lab").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    with (tmp_path / "lstm_lab" / module).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    code, printed = lint(ROOT / "pyproject.toml", tmp_path)
    assert code == 1
    for sentence in sentences:
        assert sentence in printed


@pytest.mark.parametrize("module", EQUATIONS)
def test_an_equation_is_imported_without_anything_that_draws(module):
    assert imported([module], HEAVY) == []


def test_the_bare_package_imports_nothing_else():
    assert imported(["lstm_lab"], [*HEAVY, "numpy", *EQUATIONS]) == []


def test_the_watch_notices_a_heavy_import():
    assert imported(["lstm_lab", "tqdm"], HEAVY) == ["tqdm"]


def test_importing_the_equations_leaves_random_numbers_and_warnings_alone():
    code, printed = python(
        "-W",
        "error",
        "-c",
        "import numpy as np, warnings\n"
        "state, filters = np.random.get_state()[1].copy(), list(warnings.filters)\n"
        "settings = np.geterr(), np.get_printoptions()\n"
        f"import {', '.join(EQUATIONS)}\n"
        "assert (state == np.random.get_state()[1]).all()\n"
        "assert filters == warnings.filters\n"
        "assert settings == (np.geterr(), np.get_printoptions())\n",
    )
    assert (code, printed) == (0, "")


@pytest.mark.parametrize("command", [["check"], ["format", "--check", "--diff"]])
def test_the_code_is_clean(command, require):
    ruff = require("ruff")
    start = [ruff] if isinstance(ruff, str) else [sys.executable, "-m", "ruff"]
    code, printed = run(*start, *command, "--no-cache", "lstm_lab", "tests")
    assert code == 0, printed
