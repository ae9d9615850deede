"""Benchmarks, for maintainers: `python -m tests.bench answers|checks|explorers [NAME ...]`."""
