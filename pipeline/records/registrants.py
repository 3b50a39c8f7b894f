"""Registrants of DOIs whose DOIs are not those of journal articles."""

from __future__ import annotations

DATA_REGISTRANTS = frozenset(
    {
        "10.5281",  # Zenodo
        "10.6084",  # figshare
        "10.17632",  # Mendeley Data
        "10.5061",  # Dryad
        "10.7910",  # Harvard Dataverse
        "10.17605",  # Open Science Framework
        "10.57760",  # Science Data Bank
        "10.11922",  # Science Data Bank, before 2021
        "10.1594",  # PANGAEA
        "10.3886",  # ICPSR
        "10.48620",  # Portuguese data repositories
        "10.11588",  # heiDATA
    }
)
"""Data repositories (re3data.org, registrants of DataCite)."""
