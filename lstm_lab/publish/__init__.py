"""How the course is made from its sources: notebooks, exercises. For maintainers."""
