"""Whatever a page, a tool or a file says, our parsers answer with a value or an error of our own tree."""
