"""The formulas that lessons 01 to 03 display, read from their text and evaluated index by index.

An index in print becomes one of an array: h_{t-1} is h[t-1], with h[0] the state before the first
step; m_{t,n} is m[t, n]. A sum that is missing in print, or indices in another order, do not fit.
What comes out is compared with central differences of the package's forward pass.
"""

import re
from pathlib import Path

import numpy as np
import pytest

from lstm_lab import gradcheck
from lstm_lab.cells import readout

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
LESSONS = ("01_one_step_of_memory", "02_reading_out", "03_backprop_through_time")
T, N, D, H, K = 4, 2, 3, 5, 6  # all different, so that most wrong products do not fit
SUMS = {
    r"\sum_{t,n}": "for t in range(1, T + 1) for n in range(N)",
    r"\sum_{t=1}^{T} \sum_n": "for t in range(1, T + 1) for n in range(N)",
    r"\sum_{t=1}^{T}": "for t in range(1, T + 1)",
    r"\sum_t": "for t in range(1, T + 1)",
    r"\sum_n": "for n in range(N)",
}
# LaTeX to Python, in this order; what stands side by side is a product of arrays.
RULES = (
    (r"\\underbrace\{(.*?)\}_\{\\text\{.*?\}.*?\}(?= \+|$)", r"\1"),
    (r"\^\{\\text\{above\}\}", ""),
    (r"dh_t(?=\s*\+)", "above_t"),
    (r"\\mathrm\{(\w+)\}", r"\1"),
    (r"\\text\{target\}_\{t,n\}", "target[t, n]"),
    (r"_\{t,n,\\text\{target\}\}", "[t, n, target[t, n]]"),
    (r"_\{(t[-+]1|t,n|n,t)\}", r"[\1]"),
    (r"_t\b", "[t]"),
    (r"\\frac\{(.*?)\}\{(.*?)\}", r"(\1) / (\2) *"),
    (r"\\tanh", "np.tanh"),
    (r"\\(left|right)", ""),
    (r"\\odot", "*"),
    (r"\^\\top", ".T"),
    (r"\^2", "**2"),
    (r"\\,", " "),
    (r"(\w\]) +\( ", r"\1 * ( "),
    (r"(?<=[\w\])]) +(?=[A-Za-z])", " @ "),
)


def displayed(label):
    """Return the displayed equations with this label: pairs of left and right side."""
    for name in LESSONS:
        text = (NOTEBOOKS / f"{name}.py").read_text("utf-8")
        found = re.search(rf"\$\$((?:(?!\$\$).)*?)\\tag\{{{label}\}} \$\$", text, re.DOTALL)
        if found:
            lines = re.split(r",\s*\\q+uad ", " ".join(found[1].split()))
            return [tuple(side.strip() for side in line.split(" = ", 1)) for line in lines]
    raise AssertionError(f"no lesson displays {label}")


def as_python(latex):
    """Turn one side of a displayed equation into a Python expression."""
    for sign, loop in SUMS.items():
        if sign in latex:
            front, body = latex.split(sign, 1)
            product = as_python(front + "X").replace("X", "") if front else ""
            return f"{product} sum({as_python(body.strip())} {loop})"
    for pattern, replacement in RULES:
        latex = re.sub(pattern, replacement, latex)
    assert "\\" not in latex, latex
    return latex


def evaluate(label, space, **where):
    """Evaluate the equations of a label at some step (and example). Returns a dict by left side."""
    names = {"np": np} | space | where  # global: the sums see them
    return {left: eval(as_python(right), names) for left, right in displayed(label)}


def states(space):
    """Run (R1) as the package does: h, (T + 1, N, H), with h[0] as it is given."""
    h = [space["h"][0]]
    for x in space["x"][1:]:
        h.append(np.tanh(h[-1] @ space["W"] + x @ space["U"] + space["b"]))
    return np.stack(h)


def loss(space):
    """Return the loss of a whole network, by the package's read-out."""
    z = readout.logits(states(space)[1:], space["V"], space["b_y"])
    return readout.cross_entropy(z, space["target"][1:], space["m"][1:])


@pytest.fixture
def space(rng):
    """Random arrays by the lessons' names; index 0 of a step's array is before the first step."""
    shapes = {"x": (T + 1, N, D), "W": (H, H), "U": (D, H), "b": (H,), "V": (H, K), "b_y": (K,)}
    space = {name: 0.5 * rng.standard_normal(shape) for name, shape in shapes.items()}
    m = np.ones((T + 1, N))
    m[0], m[T, 1] = 0, 0
    space |= {"T": T, "N": N, "m": m, "M": m.sum(), "target": rng.integers(0, K, (T + 1, N))}
    space["h"] = rng.uniform(-1, 1, (1, N, H))
    space["h"] = states(space)
    z = readout.logits(space["h"], space["V"], space["b_y"])
    onehot = lambda target: np.eye(K)[target]  # noqa: E731
    logsumexp = lambda z: np.log(np.exp(z).sum())  # noqa: E731
    return space | {"z": z, "y": readout.softmax(z), "onehot": onehot, "logsumexp": logsumexp}


