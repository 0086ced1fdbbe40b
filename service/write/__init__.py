"""What a model is given to write from, what it replies, and what becomes of it before the proof."""
