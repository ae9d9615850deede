# %% [markdown]
r"""
# 00 · Start here

**Part 1** · 25 minutes · You need: Python, NumPy arrays and their products, derivatives.

[Exercise](../exercises/1_recurrent_networks/00_start_here.ipynb) ·
Next: [01 · One step of memory](01_one_step_of_memory.ipynb)

**The question.** Below is a small LSTM that has read the help texts of Python, letter by letter. Type the
beginning of a sentence, and it goes on. What happens inside when it does that?

Run the next two cells: click into the first and press Shift + Enter twice. All grey cells further down are run in the
same way, one after the other.
"""

# %%
import numpy as np

from lstm_lab import explorers
from lstm_lab.cells import rnn
from lstm_lab.course.progress_table import progress_table
from lstm_lab.training import start_here

# %% tags=["nbval-ignore-output"]
explorers.continue_text()

# %% [markdown]
r"""
**What you see.** The letters in bold are yours, those behind the upright line were made by the network, one at a time. A
low temperature makes it careful, a high one daring; *another try* draws other letters.

The colour is what *one* of its 128 units holds, from -1 to 1. Type other beginnings, with brackets, capitals, quotation marks,
long words and short ones, and watch where the colour turns.

**Predict:** what does this unit keep track of?
"""

# %%
explorers.guess("00_what_the_unit_follows")

# %%
network = start_here.load()
print(f"unit {network.unit}, compared with '{network.flag}' on new text: "
      f"correlation {network.correlation:.2f}")
print("arrays of numbers in the LSTM:", len(network.model.params.cell))

# %% [markdown]
r"""
**Finding.** A correlation of 1 would be a perfect switch, 0 would be none. This unit is a rough one, and nobody built it: it
grew out of predicting the next letter. We searched for it, though: for quotes and brackets, in all 128 units.

The network is six equations and twelve arrays of numbers, and two more arrays that turn its state into letters. By lesson
13 you will have written the six equations, by lesson 16 the whole way back, and in lesson 19 your own functions train a cell.
"""

# %% [markdown]
r"""
## The story in a line

A network must carry a message past noise. One number can hold it, past silence (01). A plain recurrent network can *learn* to, if
the message comes at a known moment and is asked for soon; the longer the wait, the rarer the luck (05). So we invent valves
(08 to 13), work out how errors travel through them (14 to 18), and watch a cell find by itself the very gates that we had set by
hand (19).
"""

# %% [markdown]
r"""
## How a lesson works

Each has a question, a **prediction**, a picture that you move, a finding with its number, and an exercise. Lock in a guess
before you move anything: it is shown beside the answer, and kept.

The list of files is hidden at first; Ctrl + B (⌘ + B on a Mac) shows it and hides it. If a picture stands still,
click its cell and press Shift + Enter.
"""

# %% [markdown]
r"""
Try it here once. A unit of a network first makes a weighted sum: $a = x u + b$. The weight is $u = 2$ and the bias is
$b = -1$. Which input $x$ gives $a = 0$? Lock in your answer, then move the sliders with the mouse or with the arrow keys.
"""

# %%
explorers.affine()

# %% [markdown]
r"""
The sum changes its sign at $x = -b/u$: the bias moves that point. Because of it a unit can be "off" for small inputs and
"on" for large ones.

With many inputs and many units the sum becomes a product of arrays. You write it in the exercise, as
`affine(x, U, b)`, and the check says at once whether it is right. When it is wrong, it says what the mistake
looks like.

**Your turn:** [write `affine`](../exercises/1_recurrent_networks/00_start_here.ipynb).

**Next:** how can a network remember anything at all? One number is enough to begin with:
[01 · One step of memory](01_one_step_of_memory.ipynb).
"""

# %% [markdown]
r"""
## When you need it

Nothing below has to be read now. Here are three routes through the course, your progress, the letters, and the words in Chinese.

| route | lessons | time |
|---|---|---|
| **full** | all, in order | about 22 hours |
| **fast** | 00 01 02 03 05 08-13 | about 12 hours |
| **the backward pass** | 03 04 14-19 | about 10 hours |

A lesson and its exercise take about an hour. The backward route is for those who know the forward equations and want to know how
an LSTM learns. Behind the lessons: [91 · The article](91_the_article.ipynb) and [92 · What to read](92_what_to_read.ipynb).
"""

# %% [markdown]
r"""
## How far you are

Your work is kept in this folder, also when you close the browser. The table shows what you have solved and what you guessed. What
you have solved, later lessons use: **your** function in place of ours, and they say whose it is. Come back here and run this cell
again whenever you like.
"""

# %% tags=["nbval-ignore-output"]
progress_table()

# %% [markdown]
r"""
## Letters

| letter | it is the number of | letter | it is |
|---|---|---|---|
| $T$ | time steps | $x$ | the input, $(N, D)$ |
| $N$ | examples read at once | $h$ | the hidden state, $(N, H)$ |
| $D$ | inputs at one step | $W$ | recurrent weights, $(H, H)$ |
| $H$ | hidden units | $U$ | input weights, $(D, H)$ |
| $K$ | classes to choose from | $b$ | the bias, $(H,)$ |

$dh$ is short for $\partial L / \partial h$, the gradient of the loss. `h_prev` is the state of the step
before. Labels such as (R1) are names of equations.
"""

# %% [markdown]
r"""
## Rows or columns?

Here one example is one **row**. Many papers write an example as a **column**, and so does the Chinese article that this
course began with,《深度学习——LSTM原理与公式推导》, which later lessons call "the article"
([91 · The article](91_the_article.ipynb)). It is the same equation:

$$ a = W^\top h + U^\top x + b \quad \text{(column)} \qquad\qquad a = h W + x U + b \quad \text{(row)} $$

The row form is what the code says, `h @ W + x @ U + b`, for one example and for a thousand. The table of all
letters, and of what others call them, is in `NOTATION.md` of the project's source.
"""

# %%
rng = np.random.default_rng(0)
W, U, b = rnn.init(3, 5, rng=rng)
h, x = rng.standard_normal((2, 5)), rng.standard_normal((2, 3))
rows = h @ W + x @ U + b
columns = W.T @ h.T + U.T @ x.T + b[:, None]
print("rows", rows.shape, " columns", columns.shape, f" largest difference {abs(rows - columns.T).max():.3f}")

# %% [markdown]
r"""
## Words · 词汇表

| English | 中文 | English | 中文 |
|---|---|---|---|
| recurrent network | 循环神经网络 | input gate | 输入门 |
| hidden state | 隐藏状态 | forget gate | 遗忘门 |
| cell state | 细胞状态 | output gate | 输出门 |
| weight, bias | 权重，偏置 | candidate | 候选值 |
| forward pass | 前向传播 | backward pass | 反向传播 |
| backpropagation through time | 随时间反向传播 | gradient | 梯度 |
| vanishing, exploding gradient | 梯度消失，梯度爆炸 | loss | 损失 |
| learning rate | 学习率 | sequence, step | 序列，时间步 |
"""
