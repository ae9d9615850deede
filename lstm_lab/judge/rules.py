"""What a hurried hand writes in place of an expression: one line a rule, the likelier first.

A section begins with the mistake's id and the question that is asked of it. A rule reads

    pattern -> what is written instead : what is said, after "It is exactly as if"

A, B and C stand for any expression, F and G for a function, V for an argument, W for another one.
In a sum R + X and in a product R * X, X is each term or factor in turn, and R all the others.
E is the whole answer. Words in braces are filled in; a sentence names what stands in a line, never
the line.
"""

from __future__ import annotations

RULES = """
[gate-inverted] A large positive sum should open the gate. What does yours do at a sum of 10?
sigmoid(A) -> sigmoid(-A) : the gate were turned round: 1 minus the right number
[parentheses] What does Python do first in your line, and what last?
sigmoid(A) -> 1 + exp(-A) : the brackets round the divisor were missing
F(R + X) -> F(R) + X : {F} acted on a part of the sum, without the term with {X}
F(R + X) -> R + F(X) : {F} acted on the term with {X} alone
F(R + X) -> F(R) + F(X) : {F} acted on the parts of the sum one by one
F(A + B + C) -> F(A) + F(B) + F(C) : {F} acted on every term of the sum on its own
R * F(A) -> F(R * A) : {F} went round the whole product
A * F(B) -> F(A) * B : {F} were taken of {A}, not of {B}
R * (1 - A) -> 1 - A * R : the brackets round 1 minus {A} were missing
R * (1 - A) -> R - A : the brackets round 1 minus {A} were missing
R * (1 - A**2) -> R - A**2 : the brackets round 1 minus the square of {A} were missing
R + X * A -> (R + X) * A : {A} multiplied the whole sum
R + X @ A -> (R + X) @ A : the product with {A} were taken of the whole sum
A / (B + C) -> A / B + C : the brackets round the divisor were missing
A / (1 - B) -> A / 1 - B : the brackets round the divisor were missing
A**(B / C) -> A**B / C : the brackets round the exponent were missing
[tanh-sigmoid] Which range should the result have: 0 to 1, or -1 to 1?
tanh(A) -> sigmoid(A) : the sigmoid were taken in place of tanh
sigmoid(A) -> tanh(A) : tanh were taken in place of the sigmoid
sigmoid(A) -> (1 + tanh(A)) / 2 : a tanh moved into 0 to 1 were taken in place of the sigmoid
[squash-missing] What does the function that is missing do with a number like 3?
F(A) -> A : {F} were missing
[squashed-twice] How often is this number squashed in the equation?
F(A) -> F(F(A)) : {F} were taken twice
[another-function] Which function stands in the equation, and which in your line?
sigmoid(A) -> sigmoid(A) * (1 - sigmoid(A)) : the slope of the sigmoid stood in place of its value
tanh(A) -> 1 - tanh(A)**2 : the slope of tanh stood where its value belongs
F(A) -> maximum(A, 0) : negative numbers were cut off in place of {F}
F(A) -> exp(A) : exp were taken in place of {F}
F(A) -> softmax(A) : each row were divided by its sum after exp, as in a softmax
sigmoid(A) -> clip(0.2 * A + 0.5, 0, 1) : a sigmoid of straight lines, 0.2 a + 0.5, were taken
sigmoid(A) -> clip(A / 6 + 0.5, 0, 1) : a sigmoid of straight lines, a / 6 + 0.5, were taken
sigmoid(A) -> where(A > 0, 1.0, 0.0) : a step from 0 to 1 stood in place of the sigmoid
sigmoid(A) -> exp(-A) / (1 + exp(-A)) : the gate were turned round: 1 minus the right number
tanh(A) -> clip(A, -1, 1) : the sum were cut off at -1 and 1 in place of tanh
tanh(A) -> A / (1 + abs(A)) : a / (1 + |a|) were taken in place of tanh
tanh(A) -> sin(A) : a sine were taken in place of tanh
tanh(A) -> arctan(A) : an arctangent were taken in place of tanh
tanh(A) -> 2 * sigmoid(A) - 1 : 2 sigma(a) - 1 were taken; tanh(a) is 2 sigma(2 a) - 1
tanh(A) -> 2 * sigmoid(A) : 2 sigma(a) were taken in place of tanh
F(A) -> F(2 * A) : {F} were taken of twice the number
F(A) -> F(A / 2) : {F} were taken of half the number
F(A) -> F(A + 1) : 1 were added before {F} is taken
F(A) -> F(A - 1) : 1 were taken away before {F} is taken
F(A) -> F(A - A.mean(axis=-1, keepdims=True)) : the mean of each row were taken away before {F}
log(A) -> log2(A) : a logarithm to base 2 were taken
log(A) -> log10(A) : a logarithm to base 10 were taken
log(A) -> exp(A) : exp were taken in place of log
log(A) -> arctanh(A) : the inverse of tanh were taken in place of a logarithm
[overflow] exp(1000) is more than a float can hold. Which result is due for a sum of 1000?
sigmoid(A) -> exp(A) / (1 + exp(A)) : exp were taken of the sum itself, which grows too large
tanh(A) -> (exp(A) - exp(-A)) / (exp(A) + exp(-A)) : exp were taken, which grows too large
tanh(A) -> (exp(2 * A) - 1) / (exp(2 * A) + 1) : exp were taken, which grows too large
[averaged] Contributions add up. Where does a number of terms come into the equation?
A @ B -> A @ B / len(B) : the product with {B} were divided by the number of its terms
[sigma-not-derivative] The derivative of sigma can be written with sigma alone. How?
R * A * (1 - A) -> R * A : {A} itself stood where its slope belongs
[half-a-slope] At which values of a gate is its sigmoid flat? Your factor must be 0 at both of them.
R * A * (1 - A) -> R * (1 - A) : half of the slope at {A} were missing
[slope-of-the-other] Where the value is 0.5, sigma has the slope 0.25, and tanh has 0.75. And yours?
R * A * (1 - A) -> R * (1 - A**2) : the slope of tanh stood where that of sigma belongs
1 - A**2 -> A * (1 - A) : the slope of sigma stood where that of tanh belongs
1 - tanh(A)**2 -> sigmoid(A) * (1 - sigmoid(A)) : sigma's slope stood where that of tanh belongs
[derivative-of-activated] Is your array the sum before the squashing, or the value after it?
R * A * (1 - A) -> R * sigmoid(A) * (1 - sigmoid(A)) : {A} were squashed once more for the slope
1 - A**2 -> 1 - tanh(A)**2 : {A} were squashed once more for the slope
[slope-at-another-place] What went into this tanh on the way forward, and what came out of it?
1 - tanh(A)**2 -> 1 - A**2 : the slope were taken at {A}, which is not squashed
[slope-not-squared] tanh is equally steep at a value of 0.5 and at -0.5. Is your slope?
1 - A**2 -> 1 - A : {A} were not squared in the slope
1 - A**2 -> (1 - A)**2 : the square went round 1 minus {A}
1 - A**2 -> 1 - abs(A) : {A} were not squared in the slope
1 - A**2 -> 1 - 2 * A : {A} were doubled, not squared, in the slope
1 - A**2 -> 1 - A**3 : {A} were raised to the third power in the slope
[tanh-not-derivative] How steep is tanh where its value is 0? And where it is near 1?
1 - A**2 -> A : {A} itself stood where its slope belongs
1 - A**2 -> A**2 : the 1 in the slope were missing
[slope-not-there] The error is asked for in front of the squashing. Has it gone through?
1 - A**2 -> 1 : the slope at {A} were missing
R * A * (1 - A) -> R : the slope at {A} were missing
1 - A**2 -> (1 - A**2)**2 : the slope at {A} counted twice
R * A * (1 - A) -> R * (A * (1 - A))**2 : the slope at {A} counted twice
[sign-lost] Check one entry by hand: should it be positive or negative?
1 - A**2 -> 1 + A**2 : a plus stood in the slope at {A}
R * A * (1 - A) -> R * A * (1 + A) : a plus stood in the slope at {A}
R * A * (1 - A) -> R * A * (A - 1) : 1 were taken from {A}, not {A} from 1
E -> -E : every sign were turned round
R + X -> R - X : the term with {X} were taken away, not added
R + X -> X - R : everything but the term with {X} were taken away
A - B -> A + B : {B} were added, not taken away
A - B -> B - A : the difference were taken the other way round
[term-missing] Count the terms of the equation, and those of your line.
R + X -> R : the term with {X} were missing
R + X -> X : only the term with {X} were there
R + X -> R + 2 * X : the term with {X} counted twice
R + X -> R + X / 2 : the term with {X} counted half
R + X -> R + R + X : all but the term with {X} counted twice
[factor-missing] Count the factors of the equation, and those of your line.
R * X -> R : the factor with {X} were missing
R * X -> R * X * X : the factor with {X} counted twice
R * X -> R * (1 - X) : 1 minus the factor with {X} stood in place of it
R * (1 - A) -> R * A : {A} stood where 1 minus {A} belongs
R * X -> R / X : it were divided by {X}
[added-not-multiplied] Set one of them to 0: what should be left?
R * X -> R + X : {X} were added, where it should multiply
R * X -> R - X : {X} were taken away, where it should multiply
[multiplied-not-added] Set one of them to 0: what should be left?
R + X -> R * X : the term with {X} multiplied, where it should be added
R + X -> maximum(R, X) : the larger one were taken, in place of the sum
[transposed] Write the shapes of both sides of each product, and say which axis is summed.
A @ B.T -> A @ B : {B} were not turned over
A @ B -> A @ B.T : {B} were turned over
A @ B -> A.T @ B : {A} were turned over
[factors-reversed] Which of the two stands on the left, and which axis is summed?
A @ B -> B @ A : the two sides of the product with {A} and {B} were exchanged
A @ B.T -> B @ A : the two sides of the product with {A} and {B} were exchanged
A @ B.T -> B @ A.T : the two sides of the product with {A} and {B} were exchanged
[matrix-product] Which product is it: entry by entry, or rows times columns?
A @ B -> A * B : {A} and {B} were multiplied entry by entry
A @ B -> A * diag(B) : {A} met the diagonal of {B} only
A @ B.T -> A * diag(B) : {A} met the diagonal of {B} only
R * X -> R @ X : the factor with {X} were multiplied by a matrix product
R * X -> R @ X.T : the factor with {X} were multiplied by a matrix product
R * X -> R.T @ X : the factor with {X} were multiplied by a matrix product
[another-name] Say in words what each of the names is, and read your line again.
V, W -> W, V : {V} and {W} had changed places
V -> W : {W} stood where {V} belongs
[whole-answer] What does the equation do last, and what does your last line do?
E -> 2 * E : the whole result were doubled
E -> E / 2 : the whole result were halved
E -> E / 4 : the whole result were divided by 4
E -> E / len(E) : the whole result were divided by the number of examples
E -> E / E.shape[-1] : the whole result were divided by the number of units
E -> 1 - E : the whole result were taken from 1
E -> 1 / E : 1 were divided by the whole result
E -> E**2 : the whole result were squared
E -> abs(E) : the whole result lost its signs
E -> E + 1 : 1 were added to the whole result
E -> tanh(E) : the whole result were squashed by tanh
E -> sigmoid(E) : the whole result were squashed by the sigmoid
E -> exp(E) : exp were taken of the whole result
E -> log(E) : a logarithm were taken of the whole result
E -> maximum(E, 0) : negative results were cut off
E -> clip(E, -1, 1) : the result were cut off at -1 and 1
E -> clip(E, -5, 5) : the result were cut off at -5 and 5
E -> clip(E, 0, 1) : the result were cut off at 0 and 1
E -> round(E) : the result were rounded to whole numbers
E -> round(E, 2) : the result were rounded to 2 digits
E -> round(E, 4) : the result were rounded to 4 digits
E -> where(E > 0.5, 1.0, 0.0) : the result were only 0 or 1
E -> E[::-1] : the examples came in the reverse order
E -> E - E.mean(axis=-1, keepdims=True) : the mean of each row were taken away
E -> E / E.sum(axis=-1, keepdims=True) : each row were divided by its sum
E -> E.mean(axis=0) + 0 * E : the result were averaged over the examples
E -> E.mean(axis=-1, keepdims=True) + 0 * E : the result were averaged over the units
E -> E[:1] + 0 * E : every example got the result of the first
E -> E + V : {V} were added to the result
E -> E - V : {V} were taken away from the result
E -> E * V : the result were multiplied by {V}
E -> (E + V) / 2 : the result were averaged with {V}
[changed-argument] Where does this argument go into the equation as it is?
V -> tanh(V) : {V} were squashed by tanh first
V -> sigmoid(V) : {V} were squashed by the sigmoid first
V -> 1 - V : 1 minus {V} stood in place of {V}
V -> V**2 : {V} were squared
V -> abs(V) : {V} lost its signs
V -> -V : {V} came with the other sign
V -> 2 * V : {V} were doubled
V -> V / 2 : {V} were halved
V -> V + 1 : 1 were added to {V}
V -> 0 * V : {V} were zero
V -> 0 * V + 1 : {V} were 1 everywhere
V -> V.mean(axis=0) : {V} were averaged along its first axis
V -> V.mean(axis=-1, keepdims=True) : {V} were averaged along its last axis
V -> V.sum(axis=0) : {V} were summed along its first axis
V -> V.mean() : {V} were averaged over everything
V -> V[0] : only the first entry of {V} along its first axis were used
V -> V[-1] : only the last entry of {V} along its first axis were used
V -> V[::-1] : {V} were turned round along its first axis
V -> V[..., ::-1] : {V} were turned round along its last axis
V -> roll(V, 1, 0) : {V} were moved by one along its first axis
V -> V / len(V) : {V} were divided by its length
V -> round(V) : {V} were rounded
V -> clip(V, -1, 1) : {V} were cut off at -1 and 1
V -> clip(V, 0, 1) : {V} were cut off at 0 and 1
[powers] After n steps f multiplied by itself n times is left. Which share should that be?
A**B -> B**A : base and exponent were exchanged
A**B -> A * B : {A} were multiplied, where a power belongs
A**(B / C) -> A**C : the exponent were turned over
A**(B / C) -> A / C : it were divided, where a root belongs
A**(B / C) -> exp(-B / C) : 1/e were left, not one half
A**(B / C) -> 1 - B / C : 1 minus {B} divided by {C} stood in place of the root
A**(B / C) -> 1 - A / C : a half were lost along a line
A**(B / C) -> A**(-B / C) : the exponent had the other sign
A / B -> B / A : the division were the other way round
A / B -> A * B : it were multiplied, where one divides
A / B -> A : the division were missing
A / (1 - A) -> A : 1 minus {A} were missing in the odds
A / (1 - A) -> 1 - A : only 1 minus {A} were there
A / (1 - A) -> 1 / (1 - A) : the odds had 1 above the line
"""
