# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.detective.links import LINKS, failing
from lstm_lab.detective.parts import Parts, forward
from lstm_lab.detective.suspects import SUSPECTS

# %%
explorers.find_the_bug()

# %%
def worst_part(parts):
    errors = {label: link.error(parts) for label, link in LINKS.items()}
    return max(errors, key=errors.get)


print("checks:", ", ".join(LINKS))
print("the course's own parts fail:", failing(Parts()) or "none")
print("each suspect fails exactly one check:",
      all(len(failing(suspect.parts)) == 1 for suspect in SUSPECTS.values()))

# %%
rng = np.random.default_rng(17)
params, xs = lstm.init(2, 4, rng=rng), rng.standard_normal((3, 5, 2))
state = tuple(rng.uniform(-1, 1, (2, 5, 4)))
for name, parts in (("the course's", Parts()), ("suspect H", SUSPECTS["suspect H"].parts)):
    hs, (first, *_, last) = forward(parts, params, xs, state)
    shared = np.shares_memory(first.c, last.c)
    print(f"{name:<13} c of the first and the last step share memory: {shared}")

# %%
def dead(T, c_0):
    rng = np.random.default_rng(3)
    params, xs = lstm.init(2, 4, rng=rng), rng.standard_normal((T, 5, 2))
    state = rng.uniform(-1, 1, (5, 4)), np.full((5, 4), c_0)
    _, traces = forward(Parts(), params, xs, state)
    return all(not lstm.forget_gate_error(np.ones((5, 4)), t.c_prev, t.f).any() for t in traces)


for T, c_0 in ((1, 0.0), (1, 0.5), (2, 0.0)):
    print(f"T = {T}, c_0 = {c_0}: da_f is zero at every step, whatever dc is: {dead(T, c_0)}")
