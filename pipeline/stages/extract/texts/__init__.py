"""What is printed to be read: titles, abstracts with their sections, keywords."""
