"""Cells over a sequence: gradients, lengths, and what is refused."""

import numpy as np
import pytest

from lstm_lab import gradcheck, sequence
from lstm_lab.cells import Cell, lstm, readout, rnn

T, N, D, H, K = 5, 3, 2, 4, 6
SHAPES = {"W": (H, H), "U": (D, H), "b": (H,)}
LENGTHS = [None, (5, 2, 1)]
cells = pytest.mark.parametrize("cell", [rnn, lstm], ids=["rnn", "lstm"])


@pytest.fixture
def case(rng):
    """A function: cell -> params, xs, state, dhs, dstate, all random and none of them zero."""

    def make(cell):
        params = cell.Params(*(rng.uniform(-1, 1, SHAPES[k[0]]) for k in cell.Params._fields))
        parts = len(cell.initial_state(params, N))
        state, dstate = (tuple(rng.uniform(-1, 1, (parts, N, H))) for _ in range(2))
        return params, rng.standard_normal((T, N, D)), state, rng.standard_normal((T, N, H)), dstate

    return make


def named(params, xs, state):
    """Name everything that a loss depends on."""
    return {**params._asdict(), "xs": xs, **dict(zip(("h0", "c0"), state, strict=False))}


def inner(arrays, errors):
    """Return the sum of all products: a loss whose gradients at the arrays are the errors."""
    return sum((a * e).sum() for a, e in zip(arrays, errors, strict=True))


@cells
@pytest.mark.parametrize("lengths", LENGTHS)
@pytest.mark.label("Q7", "G4")
def test_every_gradient_over_time_agrees_with_central_differences(cell, lengths, case):
    params, xs, state, dhs, dstate = case(cell)

    def loss():
        hs, last, _ = sequence.forward(cell, params, xs, state, lengths)
        return inner((hs, *last), (dhs, *dstate))

    tape = sequence.forward(cell, params, xs, state, lengths)[2]
    dxs, dfirst, dparams = sequence.backward(cell, params, tape, dhs, dstate)
    arrays, gradients = named(params, xs, state), named(dparams, dxs, dfirst)
    numeric = {name: gradcheck.numeric_gradient(loss, a) for name, a in arrays.items()}
    errors = gradcheck.compare(gradients, numeric)
    assert errors.largest < 1e-8, errors
    assert gradcheck.by_block(gradients, numeric).largest < 1e-8


