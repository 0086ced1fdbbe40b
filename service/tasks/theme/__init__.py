"""A topic across reports: what each says of it, what they share, what sets them apart."""
