"""Files as text: what a dealer uploads, with a map from the text back into the file.

from assistant.reading.reading import read_file
"""
