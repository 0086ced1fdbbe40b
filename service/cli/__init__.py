"""The command line: one file a command group, Chinese to its users."""
