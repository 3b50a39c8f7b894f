"""What the readers of tests answer where a test asks nothing of it."""

from pipeline.records.page import Pixels


class PlainReader:
    """Reads every language, and finds each page upright and in no script of its own."""

    def reads(self, language: str) -> bool:
        return True

    def orientation(self, pixels: Pixels) -> int:
        return 0

    def script(self, pixels: Pixels) -> str | None:
        return None
