"""One module per benchmark, each with `main() -> int`: run them as `lstm-lab bench <name>`."""
