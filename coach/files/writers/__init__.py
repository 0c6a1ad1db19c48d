"""Writers: the bytes of a file with values put in their places, all else byte for byte as it was.

A text format needs none of its own: its reader's `quoted` says how a value stands in the file.
"""
