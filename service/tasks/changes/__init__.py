"""What changed in the wording between two reports of a region (提法变化)."""
