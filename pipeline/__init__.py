"""Scanned journal pages in, clean bilingual abstract records out."""

__version__ = "0.1.0"
