"""Search over short Thai and English texts: character 3-grams and, where installed, a sentence encoder.

Texts and vectors come in as plain values, hits go out; rows and pages are the caller's business.
"""
