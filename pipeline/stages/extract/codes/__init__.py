"""Identifiers and classes: DOI, and the codes of libraries and societies."""
