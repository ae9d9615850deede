# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import lstm
from lstm_lab.data import messenger
from lstm_lab.explorers import gates, stage

# %%
params = lstm.Params(**messenger.weights())
listening = params._replace(W_i=np.array([[8.0]]))
xs = messenger.inputs()
for name, held in (("o at work", {}), ("o = 1", {"o": 1})):
    run = gates.run(listening, xs, frozen=held)
    print(f"{name:10s} answers {run.h[9, 0]:5.2f} {run.h[15, 0]:5.2f}   "
          f"largest i at steps 3 to 9: {run.i[3:10].max():.2f}")

# %%
c = np.array([0.1, 1.0, 5.0, 40.0])
for o in (1.0, 0.5, 0.0):
    print(f"o = {o:.1f}   h =", np.array2string(lstm.hidden_state(o, c), precision=2, floatmode="fixed"))

# %%
explorers.output_gate()

# %%
for asked in (stage.OFTEN, stage.OPEN):
    ran, calm = (stage.run(asked, -6.0, 0.9, jump=jump) for jump in (True, False))
    moved = stage.changes_after_the_jump(ran, calm)
    print(f"{asked:16s} c at step 1 and 21: {ran.c[1, 0]:.3f} {ran.c[21, 0]:.3f}   "
          f"a jump of {ran.c[26, 0] - calm.c[26, 0]:.2f} moves a_f by {moved['f']:.4f}")

# %%
for name, c, o in (("cell A", 0.0, 1.0), ("cell B", 3.0, 0.0)):
    now = lstm.hidden_state(o, c)
    later = lstm.hidden_state(1.0, lstm.cell_state(c, f=1.0, i=0.0, g=0.0))
    print(f"{name}: h = {now:.3f}   one step later, with the tap open: {later:.3f}")
