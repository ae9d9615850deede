"""The formulas that lessons 14 to 16 display, read from their text and evaluated.

A small reader turns the LaTeX of a displayed line into NumPy. What comes out is compared with
central differences, and with torch. So a slip in print would fail here, as it does in the
article's lines of tests/test_article.py.
"""

import re
from pathlib import Path

import numpy as np
import pytest

from lstm_lab import gradcheck

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
LESSONS = ("14_errors_at_the_gates", "15_errors_at_the_weights", "16_back_through_time")
N, D, H = 2, 3, 4
WHAT = {
    "B1": "da_o", "B2": "dc", "B3": "da_g", "B4": "da_i", "B5": "da_f", "B6": "dh_prev",
    "B7": "dc_prev", "B8": "dx", "G1": "dW_k", "G2": "dU_k", "G3": "db_k",
}  # fmt: skip
# LaTeX to Python, in this order; the errors are rows, so a product without a sign is a matrix's.
RULES = (
    (r"\\underbrace\{((?:[^{}]|\{[^{}]*\})*)\}_\{(?:[^{}]|\{[^{}]*\})*\}", r"\1"),
    (r"\\sum_\{n=1\}\^\{N\} da_\{k,n\}", "da_k.sum(axis=0)"),
    (r"\b(dh|dc)_\{t-1\}", r"\1_prev"),
    (r"dc_\{in\}", "dc_in"),
    (r"\b(h|c)_\{t-1\}", r"\1_prev"),
    (r"\b(x|dx|dc|f)_t\b", r"\1"),
    (r"\^\\top", ".T"),
    (r"x_t.T", "x.T"),
    (r"\\tanh\^2\(c\)", "np.tanh(c)**2"),
    (r"\\tanh", "np.tanh"),
    (r"\^2", "**2"),
    (r"\\odot", "*"),
    (r"\\,", " "),
    (r"(?<=[\w)]) +(?=[A-Za-z])", " @ "),
)


def displayed(label):
    """Return the displayed line with this label, without its tag: (left, right)."""
    for name in LESSONS:
        text = (NOTEBOOKS / f"{name}.py").read_text("utf-8")
        found = re.search(rf"\$\$((?:(?!\$\$).)*?)\\tag\{{{label}\}} \$\$", text, re.DOTALL)
        if found:
            left, right = " ".join(found[1].split()).split(" = ", 1)
            return left.strip(), right.strip()
    raise AssertionError(f"no lesson displays {label}")


def as_python(latex):
    """Turn the right side of a displayed line into a Python expression."""
    for pattern, replacement in RULES:
        latex = re.sub(pattern, replacement, latex)
    assert "\\" not in latex, latex
    return latex


def evaluate(label, space):
    """Evaluate a displayed line with the arrays of `space`, a dict by the lessons' names."""
    left, right = displayed(label)
    assert as_python(left) == WHAT[label]
    return eval(as_python(right), {"np": np}, space)


def squashed(a):
    """Return the gates of pre-activations, by the textbook's formulas."""
    sigma = [1 / (1 + np.exp(-a[k])) for k in "ifo"]
    return dict(zip("ifo", sigma, strict=True), g=np.tanh(a["g"]))


@pytest.fixture
def space(rng):
    """Random arrays of one step, sizes all different, no error zero; the errors at the gates."""
    space = {f"W_{k}": rng.standard_normal((H, H)) for k in "igfo"}
    space |= {f"U_{k}": rng.standard_normal((D, H)) for k in "igfo"}
    space |= {f"b_{k}": rng.standard_normal(H) for k in "igfo"}
    space |= {"x": rng.standard_normal((N, D)), "h_prev": rng.uniform(-1, 1, (N, H))}
    space |= dict(zip(("c_prev", "dh", "dc_in"), rng.standard_normal((3, N, H)), strict=True))
    return space | forward(space)


def forward(space):
    """Compute a, the gates, c and h of one step."""
    a = {
        k: space["h_prev"] @ space[f"W_{k}"] + space["x"] @ space[f"U_{k}"] + space[f"b_{k}"]
        for k in "igfo"
    }
    gates = squashed(a)
    c = gates["f"] * space["c_prev"] + gates["i"] * gates["g"]
    return {**{f"a_{k}": v for k, v in a.items()}, **gates, "c": c, "h": gates["o"] * np.tanh(c)}


def from_sums(space):
    """Weigh h and c, computed from the pre-activations in `space`."""
    gates = squashed({k: space[f"a_{k}"] for k in "igfo"})
    c = gates["f"] * space["c_prev"] + gates["i"] * gates["g"]
    return (space["dh"] * gates["o"] * np.tanh(c)).sum() + (space["dc_in"] * c).sum()


def whole(space):
    """Weigh h and c, computed from x, h_prev and the parameters in `space`."""
    made = forward(space)
    return (space["dh"] * made["h"]).sum() + (space["dc_in"] * made["c"]).sum()


