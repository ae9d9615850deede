# %%
from lstm_lab import checks, explorers

# %%
def cell_state(c_prev, f, i, g):
    """Keep a part of the old cell state and add a part of the new: (L4).

    c_prev  (N, H)  the cell state of the step before
    f       (N, H)  forget gate, 0 to 1; 1 keeps all
    i       (N, H)  input gate, 0 to 1
    g       (N, H)  candidate, -1 to 1

    Returns the new cell state c, of shape (N, H).
    """
    ### BEGIN SOLUTION
    return f * c_prev + i * g
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.cell_state(cell_state).require()
### END HIDDEN TESTS
checks.cell_state(cell_state)

# %%
explorers.cell_state(cell_state)
