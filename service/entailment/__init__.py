"""The proof of words: whether the sentences of any text follow from quotes of reports.

Pure: a text and the quotes in, a verdict for each sentence out. Nothing here knows a library.
"""
