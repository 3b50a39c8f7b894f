"""The review page and the API, over the store and the writers."""