def gate_errors(space):
    """Evaluate (B2), then the four errors at the gates, all as displayed."""
    dc = evaluate("B2", space)
    space = space | {"dc": dc}
    return {"dc": dc} | {WHAT[b]: evaluate(b, space) for b in ("B1", "B3", "B4", "B5")}


@pytest.mark.label("B1", "B3", "B4", "B5")
@pytest.mark.parametrize("label", ["B1", "B3", "B4", "B5"])
def test_a_displayed_error_at_a_gate_is_what_differences_measure(space, label):
    name = WHAT[label]
    found = gate_errors(space)[name]
    measured = gradcheck.numeric_gradient(lambda: from_sums(space), space[name[1:]])
    assert gradcheck.relative_error(found, measured) < 1e-8


@pytest.mark.label("B2")
def test_the_displayed_error_at_the_cell_is_what_differences_measure(space):
    c, o = space["c"], space["o"]

    def loss():
        return (space["dh"] * o * np.tanh(c)).sum() + (space["dc_in"] * c).sum()

    measured = gradcheck.numeric_gradient(loss, c)
    assert gradcheck.relative_error(evaluate("B2", space), measured) < 1e-8


@pytest.mark.label("B6", "B7", "B8")
@pytest.mark.parametrize(("label", "name"), [("B6", "h_prev"), ("B7", "c_prev"), ("B8", "x")])
def test_a_displayed_error_behind_the_gates_is_what_differences_measure(space, label, name):
    found = evaluate(label, space | gate_errors(space))
    measured = gradcheck.numeric_gradient(lambda: whole(space), space[name])
    assert gradcheck.relative_error(found, measured) < 1e-8


@pytest.mark.label("G1", "G2", "G3")
@pytest.mark.parametrize("label", ["G1", "G2", "G3"])
@pytest.mark.parametrize("k", "igfo")
def test_a_displayed_gradient_of_a_gate_is_what_differences_measure(space, label, k):
    kind = WHAT[label][1]
    found = evaluate(label, space | {"da_k": gate_errors(space)[f"da_{k}"]})
    measured = gradcheck.numeric_gradient(lambda: whole(space), space[f"{kind}_{k}"])
    assert gradcheck.relative_error(found, measured) < 1e-8


@pytest.mark.label("B1", "B2", "B3", "B4", "B5", "B6", "B8", "G1", "G2", "G3")
def test_every_displayed_formula_agrees_with_torch(space, require):
    torch = require("torch")
    names = ("x", "h_prev", *(f"{kind}_{k}" for kind in "WUb" for k in "igfo"))
    leaves = {name: torch.tensor(space[name], requires_grad=True) for name in names}
    a = {k: leaves["h_prev"] @ leaves[f"W_{k}"] + leaves["x"] @ leaves[f"U_{k}"] + leaves[f"b_{k}"]
         for k in "igfo"}  # fmt: skip
    gates = {k: torch.tanh(a[k]) if k == "g" else torch.sigmoid(a[k]) for k in "igfo"}
    c = gates["f"] * torch.tensor(space["c_prev"]) + gates["i"] * gates["g"]
    loss = (torch.tensor(space["dh"]) * gates["o"] * torch.tanh(c)).sum()
    loss = loss + (torch.tensor(space["dc_in"]) * c).sum()
    kept = {**leaves, **{f"a_{k}": a[k] for k in "igfo"}, "c": c}
    true = dict(zip(kept, torch.autograd.grad(loss, list(kept.values())), strict=True))

    errors = gate_errors(space)
    found = {name[1:]: error for name, error in errors.items()}
    found |= {"h_prev": evaluate("B6", space | errors), "x": evaluate("B8", space | errors)}
    for k in "igfo":
        arrays = space | {"da_k": errors[f"da_{k}"]}
        found |= {f"{WHAT[g][1]}_{k}": evaluate(g, arrays) for g in ("G1", "G2", "G3")}
    assert found.keys() == true.keys()
    for name, array in found.items():
        np.testing.assert_allclose(array, true[name].numpy(), rtol=1e-10, atol=1e-12, err_msg=name)


@pytest.mark.parametrize(
    ("label", "right", "slip"),
    [
        ("B1", r"\underbrace{dh}_{\text{arrives}} \odot", ""),
        ("B2", r"\underbrace{dc_{in}}_{\text{step } t+1} +", ""),
        ("B4", r"{g}", r"{i}"),
        ("B5", r"c_{t-1}", "c"),
        ("B6", r"da_i W_i^\top", r"da_g W_i^\top"),
        ("B7", r"f_t", "i"),
        ("B8", r"da_g U_g^\top +", ""),
        ("G1", r"da_k", r"da_g"),
    ],
)
def test_a_slip_in_print_is_noticed(space, monkeypatch, label, right, slip):
    arrays = space | gate_errors(space)
    arrays["da_k"] = arrays["da_i"]
    before = evaluate(label, arrays)
    left, text = displayed(label)
    assert right in text
    monkeypatch.setitem(globals(), "displayed", lambda _: (left, text.replace(right, slip, 1)))
    assert gradcheck.relative_error(evaluate(label, arrays), before) > 0.05
