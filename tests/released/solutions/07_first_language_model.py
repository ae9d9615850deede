# %%
import numpy as np

from lstm_lab import checks, explorers

# %%
def predict(hs, V, b_y):
    """Return the probability of every class at every step: (R2).

    hs   (T, N, H)  the states of all steps
    V    (H, K)     the weights of the read-out
    b_y  (K,)       its bias

    Returns y (T, N, K), positive, with sum 1 along the last axis.
    """
    ### BEGIN SOLUTION
    z = hs @ V + b_y
    exp_z = np.exp(z - z.max(axis=-1, keepdims=True))
    return exp_z / exp_z.sum(axis=-1, keepdims=True)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.predict(predict).require()
### END HIDDEN TESTS
checks.predict(predict)

# %%
def sample(p, temperature, rng):
    """Draw the number of a class.

    p            (K,)  probabilities, positive, with sum 1
    temperature  a number above 0; at 1, class k comes with probability p[k]
    rng          numpy.random.Generator

    Returns a whole number from 0 to K - 1.
    """
    ### BEGIN SOLUTION
    q = (p / p.max()) ** (1 / temperature)
    return int(rng.choice(len(q), p=q / q.sum()))
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.sample(sample).require()
### END HIDDEN TESTS
checks.sample(sample)

# %%
explorers.softmax(predict=False)

# %%
def bits_per_character(loss):
    """Turn a mean loss in nats per character into bits per character.

    loss  a number, as cross_entropy returns it

    Returns a number.
    """
    ### BEGIN SOLUTION
    return loss / np.log(2)
    ### END SOLUTION

# %%
### BEGIN HIDDEN TESTS
checks.bits_per_character(bits_per_character).require()
### END HIDDEN TESTS
checks.bits_per_character(bits_per_character)
