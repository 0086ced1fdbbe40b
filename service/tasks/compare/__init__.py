"""Compare: regions beside each other, every cell a fact or the reason why there is none."""
