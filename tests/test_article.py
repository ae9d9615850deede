"""The article's printed forms beside central differences: which hold, how far off are the others.

The course started from a blog article on the LSTM and owes it its plan. Most of its final forms are
right. Each test here takes one form as it is printed, measures it, and measures the form that this
package uses by the same numbers.
"""

import re

import numpy as np
import pytest

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import Cell, lstm, rnn
from lstm_lab.course import content
from lstm_lab.publish import source

ROOT = content.root()

T, N, D, H = 5, 2, 3, 4
SHAPES = {"W": (H, H), "U": (D, H), "b": (H,)}
DRAWS = 20


class Draw:
    """One random LSTM over a random sequence, its errors from outside, and its true gradients."""

    def __init__(self, seed, steps=T, dhs=None):
        rng = np.random.default_rng([seed, 30])
        self.params = lstm.Params(
            *(rng.standard_normal(SHAPES[name[0]]) for name in lstm.Params._fields)
        )
        self.xs = rng.standard_normal((steps, N, D))
        self.state = tuple(rng.uniform(-1, 1, (2, N, H)))
        self.dhs = rng.standard_normal((steps, N, H)) if dhs is None else dhs
        self.tape = sequence.forward(lstm, self.params, self.xs, self.state)[2]
        self.trace = self.tape.traces[0]

    def loss(self):
        """Weigh every output by its error."""
        return (self.dhs * sequence.forward(lstm, self.params, self.xs, self.state)[0]).sum()

    def truth(self, *names):
        """Measure the gradients of the parameters so named, or of all."""
        names = names or lstm.Params._fields
        return {k: gradcheck.numeric_gradient(self.loss, getattr(self.params, k)) for k in names}

    def gradients(self, cell=lstm):
        """Compute the gradients of the parameters by the package's way back through `cell`."""
        return sequence.backward(cell, self.params, self.tape, self.dhs)[2]._asdict()

    def errors_at_gates(self):
        """Compute dc and da of the one step of a draw with T = 1."""
        _, _, c_prev, i, g, f, o, c = self.trace
        dc = lstm.cell_error(self.dhs[0], 0.0, o, c)
        return dc, lstm.Gates(
            lstm.input_gate_error(dc, i, g),
            lstm.candidate_error(dc, i, g),
            lstm.forget_gate_error(dc, c_prev, f),
            lstm.output_gate_error(self.dhs[0], o, c),
        )


def distance(form, truth):
    """Return how far a form is from the truth, as a share of the truth."""
    return np.linalg.norm(form - truth) / np.linalg.norm(truth)


@pytest.fixture(scope="module")
def steps():
    """Twenty draws of a single step."""
    return [Draw(seed, steps=1) for seed in range(DRAWS)]


@pytest.fixture(scope="module")
def sequences():
    """Twenty draws of five steps."""
    return [Draw(seed) for seed in range(DRAWS)]


@pytest.mark.label("G1", "G2", "G3")
def test_e1_the_input_gates_weights_take_the_input_gates_error(steps):
    """E1, section 2.4.2. Printed: dW_i and dU_i from delta_R, dB_i from delta_I.

    True: delta_I in all three (G1)-(G3). The right dB_i is the clue.
    """
    misses = []
    for draw in steps:
        truth = draw.truth("W_i", "U_i", "b_i")
        _, da = draw.errors_at_gates()
        printed = {"W_i": draw.trace.h_prev.T @ da.g, "U_i": draw.trace.x.T @ da.g}
        assert all(distance(printed[k], truth[k]) > 0.5 for k in printed)
        misses.append(np.abs(printed["W_i"] - truth["W_i"]).max())
        right = lstm.gate_gradients(da, draw.trace.x, draw.trace.h_prev)._asdict()
        assert gradcheck.compare({k: right[k] for k in truth}, truth).largest < 1e-8
        assert gradcheck.relative_error(da.i.sum(axis=0), truth["b_i"]) < 1e-8
    assert 0.05 < np.median(misses) < 0.5


