# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
explorers.find_the_bug(case=1)

# %%
def repair_1(parts):
    """Return the parts of case 1 with the broken one replaced.

    parts  the functions of the pass, by name: parts.step, parts.cell_error, ...

    Returns parts._replace(name=function).
    """
    ### BEGIN SOLUTION
    def forget_gate_error(dc, c_prev, f):
        return dc * c_prev * (f - f**2)

    return parts._replace(forget_gate_error=forget_gate_error)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.repair_1(repair_1).require()
### END HIDDEN TESTS
checks.repair_1(repair_1)

# %%
explorers.find_the_bug(repair_1, case=1)

# %%
explorers.find_the_bug(case=2)

# %%
def repair_2(parts):
    """Return the parts of case 2 with the broken one replaced.

    parts  the functions of the pass, by name

    Returns parts._replace(name=function).
    """
    ### BEGIN SOLUTION
    def previous_hidden_error(da, params):
        sent = [getattr(da, k) @ getattr(params, "W_" + k).T for k in "fgio"]
        return sent[0] + sent[1] + sent[2] + sent[3]

    return parts._replace(previous_hidden_error=previous_hidden_error)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.repair_2(repair_2).require()
### END HIDDEN TESTS
checks.repair_2(repair_2)

# %%
explorers.find_the_bug(repair_2, case=2)

# %%
explorers.find_the_bug(case=3)

# %%
def repair_3(parts):
    """Return the parts of case 3 with the broken one replaced.

    parts  the functions of the pass, by name

    Returns parts._replace(name=function).
    """
    ### BEGIN SOLUTION
    def step(params, x, h_prev, c_prev):
        state, trace = parts.step(params, x, h_prev.copy(), c_prev)
        return state, trace._replace(h_prev=h_prev)

    return parts._replace(step=step)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.repair_3(repair_3).require()
### END HIDDEN TESTS
checks.repair_3(repair_3)

# %%
explorers.find_the_bug(repair_3, case=3)
