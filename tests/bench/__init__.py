"""Benchmarks, for maintainers: `python -m tests.bench checks|explorers [NAME ...]`."""
