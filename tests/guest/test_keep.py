"""A learner's function is written down with what it needs, and reads again as it was."""

import linecache
import math
import textwrap
import types
from itertools import count

import numpy as np
import pytest

from lstm_lab.guest import keep

_CELLS = count()


def cells(*sources):
    """Run cells as a notebook does, each in a file of its own, and return their names."""
    space = {"__name__": "__main__", "np": np}
    for source in sources:
        text = textwrap.dedent(source)
        name = f"<cell {next(_CELLS)}>"
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        exec(compile(text, name, "exec"), space)
    return space


def again(space, name, called=None):
    """Keep a function and read it again as another notebook would."""
    kept = keep.collect(space[called or name], name)
    return keep.load(kept.source, "kept.py", name), kept


def test_helpers_of_other_cells_go_with_it_and_theirs_too():
    space = cells(
        "def sigmoid(a):\n    # the logistic function\n    return 1 / (1 + np.exp(-a))",
        "def gate(x):\n    return sigmoid(2 * x)",
        "def step(x):\n    return gate(x) + sigmoid(x)",
    )
    function, kept = again(space, "step")
    assert function(0.3) == space["step"](0.3)
    assert set(kept.helpers) == {"sigmoid", "gate"}
    assert "# the logistic function" in kept.source
    assert kept.source.index("def sigmoid") < kept.source.index("def step")


def test_it_survives_a_helper_that_is_written_anew():
    space = cells("def half(x):\n    return x / 2", "def step(x):\n    return half(x)")
    function, _ = again(space, "step")
    space["half"] = None
    assert function(3) == 1.5
    with pytest.raises(TypeError):
        space["step"](3)


@pytest.mark.parametrize(
    ("used", "line"),
    [
        ("import math", "import math"),
        ("import numpy as np", "import numpy as np"),
        ("import numpy.linalg as la", "import numpy.linalg as la"),
        ("from numpy import linalg", "from numpy import linalg"),
        ("from functools import reduce", "from functools import reduce"),
        ("from math import sqrt as root", "from math import sqrt as root"),
        ("from numpy import tanh", "from numpy import tanh"),
        ("from lstm_lab.cells import lstm", "from lstm_lab.cells import lstm"),
        ("from lstm_lab.cells.activations import sigmoid", "import sigmoid"),
        ("from collections import namedtuple", "from collections import namedtuple"),
        ("scale = 0.25", "scale = 0.25"),
        ("word = 'igfo'", "word = 'igfo'"),
        ("gates = ('i', 'g')", "gates = ('i', 'g')"),
        ("large = float('inf')", 'large = float("inf")'),
        ("eps = np.float32(0.5)", "eps = np.float32(0.5)"),
        ("sigma = lambda a: 1 / (1 + np.exp(-a))", "sigma = lambda a: 1 / (1 + np.exp(-a))"),
        ("absolute = np.abs", "from numpy import absolute"),
    ],
)
def test_imports_and_constants_go_with_it(used, line):
    name = used.split(" as ")[-1].split("import ")[-1].split(" =")[0]
    space = cells(used, f"def step():\n    return {name}")
    function, kept = again(space, "step")
    assert line in kept.source
    got, was = function(), space["step"]()
    assert (got(0.3) == was(0.3)) if name == "sigma" else (got is was or got == was)


def test_a_name_that_hides_a_builtin_is_taken_and_a_builtin_is_not():
    space = cells("def sum(x):\n    return 7", "def step(x):\n    return sum(x) + len(x)")
    function, kept = again(space, "step")
    assert function([1]) == 8
    assert kept.helpers == ("sum",)


def test_an_alias_and_another_name_than_the_exercises_are_kept():
    space = cells("def half(x):\n    return x / 2", "h = half", "def my(x):\n    return h(x)")
    function, kept = again(space, "step", "my")
    assert function(3) == 1.5
    assert kept.source.endswith("step = my\n")


def test_functions_that_call_each_other_and_themselves_are_kept():
    space = cells(
        "def even(n):\n    return n == 0 or odd(n - 1)",
        "def odd(n):\n    return n > 0 and (even(n - 1) if n < 9 else odd(n - 2))",
    )
    assert again(space, "even")[0](12) is True


def test_a_decorator_a_default_and_a_class_inside_are_kept():
    space = cells(
        "scale = 2\ndef plain(f):\n    return f",
        """
        @plain
        def step(x, k=scale):
            class Pair:
                first = 1
                both = (first, x, k)
            return Pair.both
        """,
    )
    assert again(space, "step")[0](5) == (1, 5, 2)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("scale = np.ones(3)", "it uses scale, a NumPy array from outside: make scale inside it"),
        ("scale = [np.ones(3)]", "it uses scale, a list"),
        ("scale = list(range(1000))", "it uses scale, a list"),
        ("class scale:\n    pass", "it uses scale, a class"),
        ("class C:\n    pass\nscale = C()", "it uses scale, an object of type C"),
        ("def make(k):\n    return lambda x: k * x\nscale = make(3)", "made inside another"),
        ("scale, other = (lambda x: x), 3", "its helper scale is not written with def"),
        (
            "def f(x):\n    return data[x]\nscale = f\ndata = np.ones(3)",
            "its helper scale uses data",
        ),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_reason(first, said):
    space = cells(first, "def step(x):\n    return scale")
    with pytest.raises(keep.UnusableError, match=said):
        keep.collect(space["step"], "step")


def test_a_module_of_the_learners_own_and_a_function_of_it_are_not_kept(monkeypatch, tmp_path):
    (tmp_path / "my_file.py").write_text("def f(x):\n    return x\n")
    monkeypatch.syspath_prepend(tmp_path)
    for line, name in (("import my_file", "my_file"), ("from my_file import f", "f")):
        space = cells(line, f"def step(x):\n    return {name}")
        with pytest.raises(keep.UnusableError, match=f"it uses .*{name}"):
            keep.collect(space["step"], "step")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (np.tanh, "no function that a cell writes"),
        (math.sqrt, "no function that a cell writes"),
        (keep.collect, "not written in this notebook"),
        (lambda x: x, "not written with def|cannot be found"),
        (eval("lambda x: x", {"__name__": "__main__"}), "cannot be found"),
        (types.SimpleNamespace(), "no function"),
    ],
)
def test_what_is_no_function_of_a_cell_is_not_kept(value, said):
    with pytest.raises(keep.UnusableError, match=said):
        keep.collect(value, "step")


def test_two_functions_of_one_name_are_told():
    space = cells(
        "def half(x):\n    return x / 2\nold = half",
        "def half(x):\n    return old(x)",
        "def step(x):\n    return half(x)",
    )
    with pytest.raises(keep.UnusableError, match="two different functions called half"):
        keep.collect(space["step"], "step")
