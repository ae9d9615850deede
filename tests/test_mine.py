"""The learner's passed functions are served, and the course's where there is none."""

import linecache
import os
import time
import warnings

import numpy as np
import pytest

from lstm_lab import checks, gradcheck, mine, progress, sequence, training
from lstm_lab.cells import lstm, rnn
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
        ("import time\n" + OWN.replace("return", "time.sleep(1); return"), "times as long as"),
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


def notebook(*cells):
    """Run cells as a notebook does, each in a file of its own, and return their names."""
    space = {"__name__": "__main__", "np": np, "checks": checks, "mine": mine}
    for k, cell in enumerate(cells):
        name = f"<{os.getpid()} cell {k} {hash(cell)}>"
        linecache.cache[name] = (len(cell), None, cell.splitlines(keepends=True), name)
        exec(compile(cell, name, "exec"), space)
    return space


SIGMOID = "def sigmoid(a):\n    return np.exp(-np.logaddexp(0, -a))\n"
GATE = """def gate(x, h, p, k):
    return h @ getattr(p, "W_" + k) + x @ getattr(p, "U_" + k) + getattr(p, "b_" + k)
"""
STEP = """def lstm_step(params, x, h_prev, c_prev):
    i, f, o = (sigmoid(gate(x, h_prev, params, k)) for k in "ifo")
    g = np.tanh(gate(x, h_prev, params, "g"))
    c = f * c_prev + i * g
    return (o * np.tanh(c), c), (x, h_prev, c_prev, i, g, f, o, c)
"""
FORWARD = """def lstm_forward(params, xs, state):
    hs, tape = [], []
    for x in xs:
        state, trace = lstm_step(params, x, *state)
        hs.append(state[0])
        tape.append(trace)
    return np.stack(hs), state, tape
"""
BACKWARD = """def lstm_backward(params, tape, dhs, dstate):
    (dh, dc), dxs, total = dstate, [], [0] * len(params)
    for trace, above in zip(tape[::-1], dhs[::-1]):
        dx, (dh, dc), here = mine.lstm_step_backward(params, trace, dh + above, dc)
        dxs.insert(0, dx)
        total = [later + now for later, now in zip(total, here)]
    return np.stack(dxs), (dh, dc), type(params)(*total)
"""


def lstm_scene(rng, T=4, N=2, D=3, H=5):
    """Return params, xs, state and errors dhs of a small LSTM."""
    params = lstm.init(D, H, rng=rng)
    state = tuple(rng.uniform(-1, 1, (2, N, H)))
    return params, rng.standard_normal((T, N, D)), state, rng.standard_normal((T, N, H))


def test_a_function_that_calls_the_one_above_it_is_kept_with_it_and_the_card_says_so(workspace):
    space = notebook(SIGMOID, GATE, STEP, FORWARD)
    report = checks.lstm_forward(space["lstm_forward"])
    assert "Kept for later lessons as mine.lstm_forward, and with it" in report.message
    assert all(name in report.message for name in ("lstm_step", "gate", "sigmoid"))
    assert repr(mine.table("lstm_forward")).split() == ["lstm_forward", "yours"]


def test_it_runs_in_another_notebook_and_survives_a_helper_that_breaks(workspace, rng):
    space = notebook(SIGMOID, GATE, STEP, FORWARD)
    assert checks.lstm_forward(space["lstm_forward"]).passed
    space["lstm_step"] = space["sigmoid"] = None
    params, xs, state, _ = lstm_scene(rng)
    hs, _, _ = mine.lstm_forward(params, xs, state)
    np.testing.assert_allclose(hs, sequence.forward(lstm, params, xs, state)[0], atol=1e-14)


def test_what_cannot_be_kept_is_said_on_the_card_in_the_table_and_by_a_warning(workspace):
    space = notebook("scale = np.ones(1)\n", "def hidden_state(o, c):\n"
                     "    return o * np.tanh(c) * scale\n")  # fmt: skip
    report = checks.hidden_state(space["hidden_state"])
    reason = "it uses scale, a NumPy array from outside: make scale inside it"
    assert report.passed
    assert f"Not kept for later lessons: {reason}." in report.message
    assert progress.read()["checks"]["hidden_state"]["unkept"] == reason
    assert mine.table("hidden_state")[0].whose == "the course's"
    assert reason in mine.table("hidden_state")[0].remark
    with pytest.warns(UserWarning, match=f"Your hidden_state cannot be used .{reason}"):
        assert mine.hidden_state is checks.hidden_state.reference


