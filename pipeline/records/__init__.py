"""The nouns: frozen records that the stages hand to one another. Nothing of ours is imported here."""