@cells
def test_without_dstate_no_error_enters_at_the_last_state(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    tape = sequence.forward(cell, params, xs, state)[2]
    nothing = tuple(np.zeros_like(d) for d in dstate)
    left = sequence.backward(cell, params, tape, dhs)
    right = sequence.backward(cell, params, tape, dhs, nothing)
    something = sequence.backward(cell, params, tape, dhs, dstate)
    np.testing.assert_array_equal(left[0], right[0])
    assert np.abs(left[0] - something[0]).max() > 0.01


@pytest.mark.label("Q4", "Q5", "Q6", "Q7")
@cells
def test_a_masked_readout_on_a_sequence_agrees_with_central_differences(cell, case, rng):
    params, xs, state, *_ = case(cell)
    top = readout.Params(rng.standard_normal((H, K)), rng.standard_normal(K))
    targets, lengths = rng.integers(0, K, (T, N)), np.array([5, 2, 4])
    mask = (np.arange(T)[:, None] < lengths).astype(float)

    def loss():
        hs = sequence.forward(cell, params, xs, state, lengths)[0]
        return readout.cross_entropy(readout.logits(hs, *top), targets, mask)

    hs, _, tape = sequence.forward(cell, params, xs, state, lengths)
    dz = readout.logits_error(readout.logits(hs, *top), targets, mask)
    dhs = readout.hidden_error(dz, top.V)
    dxs, dfirst, dparams = sequence.backward(cell, params, tape, dhs)
    gradients = {
        **named(dparams, dxs, dfirst),
        **readout.parameter_gradients(dz, hs)._asdict(),
    }
    arrays = {**named(params, xs, state), **top._asdict()}
    report = gradcheck.check(loss, arrays, gradients)
    assert report.largest < 1e-8, report


@cells
@pytest.mark.label("G4")
def test_the_terms_per_step_add_up_to_the_gradient_and_are_not_all_alike(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    tape = sequence.forward(cell, params, xs, state)[2]
    total = sequence.backward(cell, params, tape, dhs, dstate)
    terms = sequence.backward(cell, params, tape, dhs, dstate, per_step=True)
    np.testing.assert_array_equal(total[0], terms[0])
    assert type(terms[2]) is type(total[2]) is type(params)
    for whole, steps in zip(total[2], terms[2], strict=True):
        assert steps.shape == (T, *whole.shape)
        np.testing.assert_allclose(steps.sum(axis=0), whole, rtol=1e-12, atol=1e-13)


@cells
def test_the_first_term_per_step_belongs_to_the_first_step(cell, case):
    params, xs, state, dhs, _ = case(cell)
    tape = sequence.forward(cell, params, xs, state)[2]
    only_first = dhs * (np.arange(T) == 0)[:, None, None]
    terms = sequence.backward(cell, params, tape, only_first, per_step=True)[2]
    for steps in terms:
        assert steps[0].any()
        assert not steps[1:].any()


@cells
def test_two_windows_that_hand_state_and_error_on_equal_one_long_sequence(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    hs, last, tape = sequence.forward(cell, params, xs, state)
    dxs, dfirst, dparams = sequence.backward(cell, params, tape, dhs, dstate)
    hs_1, middle, tape_1 = sequence.forward(cell, params, xs[:2], state)
    hs_2, end, tape_2 = sequence.forward(cell, params, xs[2:], middle)
    dxs_2, dmiddle, dparams_2 = sequence.backward(cell, params, tape_2, dhs[2:], dstate)
    dxs_1, dbegin, dparams_1 = sequence.backward(cell, params, tape_1, dhs[:2], dmiddle)
    np.testing.assert_array_equal(hs, np.concatenate([hs_1, hs_2]))
    np.testing.assert_array_equal(last, end)
    np.testing.assert_array_equal(dxs, np.concatenate([dxs_1, dxs_2]))
    np.testing.assert_array_equal(dfirst, dbegin)
    for whole, a, b in zip(dparams, dparams_1, dparams_2, strict=True):
        np.testing.assert_allclose(a + b, whole, atol=1e-13)


@cells
@pytest.mark.label("V4")
def test_a_windows_gradient_is_that_of_its_own_outputs_with_its_first_state_held(cell, case):
    params, xs, state, dhs, _ = case(cell)
    middle = sequence.forward(cell, params, xs[:2], state)[1]

    def loss():
        return (dhs[2:] * sequence.forward(cell, params, xs[2:], middle)[0]).sum()

    def whole_loss():
        return (dhs[2:] * sequence.forward(cell, params, xs, state)[0][2:]).sum()

    tape = sequence.forward(cell, params, xs[2:], middle)[2]
    dparams = sequence.backward(cell, params, tape, dhs[2:])[2]
    assert gradcheck.check(loss, params, dparams).largest < 1e-8
    assert min(gradcheck.check(whole_loss, params, dparams).errors.values()) > 0.01


@pytest.mark.label("V1")
def test_an_error_goes_back_by_the_product_of_the_steps_in_their_order(case):
    params, xs, state, dhs, _ = case(rnn)
    hs, _, tape = sequence.forward(rnn, params, xs, state)
    only_last = dhs * (np.arange(T) == T - 1)[:, None, None]
    dh_0 = sequence.backward(rnn, params, tape, only_last)[1][0]
    for n in range(N):
        P = [params.W @ np.diag(1 - h**2) for h in hs[:, n]]
        in_order, reversed_order = (np.linalg.multi_dot(Ps) for Ps in (P, P[::-1]))
        assert gradcheck.relative_error(dh_0[n], in_order @ dhs[-1, n]) < 1e-12
        assert gradcheck.relative_error(dh_0[n], reversed_order @ dhs[-1, n]) > 0.05


@pytest.mark.label("V2")
def test_along_the_cell_alone_an_error_shrinks_by_the_product_of_the_forget_gates(case):
    params, xs, state, dhs, dstate = case(lstm)
    silent = dhs * 0
    to_the_cell = np.zeros((N, H)), dstate[1]

    def carried(p):
        tape = sequence.forward(lstm, p, xs, state)[2]
        dc_0 = sequence.backward(lstm, p, tape, silent, to_the_cell)[1][1]
        return dc_0, dstate[1] * np.prod([trace.f for trace in tape.traces], axis=0)

    deaf = params._replace(**{f"W_{k}": np.zeros((H, H)) for k in "igfo"})
    assert gradcheck.relative_error(*carried(deaf)) < 1e-12
    assert gradcheck.relative_error(*carried(params)) > 0.01


@cells
def test_a_missing_state_is_zero(cell, case):
    params, xs, *_ = case(cell)
    zeros = cell.initial_state(params, N)
    left, right = (sequence.forward(cell, params, xs, s)[0] for s in (None, zeros))
    np.testing.assert_array_equal(left, right)


@cells
def test_an_example_computes_the_same_alone_as_in_a_batch(cell, case):
    params, xs, state, *_ = case(cell)
    hs = sequence.forward(cell, params, xs, state)[0]
    alone = sequence.forward(cell, params, xs[:, 1:2], tuple(s[1:2] for s in state))[0]
    np.testing.assert_allclose(alone, hs[:, 1:2], atol=1e-15)


@cells
def test_an_output_depends_on_no_later_input(cell, case):
    params, xs, state, *_ = case(cell)
    changed = xs.copy()
    changed[3:] += 1
    before, after = (sequence.forward(cell, params, x, state)[0] for x in (xs, changed))
    np.testing.assert_array_equal(before[:3], after[:3])
    assert (before[3:] != after[3:]).all()


@cells
def test_padding_is_not_looked_at_even_where_it_is_nan(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    results = []
    for filling in (0.0, 7.0, np.nan):
        padded, errors = xs.copy(), dhs.copy()
        padded[2:, 1] = errors[2:, 1] = padded[1:, 2] = errors[1:, 2] = filling
        hs, last, tape = sequence.forward(cell, params, padded, state, (5, 2, 1))
        dxs, dfirst, dparams = sequence.backward(cell, params, tape, errors, dstate)
        results.append([hs, *last, dxs, *dfirst, *dparams])
    for a, b, c in zip(*results, strict=True):
        assert np.isfinite(a).all()
        np.testing.assert_array_equal(a, b)
        np.testing.assert_array_equal(a, c)


@cells
def test_an_ended_example_equals_its_own_short_sequence(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    hs, last, tape = sequence.forward(cell, params, xs, state, [5, 2, 1])
    dxs, dfirst, _ = sequence.backward(cell, params, tape, dhs, dstate)
    one = slice(1, 2)
    short_state, short_dstate = (tuple(s[one] for s in part) for part in (state, dstate))
    hs_1, last_1, tape_1 = sequence.forward(cell, params, xs[:2, one], short_state)
    dxs_1, dfirst_1, _ = sequence.backward(cell, params, tape_1, dhs[:2, one], short_dstate)
    assert not hs[2:, 1].any()
    assert not dxs[2:, 1].any()
    for long, short in ((hs[:2, one], hs_1), (dxs[:2, one], dxs_1)):
        np.testing.assert_allclose(long, short, atol=1e-15)
    for long, short in zip((*last, *dfirst), (*last_1, *dfirst_1), strict=True):
        np.testing.assert_allclose(long[one], short, atol=1e-15)


@cells
def test_neither_way_changes_an_argument(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    lengths = np.array([5, 2, 1])
    arguments = [*params, xs, *state, lengths, dhs, *dstate]
    before = [a.copy() for a in arguments]
    for given in (None, lengths):
        tape = sequence.forward(cell, params, xs, state, given)[2]
        kept = [a.copy() for trace in tape.traces for a in trace]
        sequence.backward(cell, params, tape, dhs, dstate)
        for a, b in zip((a for trace in tape.traces for a in trace), kept, strict=True):
            np.testing.assert_array_equal(a, b)
    for a, b in zip(arguments, before, strict=True):
        np.testing.assert_array_equal(a, b)


@cells
def test_the_tape_outlives_what_the_caller_does_to_inputs_and_results(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    expected = sequence.backward(
        cell, params, sequence.forward(cell, params, xs, state)[2], dhs, dstate
    )
    hs, last, tape = sequence.forward(cell, params, xs, state)
    for array in (xs, *state, hs, *last):
        array[:] = 0
    result = sequence.backward(cell, params, tape, dhs, dstate)
    for a, b in zip(
        (result[0], *result[1], *result[2]), (expected[0], *expected[1], *expected[2]), strict=True
    ):
        np.testing.assert_array_equal(a, b)


@cells
def test_backward_gives_the_same_twice(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    tape = sequence.forward(cell, params, xs, state)[2]
    first, second = (sequence.backward(cell, params, tape, dhs, dstate) for _ in range(2))
    for a, b in zip(first[2], second[2], strict=True):
        np.testing.assert_array_equal(a, b)


@cells
def test_float32_stays_float32_forward_and_back(cell, case):
    params, xs, _, dhs, _ = case(cell)
    params = cell.Params(*(a.astype(np.float32) for a in params))
    xs, dhs = xs.astype(np.float32), dhs.astype(np.float32)
    for lengths in LENGTHS:
        hs, last, tape = sequence.forward(cell, params, xs, lengths=lengths)
        dxs, dfirst, dparams = sequence.backward(cell, params, tape, dhs)
        assert {a.dtype for a in (hs, *last, dxs, *dfirst, *dparams)} == {np.dtype(np.float32)}


def test_a_cell_made_of_functions_runs_like_its_module(case):
    params, xs, state, dhs, _ = case(rnn)
    made = Cell(rnn.init, rnn.initial_state, rnn.step, rnn.step_backward)
    results = []
    for cell in (rnn, made):
        hs, _, tape = sequence.forward(cell, params, xs, state)
        results.append([hs, *sequence.backward(cell, params, tape, dhs)[2]])
    for a, b in zip(*results, strict=True):
        np.testing.assert_array_equal(a, b)


def replaced(params, **arrays):
    """Return the parameters with some arrays replaced."""
    return params._replace(**arrays)


@cells
@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        (lambda xs: xs[0], ValueError, r"xs must have shape \(T, N, D\), got \(3, 2\)"),
        (
            lambda xs: xs[:0],
            ValueError,
            r"xs must have shape \(T, N, D\) with no size 0, got \(0, 3, 2\)",
        ),
        (
            lambda xs: xs[:, :0],
            ValueError,
            r"xs must have shape \(T, N, D\) with no size 0, got \(5, 0, 2\)",
        ),
        (lambda xs: xs.astype(int), TypeError, r"xs must have a floating dtype .* got int64"),
        (lambda xs: xs.tolist(), TypeError, r"xs must be a NumPy array of floats, got list"),
        (
            lambda xs: xs * np.nan,
            ValueError,
            r"xs must hold finite numbers, got nan at index \(0, 0",
        ),
        (
            lambda xs: xs[..., :1],
            ValueError,
            r"params.U(_i)? must have shape \(1, 4\), as xs has D = 1 inputs, got \(2, 4\)",
        ),
    ],
)
def test_inputs_that_do_not_fit_are_refused(cell, change, error, sentence, case):
    params, xs, *_ = case(cell)
    with pytest.raises(error, match=sentence):
        sequence.forward(cell, params, change(xs))


@cells
def test_a_single_infinite_input_is_named_by_its_place(cell, case):
    params, xs, *_ = case(cell)
    xs[3, 1, 0] = -np.inf
    with pytest.raises(ValueError, match=r"got -inf at index \(3, 1, 0\)"):
        sequence.forward(cell, params, xs)


@pytest.mark.parametrize(
    ("name", "shape", "wanted"),
    [("W_f", (3, 4), r"\(4, 4\)"), ("U_o", (4, 2), r"\(2, 4\)"), ("b_g", (1,), r"\(4,\)")],
)
def test_params_of_another_size_are_refused_both_ways(name, shape, wanted, case):
    params, xs, state, dhs, _ = case(lstm)
    wrong = replaced(params, **{name: np.zeros(shape)})
    came = r"\(" + ", ".join(map(str, shape))
    with pytest.raises(ValueError, match=f"params.{name} must have shape {wanted}.*, got {came}"):
        sequence.forward(lstm, wrong, xs)
    tape = sequence.forward(lstm, params, xs, state)[2]
    with pytest.raises(ValueError, match=f"params.{name} must have shape {wanted}.*, got {came}"):
        sequence.backward(lstm, wrong, tape, dhs)


def test_params_that_are_whole_numbers_nan_or_no_named_arrays_are_refused(case):
    params, xs, *_ = case(rnn)
    with pytest.raises(TypeError, match=r"params.W must have a floating dtype .* got int64"):
        sequence.forward(rnn, replaced(params, W=np.ones((H, H), int)), xs)
    with pytest.raises(
        ValueError, match=r"params.b must hold finite numbers, got nan at index \(0,\)"
    ):
        sequence.forward(rnn, replaced(params, b=np.full(H, np.nan)), xs)
    with pytest.raises(TypeError, match="params must be a NamedTuple of arrays, got list"):
        sequence.forward(rnn, list(params), xs)
    with pytest.raises(TypeError, match=r"params.b must be a NumPy array of floats, got NoneType"):
        sequence.forward(rnn, replaced(params, b=None), xs)


@cells
def test_params_of_another_width_than_the_tape_are_refused(cell, case, rng):
    params, xs, _, dhs, _ = case(cell)
    tape = sequence.forward(cell, params, xs)[2]
    with pytest.raises(ValueError, match=r"params\.W.* must have shape \(4, 4\), got \(6, 6\)"):
        sequence.backward(cell, cell.init(D, 6, rng=rng), tape, dhs)


@cells
def test_a_state_that_does_not_fit_is_refused(cell, case):
    params, xs, state, dhs, dstate = case(cell)
    count = len(state)
    tape = sequence.forward(cell, params, xs, state)[2]
    for name, run, good in (
        ("state", lambda s: sequence.forward(cell, params, xs, s), state),
        ("dstate", lambda s: sequence.backward(cell, params, tape, dhs, s), dstate),
    ):
        several = f"{name} must be a tuple of {count} arrays, got "
        for wrong, came in (
            ((), "0 arrays"),
            ((*good, good[0]), f"{count + 1} arrays"),
            (good[0], "ndarray"),
            (list(good), "list"),
        ):
            with pytest.raises(ValueError, match=f"^{several}{came}$"):
                run(wrong)
        with pytest.raises(
            ValueError, match=rf"^{name}\[0\] must have shape \(3, 4\), got \(1, 4\)$"
        ):
            run((good[0][:1], *good[1:]))
        with pytest.raises(TypeError, match=rf"^{name}\[{count - 1}\] must have a floating dtype"):
            run((*good[:-1], np.ones((N, H), int)))
        with pytest.raises(ValueError, match=rf"^{name}\[0\] must hold finite numbers, got nan"):
            run((good[0] * np.nan, *good[1:]))


@cells
@pytest.mark.parametrize(
    ("lengths", "sentence"),
    [
        ((5, 2, 0), r"between 1 and T = 5, got \[5, 2, 0\]"),
        ((6, 2, 1), r"between 1 and T = 5, got \[6, 2, 1\]"),
        ((5, 2), r"3 whole numbers, one an example, got shape \(2,\) of int64"),
        (5, r"3 whole numbers, one an example, got shape \(\) of int64"),
        ((5.0, 2.0, 1.0), r"3 whole numbers, one an example, got shape \(3,\) of float64"),
        ((True, True, True), r"3 whole numbers, one an example, got shape \(3,\) of bool"),
    ],
)
def test_lengths_that_do_not_fit_are_refused(cell, lengths, sentence, case):
    params, xs, *_ = case(cell)
    with pytest.raises(ValueError, match=sentence):
        sequence.forward(cell, params, xs, lengths=lengths)


@cells
def test_errors_that_do_not_fit_are_refused(cell, case):
    params, xs, _, dhs, _ = case(cell)
    tape = sequence.forward(cell, params, xs)[2]
    with pytest.raises(ValueError, match=r"dhs must have shape \(5, 3, 4\), got \(4, 3, 4\)"):
        sequence.backward(cell, params, tape, dhs[1:])
    with pytest.raises(TypeError, match="dhs must be a NumPy array of floats, got list"):
        sequence.backward(cell, params, tape, dhs.tolist())
    dhs[4, 2, 3] = np.nan
    with pytest.raises(
        ValueError, match=r"dhs must hold finite numbers, got nan at index \(4, 2, 3\)"
    ):
        sequence.backward(cell, params, tape, dhs)


def test_the_parameters_of_another_cell_and_a_missing_tape_are_refused(case):
    params, xs, _, dhs, _ = case(rnn)
    with pytest.raises(TypeError, match=r"params must hold W_i, .*, b_o, got W, U, b"):
        sequence.forward(lstm, params, xs)
    with pytest.raises(TypeError, match="tape must be the Tape that forward returned, got None"):
        sequence.backward(rnn, params, None, dhs)
