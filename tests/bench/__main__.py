"""Run a benchmark from the top of a checkout."""

import argparse
import importlib

BENCHMARKS = ("answers", "checks", "explorers")

parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
parser.add_argument("benchmark", choices=BENCHMARKS)
parser.add_argument("names", nargs="*", metavar="NAME", help="exercises or explorers; all if none")
parser.add_argument("--since", metavar="COMMIT", help="checks: those of lessons changed since then")
arguments = parser.parse_args()
module = importlib.import_module(f"tests.bench.{arguments.benchmark}")
names = arguments.names
if arguments.since:
    names = module.changed_since(arguments.since)
    print("changed:", ", ".join(names) or "nothing")
raise SystemExit(module.main(names) if names or not arguments.since else 0)
