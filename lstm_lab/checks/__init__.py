"""One check per exercise: `checks.rnn_step(my_function)` returns a Report.

Each name is the name of the function asked for. `EXERCISES` holds them all by name.
"""

from lstm_lab.checks.back_in_time import carry_cell_error, lstm_backward, lstm_step_backward
from lstm_lab.checks.cell import cell_state, gate_settings, hidden_state
from lstm_lab.checks.directions import (
    bidirectional_backward,
    bidirectional_forward,
    stacked_backward,
)
from lstm_lab.checks.exercise import Exercise, Mistake, Setting
from lstm_lab.checks.forward_pass import lstm_forward, lstm_step
from lstm_lab.checks.gate_errors import (
    candidate_error,
    cell_error,
    forget_gate_error,
    input_gate_error,
    output_gate_error,
)
from lstm_lab.checks.gates import (
    candidate,
    forget_bias_for,
    forget_gate,
    input_gate,
    output_gate,
)
from lstm_lab.checks.gradients import numeric_gradient, relative_error, wrong_parameter
from lstm_lab.checks.hand_set import messenger_parameters
from lstm_lab.checks.language_model import bits_per_character, predict, sample
from lstm_lab.checks.long_memory import clip_by_global_norm, jacobian_product
from lstm_lab.checks.loss import cross_entropy, logits_error
from lstm_lab.checks.reading_out import softmax
from lstm_lab.checks.recurrent import rnn_forward, rnn_step
from lstm_lab.checks.repairs import repair_1, repair_2, repair_3
from lstm_lab.checks.report import NotYetError, Report
from lstm_lab.checks.start import affine
from lstm_lab.checks.through_time import rnn_backward, rnn_step_backward
from lstm_lab.checks.weight_errors import gate_gradients, input_error, previous_hidden_error

EXERCISES = {
    exercise.name: exercise
    for exercise in (
        affine,
        rnn_step,
        rnn_forward,
        softmax,
        cross_entropy,
        logits_error,
        rnn_step_backward,
        rnn_backward,
        numeric_gradient,
        relative_error,
        wrong_parameter,
        jacobian_product,
        clip_by_global_norm,
        bidirectional_forward,
        bidirectional_backward,
        stacked_backward,
        predict,
        sample,
        bits_per_character,
        gate_settings,
        input_gate,
        candidate,
        forget_gate,
        forget_bias_for,
        cell_state,
        output_gate,
        hidden_state,
        lstm_step,
        lstm_forward,
        messenger_parameters,
        output_gate_error,
        cell_error,
        candidate_error,
        input_gate_error,
        forget_gate_error,
        previous_hidden_error,
        input_error,
        gate_gradients,
        carry_cell_error,
        lstm_step_backward,
        lstm_backward,
        repair_1,
        repair_2,
        repair_3,
    )
}

__all__ = ["EXERCISES", "Exercise", "Mistake", "NotYetError", "Report", "Setting", *EXERCISES]
