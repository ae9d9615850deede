"""The command `lstm-lab`: argument parsing and printing, nothing else."""


def main():
    raise SystemExit("lstm-lab: not built yet")
