"""Toolkit for models: bilingual names, reference rows, constraints the database keeps."""
