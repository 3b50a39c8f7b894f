"""Names in the letters of mail addresses."""

from __future__ import annotations

import pytest

from pipeline.languages.romanize import is_login_of, names_at_end, romanized, sounds_like


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


@pytest.mark.parametrize(
    ("text", "names", "begins"),
    [
        ("Reeds of the North Lu Shan and Qiu Mingyue", ["陆山", "邱明月"], "Lu Shan"),
        ("Reeds of the North SHAN Lu, QIU Ming-yue", ["陆山", "邱明月"], "SHAN Lu"),
        ("Reeds of the North Lu Shan", ["陆山", "邱明月"], ""),
        ("Lu Shan", ["陆山"], ""),
        ("Reeds of the North", ["陆山"], ""),
    ],
)
def test_names_at_the_end_of_a_text(text: str, names: list[str], begins: str) -> None:
    found = names_at_end(text, names)
    assert len(found) == (len(names) if begins else 0)
    assert not found or text[found[0][0] :].startswith(begins)


def test_a_name_that_ends_in_an_initial_is_compared_too() -> None:
    assert sounds_like("Соколов И. И.", "Sokolov I. I.")
    assert romanized("") == ""