def test_an_earlier_one_stays_where_the_last_cannot_be_kept_and_a_later_one_replaces_both(
    workspace,
):
    right = "def hidden_state(o, c):\n    return o * np.tanh(c)\n"
    checks.hidden_state(notebook(right)["hidden_state"])
    kept = mine.hidden_state
    unkept = "one = np.ones(1)\n" + right.replace("return", "return one *")
    checks.hidden_state(notebook(unkept)["hidden_state"])
    assert mine.hidden_state.__code__.co_code == kept.__code__.co_code
    assert "an earlier one; your last one is not kept: it uses one" in repr(mine.table())
    checks.hidden_state(notebook(right.replace("o *", "1 * o *"))["hidden_state"])
    assert "an earlier one" not in repr(mine.table())
    assert "1 * o" in (workspace / ".lstm_lab/mine/hidden_state.py").read_text()


def test_what_does_something_else_away_from_its_notebook_is_not_kept(workspace):
    text = "k = 1\ndef hidden_state(o, c, k=k):\n    return o * np.tanh(c) * k\n"
    space = notebook(text)
    space["k"] = 2  # the default was taken when it was 1
    report = checks.hidden_state(space["hidden_state"])
    assert report.passed
    assert "Not kept for later lessons: it does something else away from" in report.message


def test_mine_lends_an_answer_what_is_solved_before_it_and_nothing_else(workspace):
    for name, passed in (("input_gate", True), ("output_gate", False)):
        cell = f"def output_gate(x, h_prev, W, U, b):\n    return mine.{name}(x, h_prev, W, U, b)\n"
        report = checks.output_gate(notebook(cell)["output_gate"])
        assert report.passed == passed
    assert "mine lends no output_gate while output_gate is checked" in report.message
    assert "`mine` lends an answer what earlier exercises have solved" in report.message
    assert callable(mine.output_gate)  # no check runs


def test_a_cell_of_the_very_function_is_not_lent_either(workspace):
    cell = """def lstm_step(params, x, h_prev, c_prev):
    return mine.lstm_cell().step(params, x, h_prev, c_prev)
"""
    assert "mine lends no lstm_step" in checks.lstm_step(notebook(cell)["lstm_step"]).message


def test_a_later_exercise_is_not_lent_and_one_that_nobody_solved_is_the_courses(workspace):
    later = "def input_gate(x, h_prev, W, U, b):\n    return mine.forget_gate(x, h_prev, W, U, b)\n"
    assert "mine lends no forget_gate" in checks.input_gate(notebook(later)["input_gate"]).message
    inside = BACKWARD.replace(
        "    (dh, dc), dxs", "    from lstm_lab import mine\n    (dh, dc), dxs"
    )
    for cell in (BACKWARD, inside):
        assert checks.lstm_backward(notebook(cell)["lstm_backward"]).passed
        said = repr(mine.table("lstm_backward"))
        assert said.endswith("yours         it calls the course's lstm_step_backward")


def test_a_kept_function_takes_through_mine_what_is_the_learners_now(workspace, rng):
    checks.lstm_backward(notebook(BACKWARD)["lstm_backward"])
    params, xs, state, dhs = lstm_scene(rng)
    tape = mine.lstm_forward(params, xs, state)[2]
    want = mine.lstm_backward(params, tape, dhs, state)[0]
    keep("def lstm_step_backward(params, trace, dh, dc):\n"
         "    return 0 * trace[0], (0 * dh, 0 * dc), params\n", "lstm_step_backward")  # fmt: skip
    got = mine.lstm_backward(params, tape, dhs, state)[0]
    assert want.any()
    assert not got.any()


def test_mine_is_looked_up_once_by_a_kept_function(workspace, monkeypatch, rng):
    checks.lstm_backward(notebook(BACKWARD)["lstm_backward"])
    params, xs, state, dhs = lstm_scene(rng, T=9)
    backward, tape, asked = mine.lstm_backward, mine.lstm_forward(params, xs, state)[2], []
    served = mine._served
    monkeypatch.setattr(mine, "_served", lambda name: asked.append(name) or served(name))
    backward(params, tape, dhs, state)
    backward(params, tape, dhs, state)
    assert asked == ["lstm_step_backward"]