def without_cell_carry(params, trace, dh, dc):
    """Carry back as printed: the error of S goes on to the step before, that of C does not."""
    dx, (dh_prev, dc_prev), dparams = lstm.step_backward(params, trace, dh, dc)
    return dx, (dh_prev, np.zeros_like(dc_prev)), dparams


PRINTED = Cell(lstm.init, lstm.initial_state, lstm.step, without_cell_carry)


@pytest.mark.label("B2", "B7")
def test_e2_the_error_of_the_cell_state_goes_back_as_well(sequences):
    """E2, section 2.4.1. Printed: of step t-1 only the error of S, none of C.

    True: the cell hands dc * f back (B7), and (B2) adds it. Five steps miss a good part.
    """
    worst = []
    for draw in sequences:
        truth, right = draw.truth(), draw.gradients()
        assert gradcheck.compare(right, truth).largest < 1e-8
        printed = draw.gradients(PRINTED)
        worst.append(max(distance(printed[k], truth[k]) for k in truth))
    assert min(worst) > 0.2
    assert np.median(worst) > 0.4
    assert max(worst) > 1.0


def test_e2_cannot_be_seen_in_one_step(steps):
    """E2 again: with T = 1 nothing is handed back, so that a check of one step passes."""
    for draw in steps[:5]:
        assert gradcheck.compare(draw.gradients(PRINTED), draw.truth()).largest < 1e-8


def test_e2_shows_in_every_step_but_the_last(sequences):
    """E2 again: the last step's errors are exact; those before it are not."""
    for draw in sequences:
        printed = sequence.backward(PRINTED, draw.params, draw.tape, draw.dhs)[0]
        right = sequence.backward(lstm, draw.params, draw.tape, draw.dhs)[0]
        np.testing.assert_array_equal(printed[-1], right[-1])
        assert all(distance(printed[t], right[t]) > 1e-3 for t in range(T - 1))


def upstream_missing(draw):
    """Compute the gradients of one step as printed: S_t is differentiated, dh is no factor."""
    plain = np.ones_like(draw.dhs[0])
    return lstm.step_backward(draw.params, draw.trace, plain, np.zeros_like(plain))[2]._asdict()


@pytest.mark.label("B1", "B2")
def test_e3_the_incoming_error_is_a_factor_of_every_gate_error(steps):
    """E3, section 2.4.1. Printed: delta_{S_t} is named the error, then S_t is differentiated.

    True: dh multiplies (B1) and (B2). Without it about half of the signs of dW_f are wrong.
    """
    wrong_signs = []
    for draw in steps:
        truth, printed = draw.truth(), upstream_missing(draw)
        assert min(distance(printed[k], truth[k]) for k in truth) > 0.2
        wrong_signs.append((np.sign(printed["W_f"]) != np.sign(truth["W_f"])).mean())
        assert gradcheck.compare(draw.gradients(), truth).largest < 1e-8
    assert 0.35 < np.mean(wrong_signs) < 0.65


def test_e3_is_exact_where_the_loss_is_the_sum_of_one_steps_outputs():
    """E3 again: the printed form is right for L = sum of h_1, where dh is 1 everywhere."""
    for seed in range(5):
        draw = Draw(seed, steps=1, dhs=np.ones((1, N, H)))
        assert gradcheck.compare(upstream_missing(draw), draw.truth()).largest < 1e-8


@pytest.mark.label("B8")
def test_e4_a_layer_below_learns_by_the_error_at_the_input(rng):
    """E4, section 2.4.2. Printed: no dx_t. True: (B8), which is all that a layer below receives."""
    below = Draw(1)
    top = lstm.init(H, 3, rng=rng)
    dhs = rng.standard_normal((T, N, 3))

    def loss():
        hs = sequence.forward(lstm, below.params, below.xs, below.state)[0]
        return (dhs * sequence.forward(lstm, top, hs)[0]).sum()

    hs, _, tape = sequence.forward(lstm, below.params, below.xs, below.state)
    dxs, _, _ = sequence.backward(lstm, top, sequence.forward(lstm, top, hs)[2], dhs)
    report = gradcheck.check(
        loss, below.params, sequence.backward(lstm, below.params, tape, dxs)[2]
    )
    assert report.largest < 1e-8, report


