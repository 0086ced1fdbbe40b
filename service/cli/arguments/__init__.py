"""What each command takes, as values; the docstring of a class is the text of its help page.

Only what was typed is looked at here, so that help and a wrong use cost no more than this module:
`Ask("")` is a wrong use, a region that no report is of is found out by the command.
"""
