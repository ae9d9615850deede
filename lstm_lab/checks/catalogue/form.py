"""What is wrong with a function before its numbers are looked at."""

from lstm_lab.checks.catalogue.entry import Entry

FORM = {
    "not-a-function": Entry(
        "Not a function",
        "The check needs the function itself, and was given {got}.",
        ("Write the name without brackets: checks.{name}({name}).",),
    ),
    "wrong-arguments": Entry(
        "Wrong number of arguments",
        "The function must take {count}: {names}. Yours cannot be called that way.",
        ("Compare the line that begins with def with the one of the exercise.",),
    ),
    "arguments-reordered": Entry(
        "Arguments in another order",
        "The arguments come in the order {names}; the def line has {got}.",
        ("Only the order counts, not the names: put the def line back as it was.",),
    ),
    "raised": Entry(
        "The function stops with an error",
        "The function stops with {error}{place}. {sentence}",
        (
            "Call the function yourself in a new cell, with small arrays, and read the last line "
            "of the error.",
            "Print the shape of each array in the line before the one that stops.",
        ),
    ),
    "returned-nothing": Entry(
        "Nothing is returned",
        "The function returns None. Did you forget return?",
        ("The last line of the function says what comes back: return ...",),
    ),
    "wrong-type": Entry(
        "The result is of another kind",
        "{what} must be {want}, but the function returns {got}.",
        ("{advice}",),
    ),
    "wrong-length": Entry(
        "Too many or too few results",
        "{what} must be {want}, but the function returns {got}.",
        ("Count what stands after return, and compare it with the exercise.",),
    ),
    "wrong-shape": Entry(
        "The result has another shape",
        "{what} must have shape {want}, but it has shape {got}{where}.",
        ("{advice}", "Write the shape of every product beside your line, and follow the axes."),
    ),
    "wrong-dtype": Entry(
        "The result holds another kind of number",
        "{what} must hold real numbers with a fraction (float64), but it holds {got}.",
        ("Did you make an array of whole numbers, or round? np.zeros(shape) makes floats.",),
    ),
    "not-finite": Entry(
        "The result is not finite",
        "{what} holds {got}{where}.",
        (
            "Look for a division by zero, a logarithm of zero, or an exp of a large number.",
            "An array made by np.empty holds anything until every entry is written.",
        ),
    ),
    "caller-changed": Entry(
        "The caller's arrays are changed",
        "The function changes its argument {names} in place. Who calls it still needs the old "
        "numbers.",
        (
            "Look for +=, -=, *= or an assignment to [...] on an argument, or on another name for "
            "the same array.",
            "A plain operation such as a - b makes a new array and leaves the old one alone.",
        ),
    ),
    "changes-between-calls": Entry(
        "Two equal calls give two results",
        "The same arguments give another result when the function is called again.",
        (
            "A function should use its arguments only. Look for a name from outside, a random "
            "draw that does not come from an argument, or np.empty.",
        ),
    ),
    "result-overwritten": Entry(
        "A later call changes an earlier result",
        "A second call overwrites the array that the first call returned.",
        ("Make a new array inside the function at each call.",),
    ),
}