@pytest.mark.label("L5")
def test_e5_the_output_gate_has_an_argument(steps):
    """E5, section 2.3. Printed: "O(t) = sigmoid()", a slip of the pen; section 2.2.4 has (L5).

    Read to the letter, the gate would stand at one half: h is off by a third or so, and the
    gate's weights would have no gradient.
    """
    misses = []
    for draw in steps:
        x, h_prev, p = draw.trace.x, draw.trace.h_prev, draw.params
        h = draw.tape.state[0]
        to_the_letter = 0.5 * np.tanh(draw.trace.c)
        misses.append(distance(to_the_letter, h))
        full = 1 / (1 + np.exp(-(h_prev @ p.W_o + x @ p.U_o + p.b_o)))
        np.testing.assert_allclose(full * np.tanh(draw.trace.c), h, atol=1e-14)
        assert min(np.linalg.norm(g) for g in draw.truth("W_o", "U_o", "b_o").values()) > 0.01
    assert min(misses) > 0.1
    assert 0.2 < np.median(misses) < 1.0


@pytest.mark.label("B4")
def test_e6_the_input_gates_error_meets_the_candidate_not_the_gate(steps):
    """E6, section 2.4.1. Printed: the middle factor of the delta_I line is that of R, dC/dR = i.

    True: dC/dI = g. The article's own next line has it, and its result is (B4).
    """
    for draw in steps:
        truth = draw.truth("b_i")["b_i"]
        dc, da = draw.errors_at_gates()
        i = draw.trace.i
        assert distance((dc * i * i * (1 - i)).sum(axis=0), truth) > 0.2
        assert gradcheck.relative_error(da.i.sum(axis=0), truth) < 1e-8


def measured_dh_prev(draw):
    """Measure the gradient at the state before the first step."""
    return gradcheck.numeric_gradient(draw.loss, draw.state[0])


@pytest.mark.label("B6")
def test_e7_the_way_to_the_state_before_is_a_matrix_product(steps):
    """E7, section 2.4.1. Printed: one chain that writes weights and errors as numbers side by side.

    True: (B6), errors times transposed weights. Unit by unit, each with its own weight to itself,
    the chain leaves out what the other units pass on.
    """
    for draw in steps:
        truth = measured_dh_prev(draw)
        _, da = draw.errors_at_gates()
        diagonals = (np.diag(getattr(draw.params, f"W_{k}")) for k in da._fields)
        number_by_number = sum(a * w for a, w in zip(da, diagonals, strict=True))
        assert distance(number_by_number, truth) > 0.3
        right = lstm.previous_hidden_error(da, draw.params)
        assert gradcheck.relative_error(right, truth) < 1e-8


def test_e7_the_chain_of_numbers_is_right_for_a_single_unit(rng):
    """E7 again: with one unit every matrix is a number, and the printed chain is (B6)."""
    params = lstm.Params(*(rng.standard_normal((1, 1)) for _ in range(12)))
    da = lstm.Gates(*rng.standard_normal((4, 1, 1)))
    chain = sum(a * getattr(params, f"W_{k}") for k, a in da._asdict().items())
    np.testing.assert_allclose(lstm.previous_hidden_error(da, params), chain, atol=1e-15)


@pytest.mark.label("B6")
def test_e10_the_roads_to_the_state_before_count_the_gates_once(steps):
    """E10, section 2.4.1. Printed, in the first two lines of delta_{S_{t-1}}: the roads through C
    times O(t) once more, the road through O times tanh(C_t) once more.

    True: both factors are inside the partials already. The article's last line has them once.
    """
    misses = []
    for draw in steps:
        truth = measured_dh_prev(draw)
        _, da = draw.errors_at_gates()
        o, squashed = draw.trace.o, np.tanh(draw.trace.c)
        twice = lstm.Gates(da.i * o, da.g * o, da.f * o, da.o * squashed)
        printed = lstm.previous_hidden_error(twice, draw.params)
        assert distance(printed, truth) > 0.15
        misses.append(np.abs(printed - truth).max())
        right = lstm.previous_hidden_error(da, draw.params)
        assert gradcheck.relative_error(right, truth) < 1e-8
    assert 0.1 < np.median(misses) < 0.7


