from pathlib import Path

import pytest

from pipeline.engines import heap


def _resident() -> int:
    """Resident memory of this process, in pages of 4 kB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="wants Linux")
@pytest.mark.skipif(heap._release() is None, reason="wants a C library with malloc_trim")
def test_holes_between_what_lives_on_go_back_to_the_system() -> None:
    kept = [bytes([n % 250 + 1]) * 100_000 for n in range(1500)]
    full = _resident()
    del kept[::2]
    assert full - _resident() < 5_000, "the holes went by themselves"
    heap.trim()
    assert full - _resident() > 10_000
    assert len(kept) == 750


def test_a_library_without_it_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap.ctypes, "CDLL", lambda _: object())
    heap._release.cache_clear()
    try:
        assert heap._release() is None
        heap.trim()
    finally:
        heap._release.cache_clear()
