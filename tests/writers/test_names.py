"""Names are parted as their language parts them."""

from __future__ import annotations

import pytest

from pipeline.writers.names import is_group, split_name


@pytest.mark.parametrize(
    ("name", "language", "native", "family", "given"),
    [
        ("李鹏", "zh", "", "李", "鹏"),
        ("欧阳静", "zh", "", "欧阳", "静"),
        ("諸葛 佩芬", "zh-Hant", "", "諸葛", "佩芬"),
        ("𠮷田", "zh", "", "𠮷", "田"),
        ("迪丽热巴·买买提", "zh", "", "迪丽热巴·买买提", ""),
        ("佐々木健太郎", "ja", "", "佐々木健太郎", ""),
        ("長谷川 翔", "ja", "", "長谷川", "翔"),
        ("渡邉陽子", "ja", "", "渡邉陽子", ""),
        ("김도현", "ko", "", "김", "도현"),
        ("남궁서연", "ko", "", "남궁", "서연"),
        ("LI Peng", "en", "李鹏", "LI", "Peng"),
        ("Peng LI", "en", "李鹏", "LI", "Peng"),
        ("Sima Rui", "en", "司马睿", "Sima", "Rui"),
        ("Rui Sima", "en", "司马睿", "Sima", "Rui"),
        ("Shen Jiayi", "en", "沈佳怡", "Shen", "Jiayi"),
        ("Kim Do Hyun", "en", "김도현", "Kim", "Do Hyun"),
        ("Do Hyun Kim", "en", "김도현", "Kim", "Do Hyun"),
        ("Yi-Chun Lin", "en", "林怡君", "Lin", "Yi-Chun"),
        ("Kentaro SASAKI", "en", "佐々木健太郎", "SASAKI", "Kentaro"),
        ("Щербакова Е.Н.", "ru", "", "Щербакова", "Е.Н."),
        ("E.N. Shcherbakova", "en", "", "Shcherbakova", "E.N."),
        ("Воробьёва Ольга Юрьевна", "ru", "", "Воробьёва", "Ольга Юрьевна"),
        ("Чорна Олена Петрівна", "uk", "", "Чорна", "Олена Петрівна"),
        ("Гусев Пётр Ильич", "ru", "", "Гусев", "Пётр Ильич"),
        ("María José Ibáñez Muñoz", "es", "", "Ibáñez Muñoz", "María José"),
        ("María José Núñez-Peña", "es", "", "Núñez-Peña", "María José"),
        ("María José Ibáñez", "es", "", "Ibáñez", "María José"),
        ("José Ángel de la Fuente y Ortega", "es", "", "de la Fuente y Ortega", "José Ángel"),
        ("Maria Clara de CAMPOS", "pt", "", "de CAMPOS", "Maria Clara"),
        ("João Pereira da Silva", "pt", "", "da Silva", "João Pereira"),
        ("João Souza Filho", "pt", "", "Souza Filho", "João"),
        ("Luiz da Silva Júnior", "en", "", "da Silva Júnior", "Luiz"),
        ("António Neto", "pt", "", "Neto", "António"),
        ("Nguyen Van An", "en", "", "Nguyen", "Van An"),
        ("Le Thi Hoa", "en", "", "Le", "Thi Hoa"),
        ("Orlova Anna Valerievna", "en", "", "Orlova", "Anna Valerievna"),
        ("Ivan Petrovich Sidorov", "en", "", "Sidorov", "Ivan Petrovich"),
        ("Roman Markovich Abramovich", "en", "", "Abramovich", "Roman Markovich"),
        ("Đặng Thị Bình", "en", "", "Đặng", "Thị Bình"),
        ("Nguyễn Văn An", "en", "", "Nguyễn", "Văn An"),
        ("П.А.Лесов", "ru", "", "Лесов", "П.А."),
        ("О. В. Петренко", "uk", "", "Петренко", "О. В."),
        ("Иван Дмитриевич Орлов", "ru", "", "Орлов", "Иван Дмитриевич"),
        ("Begoña Peñalver", "es", "", "Peñalver", "Begoña"),
        ("Ursula von der Leyen", "de", "", "von der Leyen", "Ursula"),
        ("Lefèvre, Élodie", "fr", "", "Lefèvre", "Élodie"),
        ("Chinese Lung Cancer Study Group", "en", "", "Chinese Lung Cancer Study Group", ""),
        ("Suharto", "en", "", "Suharto", ""),
        ("  ", "en", "", "", ""),
    ],
)
def test_family_and_given(name: str, language: str, native: str, family: str, given: str) -> None:
    assert split_name(name, language, native) == (family, given)


def test_groups() -> None:
    assert is_group("中国肺癌协作组")
    assert is_group("The ABC Investigators")
    assert is_group("Groupe français du sommeil")
    assert is_group("예시 연구회 ")
    assert is_group("臨床研究グループ")
    assert not is_group("Teamoh Wang")
    assert not is_group("学会 李")
