"""Text in, passages out: read, clean, identify, outline, chunk, embed, index, search."""
