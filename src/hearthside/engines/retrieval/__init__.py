"""Finding what answers a question: by words and by meaning, on this machine alone.

Nothing here keeps a question. The model (`sentences.py`) is imported where it is wanted, so
that whoever searches by words alone carries no model runtime.
"""
