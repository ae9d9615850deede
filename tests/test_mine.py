"""The learner's passed functions are served, and the course's where there is none."""

import warnings

import numpy as np
import pytest

from lstm_lab import checks, gradcheck, mine, progress, sequence, training
from lstm_lab.cells import rnn
from lstm_lab.data import text

OWN = "def rnn_step(x, h_prev, W, U, b):\n    return np.tanh(h_prev @ W + x @ U + b)\n"


def keep(source, name="rnn_step"):
    progress.record_check(name, "correct", source=source)


def test_every_exercise_has_a_function_of_the_course(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert checks.EXERCISES
    for name, exercise in checks.EXERCISES.items():
        assert getattr(mine, name) is exercise.reference


def test_the_courses_rnn_step_takes_bare_arrays_and_returns_h(rng, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    x, h_prev, W, U, b = (rng.standard_normal(s) for s in [(2, 3), (2, 4), (4, 4), (3, 4), (4,)])
    h = mine.rnn_step(x, h_prev, W, U, b)
    assert np.allclose(h, np.tanh(h_prev @ W + x @ U + b))


def test_a_passed_function_is_served_and_the_table_says_so(workspace):
    keep(OWN)
    assert mine.rnn_step.__code__.co_filename == str(workspace / ".lstm_lab/mine/rnn_step.py")
    rows = {row.name: row for row in mine.table()}
    assert (rows["rnn_step"].whose, rows["softmax"].whose) == ("yours", "the course's")
    assert "rnn_step                yours" in repr(mine.table())
    assert "<td>rnn_step</td><td>yours</td>" in mine.table()._repr_html_()


def test_a_function_of_another_name_is_found_by_its_alias(workspace):
    keep("def my_step(x, h_prev, W, U, b):\n    return x\n\nrnn_step = my_step")
    assert mine.rnn_step(1, 2, 3, 4, 5) == 1


def test_numpy_and_the_standard_library_are_there_without_an_import(workspace):
    keep(
        "def rnn_step(x):\n    return np.tanh(math.sqrt(x)) + numpy.cos(functools.reduce(max, [x]))"
    )
    assert np.isclose(mine.rnn_step(4.0), np.tanh(2) + np.cos(4))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def rnn_step(:", "SyntaxError"),
        ("raise KeyboardError", "NameError"),
        ("1 / 0", "ZeroDivisionError"),
        ("other = 1", "defines no rnn_step"),
        ("rnn_step = 3", "no function"),
        ("def rnn_step(x):\n    return sigmoid(x)", "it needs sigmoid of another cell"),
        ("def rnn_step(x):\n    return [scale * k for k in x]", "it needs scale of another cell"),
        ("x = '\0'", "SyntaxError|ValueError"),
    ],
)
def test_a_broken_file_warns_and_gives_the_courses_function(workspace, source, reason):
    keep(OWN)
    (workspace / ".lstm_lab" / "mine" / "rnn_step.py").write_text(source)
    with pytest.warns(UserWarning, match=f"Your rnn_step cannot be used.*({reason})"):
        function = mine.rnn_step
    assert function is checks.rnn_step.reference
    assert "yours cannot be used" in repr(mine.table())


def test_nothing_is_executed_before_it_is_asked_for(workspace):
    keep("open('executed', 'w').close()\n" + OWN)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mine.softmax is checks.softmax.reference
        assert not (workspace / "executed").exists()
        assert callable(mine.rnn_step)
    assert (workspace / "executed").exists()


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(AttributeError, match=r"no 'rnn_setp'; there are: .*rnn_step"):
        mine.rnn_setp  # noqa: B018
    assert "rnn_step" in dir(mine)


def test_a_check_that_passes_serves_its_function_to_later_lessons(workspace):
    file = workspace / "cell.py"
    file.write_text("import numpy as np\n\n\n" + OWN)
    space = {}
    exec(compile(file.read_text(), str(file), "exec"), space)
    assert checks.rnn_step(space["rnn_step"]).passed
    assert mine.rnn_step.__code__.co_filename.endswith("mine/rnn_step.py")


STEP_BACK = """def rnn_step_backward(dh, x, h_prev, h, W, U):
    da = dh * (1 - h**2)
    return da @ U.T, da @ W.T, h_prev.T @ da, x.T @ da, da.sum(axis=0)
"""


def one_text(rng):
    """Return a function: train a small network with a cell and a loss, and give its losses."""
    windows = text.windows(rng.integers(0, 5, 300), 6, 4)

    def losses_of(cell, loss):
        seeded = np.random.default_rng(0)
        model = training.create(
            cell, 5, 7, 5, rng=seeded, dtype=np.float32, loss=loss, vocabulary="abcde"
        )
        return training.train(model, windows, 9, progress=False).losses

    return losses_of


def test_a_network_of_the_courses_functions_is_the_courses_network(rng, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    losses_of = one_text(rng)
    expected = losses_of(rnn, training.losses.cross_entropy)
    np.testing.assert_array_equal(losses_of(mine.rnn_cell(), mine.text_loss()), expected)


def test_a_network_of_the_learners_functions_trains_as_the_courses(workspace, rng):
    keep(OWN + "\nopen('stepped', 'w').close()")
    keep(STEP_BACK, "rnn_step_backward")
    losses_of = one_text(rng)
    expected = losses_of(rnn, training.losses.cross_entropy)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cell, loss = mine.rnn_cell(), mine.text_loss()
    assert (workspace / "stepped").exists()
    np.testing.assert_allclose(losses_of(cell, loss), expected, rtol=1e-4)


def test_the_composed_cell_steps_with_the_learners_own_numbers(workspace, rng):
    keep(OWN.replace("return ", "return (1 + 1e-5) * "))
    params = rnn.init(3, 4, rng=rng)
    x, h = rng.standard_normal((2, 3)), rng.standard_normal((2, 4))
    stepped, course = mine.rnn_cell().step(params, x, h)[0][0], rnn.step(params, x, h)[0][0]
    np.testing.assert_allclose(stepped / course, 1 + 1e-5, rtol=1e-9)


@pytest.mark.parametrize("name", ["rnn_step", "rnn_step_backward"])
def test_the_gradients_of_the_composed_cell_are_right(workspace, rng, name):
    keep({"rnn_step": OWN, "rnn_step_backward": STEP_BACK}[name], name)
    cell = mine.rnn_cell()
    params = cell.init(3, 4, rng=rng)
    xs, dhs = rng.standard_normal((5, 2, 3)), rng.standard_normal((5, 2, 4))
    _, _, tape = sequence.forward(cell, params, xs)
    dxs, _, dparams = sequence.backward(cell, params, tape, dhs)

    def loss():
        return (dhs * sequence.forward(cell, params, xs)[0]).sum()

    arrays = {**params._asdict(), "xs": xs}
    assert gradcheck.check(loss, arrays, {**dparams._asdict(), "xs": dxs}).largest < 1e-7


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import time\n" + OWN.replace("return", "time.sleep(.02); return"), "times as long as"),
        (OWN.replace("return ", "return 1.01 * "), "gives other numbers"),
        (OWN.replace("return", "assert len(x) < 9; return"), "stops with AssertionError"),
        (OWN.replace("return ", "return 1, "), "stops with|other numbers"),
    ],
)
def test_a_function_that_cannot_train_is_replaced_with_a_reason(workspace, rng, source, reason):
    keep(source)
    with pytest.warns(UserWarning, match=rf"Your rnn_step .*({reason}).*the course's trains"):
        cell = mine.rnn_cell()
    params = rnn.init(3, 4, rng=rng)
    x, h = rng.standard_normal((2, 3)), rng.standard_normal((2, 4))
    np.testing.assert_array_equal(cell.step(params, x, h)[0][0], rnn.step(params, x, h)[0][0])


def test_a_table_of_some_functions_has_only_those(workspace):
    keep(OWN)
    assert [(row.name, row.whose) for row in mine.table("softmax", "rnn_step")] == [
        ("softmax", "the course's"),
        ("rnn_step", "yours"),
    ]
