"""Names in the letters of mail addresses."""

from __future__ import annotations

import pytest

from pipeline.languages.romanize import is_login_of, romanized


@pytest.mark.parametrize(
    ("local", "name", "form"),
    [
        ("vorobyeva.oy", "Воробьёва Ольга Юрьевна", "vorobyevaoy"),
        ("e.shcherbakova", "Щербакова Е.Н.", "eshcherbakova"),
        ("gongxiaomei1981", "龚晓梅", "gongxiaomei"),
        ("f.vonderheide", "Friederike von der Heide", "fvonderheide"),
        ("yhseo_np", "서영호", ""),
        ("vorobyeva.oy", "Мухаметшина Алсу", ""),
        ("b2", "b) 江口", ""),
        ("w1", "d+ [x", ""),
    ],
)
def test_logins(local: str, name: str, form: str) -> None:
    assert is_login_of(local, name) == form


def test_latin_names_stay() -> None:
    assert romanized("Ximena Oyarzún") == "Ximena Oyarzún"
