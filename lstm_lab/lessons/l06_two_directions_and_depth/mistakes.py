"""The texts of mistakes that are made in lesson 06 only."""

from lstm_lab.guest.finding import Entry

MISTAKES = {
    "backward-runs-forward": Entry(
        "Both streams run forwards",
        "The second stream reads the sequence in the same direction as the first.",
        ("What must the second stream see first?",),
    ),
    "one-set-of-weights": Entry(
        "Both directions share their weights",
        "It looks as if both directions used the same parameters.",
        ("Each direction has its own. Which of the two does each run get?",),
    ),
    "weights-exchanged": Entry(
        "The two directions' parameters are exchanged",
        "It looks as if each direction ran with the other one's parameters.",
        ("Which of the two arguments belongs to the stream that reads from the end?",),
    ),
    "halves-swapped": Entry(
        "The halves are exchanged",
        "It looks as if the two directions stood in the wrong order.",
        ("Forwards first, backwards second.",),
    ),
    "added-not-joined": Entry(
        "Added in place of joined",
        "The two streams are added; they should stand side by side.",
        ("The result has twice as many units.",),
    ),
    "batch-turned": Entry(
        "The examples are turned round",
        "It looks as if the wrong axis was reversed: the examples instead of the steps.",
        ("In (T, N, D) time is the first axis.",),
    ),
    "state-handed-over": Entry(
        "The second stream starts where the first one ended",
        "The backward stream should start from zeros, not from the last state of the other one.",
        ("Two streams, two starts.",),
    ),
    "one-direction-only": Entry(
        "One direction is missing",
        "The input's error comes from one direction only.",
        ("Each input was read twice. What happens to two errors at one place?",),
    ),
    "one-tape-twice": Entry(
        "One tape is used for both directions",
        "It looks as if one direction's tape was used for both.",
        ("Which tape belongs to which half of the errors?",),
    ),
    "above-the-lowest": Entry(
        "The error above the lowest layer",
        "It looks as if dxs is the error above the lowest layer, not the one at its input.",
        ("Which error is the last that layer_backward gives you?",),
    ),
    "not-handed-down": Entry(
        "The error is not handed down",
        "It looks as if every layer got the error of the top one.",
        ("The error at a layer's input is the error at another layer's output. Which one?",),
    ),
    "gradients-in-walking-order": Entry(
        "The gradients stand in the order of the walk",
        "The right gradients, the top layer's first. The lowest layer's should come first.",
        ("You walk down from the top. In which order does your list grow?",),
    ),
    "walks-up": Entry(
        "The walk begins at the lowest layer",
        "It looks as if the lowest layer got the error first.",
        ("The loss is above the top layer. Where does the error arrive first?",),
    ),
}
