"""Where it appeared: journal, year, volume, issue, pages, and the numbers of these."""
