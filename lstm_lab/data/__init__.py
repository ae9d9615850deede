"""Text and toy tasks, all offline."""
