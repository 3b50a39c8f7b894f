"""One pure function a format."""
