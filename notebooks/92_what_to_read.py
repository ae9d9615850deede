# %% [markdown]
r"""
# 92 · What to read

**Appendix** · 10 minutes · You need: nothing.

Back: [00 · Start here](00_start_here.ipynb) · Previous: [91 · The article](91_the_article.ipynb)

Each entry: what to read it for, and the lesson that it belongs to. Of those with a star we read the sections that a lesson
quotes, or the abstract; the others are named as the source of a method, and the method is checked here by numbers.
"""

# %% [markdown]
r"""
## Fading, exploding, learning

- **Bengio, Simard, Frasconi 1994***, *Learning long-term dependencies with gradient descent is difficult*. The trade of lesson 05: to
  latch a message for long, or to learn it by gradients.
- **Pascanu, Mikolov, Bengio 2013***, *On the difficulty of training recurrent neural networks*. The rules for the product (V1), and clipping (V3),
  lesson 05.
- **Le, Jaitly, Hinton 2015***, *A simple way to initialize recurrent networks of rectified linear units*. A rival without gates: start from
  the identity, lesson 13.
"""

# %% [markdown]
r"""
- **Werbos 1990**, *Backpropagation through time: what it does and how to do it*. The walk back of lesson 03.
- **Elman 1990**, *Finding structure in time*. The plain network of lesson 01.
"""

# %% [markdown]
r"""
## The cell

- **Hochreiter, Schmidhuber 1997***, *Long short-term memory*. The cell without a forget gate; section 4 says why each gate is there
  and why the errors are cut, lessons 12 and 17.
- **Gers, Schmidhuber, Cummins 2000***, *Learning to forget: continual prediction with LSTM*. What grows without a forget gate, and the
  valve itself, lesson 10.
"""

# %% [markdown]
r"""
- **Graves, Schmidhuber 2005***, *Framewise phoneme classification with bidirectional LSTM and other neural network architectures*. The full gradient
  for the LSTM, which lesson 16 derives.
- **Jozefowicz, Zaremba, Sutskever 2015**, *An empirical exploration of recurrent network architectures*. The forget bias of 1
  that the package starts with; lesson 10 measures others.
- **Tallec, Ollivier 2018***, *Can recurrent neural networks warp time?* A start of the gates' biases that follows from theory: the
  chrono initialization, lesson 10.
"""

# %% [markdown]
r"""
## Two directions, depth, text

- **Schuster, Paliwal 1997**, *Bidirectional recurrent neural networks*. Lesson 06, (R4).
- **Graves, Mohamed, Hinton 2013**, *Speech recognition with deep recurrent neural networks*. Layers on layers, lesson 06, (R5).
- **Kneser, Ney 1995**, *Improved backing-off for m-gram language modeling*, and **Chen, Goodman 1999**, *An empirical study of smoothing techniques
  for language modeling*. The counting that the network of lesson 07 has to beat.
"""

# %% [markdown]
r"""
## Tools

- **Kingma, Ba 2015**, *Adam: a method for stochastic optimization*, and **Polyak 1964**, *Some methods of speeding up the convergence of iteration
  methods*. The steps downhill of lessons 02 and 07.
- **Glorot, Bengio 2010**, *Understanding the difficulty of training deep feedforward neural networks*, and **Saxe, McClelland, Ganguli 2014**, *Exact
  solutions to the nonlinear dynamics of learning in deep linear neural networks*. How $U$ and $W$ are drawn
  at the start; lesson 10 measures an orthogonal $W$.
"""

# %% [markdown]
r"""
- **Press et al. 2007**, *Numerical Recipes*, section 5.7. Central differences, lesson 04.
- **Wilson 1927**, *Probable inference, the law of succession, and statistical inference*. The intervals of lesson 05.
- **Okabe, Ito 2008**, *Color universal design*. The colours of the charts, from lesson 01 on.
- **Goodfellow, Bengio, Courville 2016**, *Deep Learning*, chapter 10. The same networks with other letters, page 00; `NOTATION.md` translates.
"""