@pytest.mark.label("G4")
def test_e11_one_weight_collects_the_terms_of_all_steps(sequences):
    """E11, section 2.4.2. Printed: the gradients of one step. True: their sum over t (G4)."""
    for draw in sequences:
        truth = draw.truth()
        terms = sequence.backward(lstm, draw.params, draw.tape, draw.dhs, per_step=True)[2]
        for one_step in range(T):
            one = {k: v[one_step] for k, v in terms._asdict().items()}
            assert min(distance(one[k], truth[k]) for k in truth) > 0.1
        summed = {k: v.sum(axis=0) for k, v in terms._asdict().items()}
        assert gradcheck.compare(summed, truth).largest < 1e-8


@pytest.mark.label("L4")
def test_e14_the_new_cell_state_is_not_the_new_cell_state_plus_something(steps):
    """E14, section 2.2.3. Printed: C_t = C_t + I * R, which as an equation says I * R = 0.

    True: (L4). Read as two half-steps, first C = F * C, then C = C + I * R, it is the same;
    section 2.3 has the full sum.
    """
    for draw in steps:
        _, _, c_prev, i, g, f, _, c = draw.trace
        assert np.abs(i * g).max() > 0.3
        half = f * c_prev
        np.testing.assert_allclose(half + i * g, c, rtol=1e-15)


@pytest.mark.label("R1")
def test_e15_a_step_without_weights_and_bias_has_nothing_to_learn(rng):
    """E15, section 1.1.3. Printed: f_w and F_v with the weights and the bias left out.

    True: (R1), (R2). Read to the letter, S_t = tanh(S_{t-1} + X_t), which holds no parameter.
    """
    params = rnn.init(H, H, rng=rng)
    h, x = rng.standard_normal((2, N, H))
    (state,), _ = rnn.step(params, x, h)
    assert distance(np.tanh(h + x), state) > 0.3
    zero = rnn.Params(np.eye(H), np.eye(H), np.zeros(H))
    np.testing.assert_allclose(rnn.step(zero, x, h)[0][0], np.tanh(h + x), atol=1e-15)


@pytest.mark.label("Q7")
def test_e16_what_comes_from_above_at_the_step_before_is_added(sequences):
    """E16, section 2.4.1. Printed: delta_{S_{t-1}} is what comes back from step t alone.

    True: the loss may look at h_{t-1} as well, and that error is added (Q7).
    """
    for draw in sequences:
        last_only = np.zeros_like(draw.dhs)
        last_only[-1] = draw.dhs[-1]
        printed = sequence.backward(lstm, draw.params, draw.tape, last_only)[2]._asdict()
        truth = draw.gradients()
        assert max(distance(printed[k], truth[k]) for k in truth) > 0.3
        assert gradcheck.compare(truth, draw.truth()).largest < 1e-8


SLIPS = [f"E{number}" for number in range(1, 17)]


def test_every_slip_stands_once_in_the_appendix_with_numbers_and_has_a_test():
    cells = source.read(ROOT / "notebooks/91_the_article.py").cells
    heads = {}
    for k, cell in enumerate(cells):
        for slip in re.findall(r"^### (E\d+)\b", cell.source, re.MULTILINE):
            assert slip not in heads, f"{slip} stands twice"
            heads[slip] = cells[k + 1]
    assert sorted(heads, key=lambda slip: int(slip[1:])) == SLIPS
    assert all(c.cell_type == "code" and "print(" in c.source for c in heads.values())
    tests = "".join(path.read_text("utf-8") for path in ROOT.glob("tests/test_article*.py"))
    assert [slip for slip in SLIPS if f"def test_{slip.lower()}_" not in tests] == []


def test_in_the_lessons_stay_the_detective_story_and_the_cut_lane():
    told = [path.stem[:2] for path in sorted(ROOT.glob("notebooks/*.py"))
            if re.search(r"\barticle\b", path.read_text("utf-8"))]  # fmt: skip
    assert told == ["00", "15", "17", "18", "19", "91", "92"]
