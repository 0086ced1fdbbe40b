"""A model's reading of the paragraphs that code's own reading leaves in doubt: each field proven."""
