"""Facts: what the figures of a report mean, read by code and without a model."""