@pytest.fixture
def errors(space):
    """All errors, by (Q4), (Q6), (Q7), (Q1) as displayed, from the last step to the first."""
    dz = np.zeros((T + 1, N, K))
    for t in range(1, T + 1):
        for n in range(N):
            dz[t, n] = evaluate("Q4", space, t=t, n=n)["dz_{t,n}"]
    dh, da = np.zeros((T + 1, N, H)), np.zeros((T + 2, N, H))
    space = space | {"dz": dz, "dh": dh, "da": da}
    for t in range(T, 0, -1):
        above = {t: evaluate("Q6", space, t=t)["dh_t"]}
        dh[t] = evaluate("Q7", space, t=t, above=above)["dh_t"]
        da[t] = evaluate("Q1", space, t=t)["da_t"]
    return space


def measured(space, name):
    return gradcheck.numeric_gradient(lambda: loss(space), space[name])


@pytest.mark.label("R1")
def test_the_displayed_step_is_the_states(space):
    for t in range(1, T + 1):
        a = evaluate("R1", space | {"a": {t: 0}}, t=t)["a_t"]
        found = evaluate("R1", space | {"a": {t: a}}, t=t)["h_t"]
        np.testing.assert_allclose(found, space["h"][t], rtol=1e-12)


@pytest.mark.label("R3")
def test_the_displayed_loss_is_the_packages(space):
    assert evaluate("R3", space)["L"] == pytest.approx(loss(space), rel=1e-12)


@pytest.mark.label("Q4", "Q5")
@pytest.mark.parametrize("name", ["V", "b_y"])
def test_the_displayed_gradients_of_the_read_out_are_what_differences_measure(errors, name):
    found = evaluate("Q5", errors)[f"d{name}"]
    assert found.shape == errors[name].shape
    assert gradcheck.relative_error(found, measured(errors, name)) < 1e-8


@pytest.mark.label("Q1", "Q6", "Q7", "G4")
@pytest.mark.parametrize("name", ["W", "U", "b"])
def test_the_displayed_sums_over_time_are_what_differences_measure(errors, name):
    found = evaluate("G4", errors)[f"d{name}"]
    assert found.shape == errors[name].shape
    assert gradcheck.relative_error(found, measured(errors, name)) < 1e-8


@pytest.mark.label("Q2", "Q3")
def test_the_displayed_step_back_is_what_differences_measure(errors):
    before = evaluate("Q2", errors, t=1)["dh_{t-1}"]
    step = lambda t: evaluate("Q3", errors, t=t)  # noqa: E731
    h0, xs = errors["h"][0], errors["x"]

    def moved():
        return loss(errors | {"h": h0[None]})

    assert gradcheck.relative_error(before, gradcheck.numeric_gradient(moved, h0)) < 1e-8
    measured_x = gradcheck.numeric_gradient(lambda: loss(errors), xs)
    for t in range(1, T + 1):
        assert gradcheck.relative_error(step(t)["dx_t"], measured_x[t]) < 1e-8
    for name in ("W", "U", "b"):
        total = sum(step(t)[f"d{name}"] for t in range(1, T + 1))
        assert gradcheck.relative_error(total, measured(errors, name)) < 1e-8


@pytest.mark.parametrize(
    ("label", "right", "slip"),
    [
        ("R3", " m_{t,n}", " m_{n,t}"),
        ("Q4", "y_{t,n}", "y_t"),
        ("Q5", r"\sum_{t,n} dz_{t,n}", r"\sum_t dz_t"),
        ("Q7", r"\underbrace{da_{t+1} W^\top}_{\text{step } t+1, \text{ (Q2)}}", "0"),
        ("G4", r"x_t^\top", r"x_{t-1}^\top"),
        ("Q2", r"W^\top", "W"),
    ],
)
def test_a_slip_in_print_is_noticed(request, monkeypatch, label, right, slip):
    plain = "".join(f"{left} = {text}, " for left, text in displayed(label))
    assert right in plain
    true = displayed

    def printed(wanted):
        return [
            (left, text.replace(right, slip) if wanted == label else text)
            for left, text in true(wanted)
        ]

    arrays = request.getfixturevalue("errors")
    arrays["above"] = {2: np.ones((N, H))}
    before = {left: np.copy(a) for left, a in evaluate(label, arrays, t=2, n=1).items()}
    monkeypatch.setitem(globals(), "displayed", printed)
    try:
        after = evaluate(label, arrays, t=2, n=1)
    except (ValueError, IndexError):
        return  # it does not fit
    assert any(
        np.shape(after[k]) != np.shape(before[k]) or np.abs(after[k] - before[k]).max() > 1e-3
        for k in before
    )
