"""Who wrote it, where they work, and how to write to them."""
