"""Digests told to a reader: sentences, charts, e-mail, and a short form for chat.

What is said comes from the figures and quotes that the digest holds. A language model may word
the sentences; what the figures do not bear out is not used.
"""