def test_whose_functions_run_is_said_in_a_few_words(workspace):
    assert mine.whose("lstm_forward", "lstm_backward") == (
        "the course's lstm_forward and lstm_backward"
    )
    checks.lstm_forward(notebook(SIGMOID, GATE, STEP, FORWARD)["lstm_forward"])
    assert mine.whose("lstm_forward", "lstm_backward") == (
        "your lstm_forward and the course's lstm_backward"
    )
    checks.lstm_backward(notebook(BACKWARD)["lstm_backward"])
    assert mine.whose("lstm_forward", "lstm_backward", "softmax") == (
        "your lstm_forward and lstm_backward (which calls the course's lstm_step_backward), "
        "and the course's softmax"
    )


@pytest.mark.parametrize("solved", [(), ("lstm_step",), ("lstm_step_backward",)])
def test_the_lstm_of_the_learners_functions_is_the_courses_in_numbers(workspace, rng, solved):
    keep(SIGMOID + GATE + STEP + "open('stepped', 'w').close()\n", "lstm_step")
    if "lstm_step_backward" in solved:
        keep("from lstm_lab.cells import lstm\n"
             "def lstm_step_backward(params, trace, dh, dc):\n"
             "    dx, (dh, dc), d = lstm.step_backward(params, trace, dh, dc)\n"
             "    return dx, [dh, dc], tuple(d)\n", "lstm_step_backward")  # fmt: skip
    params, xs, state, dhs = lstm_scene(rng)
    cell = mine.lstm_cell()
    assert (workspace / "stepped").exists()
    hs, last, tape = sequence.forward(cell, params, xs, state)
    want, _, course = sequence.forward(lstm, params, xs, state)
    np.testing.assert_allclose(hs, want, atol=1e-14)
    got = sequence.backward(cell, params, tape, dhs, last)
    right = sequence.backward(lstm, params, course, dhs, last)
    for a, b in zip((got[0], *got[1], *got[2]), (right[0], *right[1], *right[2]), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-12)


def test_a_slow_lstm_is_not_replaced_and_its_seconds_are_told(workspace, rng):
    slow = STEP.replace("    i, f", "    time.sleep(0.005)\n    i, f")
    keep(SIGMOID + GATE + slow, "lstm_step")
    params, xs, state, _ = lstm_scene(rng)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cell = mine.lstm_cell()
        assert mine.seconds("lstm_step", params, xs[0], *state) > 0.005
        assert mine.seconds(lambda: sequence.forward(cell, params, xs, state)) > 0.005 * len(xs)
    assert mine.table("lstm_step")[0].remark == ""


def test_a_very_slow_call_is_timed_once():
    calls = []
    began = time.perf_counter()
    assert mine.seconds(lambda: (calls.append(0), time.sleep(2.1))) > 2
    assert len(calls) == 1
    assert time.perf_counter() - began < 4


def test_the_table_says_what_the_training_of_07_does_not_take(workspace):
    keep("import time\n" + OWN.replace("return", "time.sleep(1); return"))
    (row,) = mine.table("rnn_step")
    assert row.whose == "yours"
    assert "the training of lesson 07 takes the course's: yours takes" in row.remark
    keep(OWN)
    assert mine.table("rnn_step")[0].remark == ""


def test_a_file_of_an_older_version_still_loads(workspace):
    folder = workspace / ".lstm_lab" / "mine"
    folder.mkdir()
    (folder / "rnn_step.py").write_text(OWN)  # no import, as it was kept before
    assert mine.table("rnn_step")[0].whose == "yours"


def test_a_students_work_is_not_graded_with_the_instructors_functions(workspace, monkeypatch):
    keep(OWN)
    progress.record_check("softmax", "correct", unkept="it uses scale")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert mine.rnn_step is checks.rnn_step.reference
        assert mine.softmax is checks.softmax.reference


@pytest.mark.parametrize(
    ("measured", "unfit"), [([1, 9, 1, 2], False), ([1, 9, 1, 8, 1, 7], True), ([1, 4], False)]
)
def test_a_moments_delay_makes_no_function_slow(workspace, monkeypatch, measured, unfit):
    keep(OWN)
    result, answers = (np.zeros(2),), iter([0, 0, *measured])
    monkeypatch.setattr(mine, "_timed", lambda *arguments: (result, next(answers)))
    assert ("takes 7 times as long" in mine.table("rnn_step")[0].remark) == unfit
    assert list(answers) == []
