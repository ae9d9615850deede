"""The texts of mistakes that are made in lesson 04 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "gradcheck-eps": Entry(
        "Another step than eps",
        "It looks as if the entries are moved by another distance than eps.",
        ("Which number in your function says how far an entry is moved?",),
    ),
    "gradcheck-not-restored": Entry(
        "The array is left moved",
        "After the check the array is not what it was.",
        ("Put each entry back before you move the next.",),
    ),
    "one-sided": Entry(
        "One side only",
        "It looks as if the array is moved to one side only. Such a difference is far less exact.",
        ("Move the entry up, and down, and compare the two values of f.",),
    ),
    "moved-a-copy": Entry(
        "f does not notice the move",
        "Every entry is zero: f does not see the array move. It reads the array it was made for, "
        "and not a copy.",
        (
            "array.copy(), array + eps, array.flatten() and astype make new arrays.",
            "array[where] = ... writes into the array itself.",
        ),
    ),
    "moved-together": Entry(
        "All entries are moved at once",
        "Every entry is the same number: it looks as if all entries are moved together.",
        ("Each entry has its own gradient: move one, and leave the others.",),
    ),
    "step-not-doubled": Entry(
        "Another distance than the one moved",
        "It looks as if the difference is divided by another distance than the one between the two "
        "points.",
        ("How far apart are a + eps and a - eps?",),
    ),
    "not-divided": Entry(
        "Not divided by the distance",
        "The differences of f are there, but not the slope.",
        ("A slope is a height over a distance.",),
    ),
    "entry-by-entry": Entry(
        "Entry by entry",
        "It looks as if each entry is divided alone. A single entry near zero then decides it all.",
        ("One number for the difference, one for the size, and one division at the end.",),
    ),
    "not-relative": Entry(
        "Not relative",
        "The distance is there, but it is not compared with the size of the arrays.",
        ("Multiply a and b by 1000: a relative error stays the same.",),
    ),
    "another-scale": Entry(
        "Divided by something else",
        "The distance is divided, but not by the sum of the two norms.",
        ("Exchange a and b, or take b = -a: what should come out?",),
    ),
    "difference-of-norms": Entry(
        "The norms are subtracted",
        "It looks as if the norms are subtracted, and not the arrays.",
        ("Take b = -a: both have the same norm, and yet they are as far apart as can be.",),
    ),
    "zero-by-zero": Entry(
        "Zero divided by zero",
        "Right for ordinary arrays, but when both are zero, zero is divided by zero.",
        ("Two zero gradients agree. What should come back?",),
    ),
    "name-not-error": Entry(
        "The names are compared",
        "It looks as if the names are compared, and the last one in the alphabet wins.",
        ("max of a dictionary compares its keys, unless you say by what: key=...",),
    ),
    "error-returned": Entry(
        "The error is returned",
        "The largest error comes back; its parameter's name is asked for.",
        ("Which name has this error?",),
    ),
    "smallest-returned": Entry(
        "The smallest error",
        "It looks as if the parameter with the smallest error is named.",
        ("Which one looks guilty: the smallest or the largest error?",),
    ),
    "order-trusted": Entry(
        "The order is trusted",
        "It looks as if the name is taken by its place, whatever the errors are.",
        ("The report is not sorted. Compare the errors.",),
    ),
    "whole-row-returned": Entry(
        "Name and error together",
        "The name comes back together with its error; the name alone is asked for.",
        ("A pair has two entries: take the first.",),
    ),
    "place-returned": Entry(
        "The place is returned",
        "The number of the place comes back; the parameter's name is asked for.",
        ("Which name stands at that place?",),
    ),
}
