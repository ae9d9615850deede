"""How an answer is judged, and what a mistake is told. Knows no lesson."""
