"""The gate: what the reader gets right, how fast, and what a change gained and lost."""
