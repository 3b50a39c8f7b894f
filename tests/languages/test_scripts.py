"""The language of a run of text: script first."""

from __future__ import annotations

import pytest

from pipeline.languages.scripts import Script, language_of, main_script, script_of, script_shares


@pytest.mark.parametrize(
    ("text", "main", "expected"),
    [
        ("目的 探讨冠心病患者血清CRP水平", "und", "zh"),
        ("臺灣腎臟照護雜誌", "und", "zh-Hant"),
        ("高齢者リハビリテーション研究", "und", "ja"),
        ("高齢者対策の検討", "und", "ja"),
        ("渡辺検", "und", "ja"),
        ("田中一郎", "ja", "ja"),
        ("上海交通大学医学院附属瑞金医院", "ja", "zh"),
        ("비알코올성 지방간염(nonalcoholic steatohepatitis)", "und", "ko"),
        ("Клиническая кардиология и практика", "und", "ru"),
        ("Клінічна кардіологія та практика", "und", "uk"),
        ("Современные взгляды на её осложнения: обзорные данные", "uk", "ru"),
        ("Кардиолог", "uk", "uk"),
        ("Prevalência de hipertensão arterial em idosos: um estudo transversal", "und", "pt"),
        ("Efficacia e sicurezza della terapia nei pazienti anziani", "und", "it"),
        ("Wirksamkeit und Sicherheit von Januskinase-Inhibitoren bei Erwachsenen", "und", "de"),
        ("Télésurveillance de l’observance de la ventilation à domicile", "und", "fr"),
        ("Síndrome cardiopulmonar por hantavirus en adultos: revisión", "und", "es"),
        ("Prevalência de hipertensão arterial em idosos da zona rural", "und", "pt"),
        ("Prevalenza dell’ipertensione arteriosa negli anziani", "und", "it"),
        ("Клінічна ефективність лікування хворих", "und", "uk"),
        ("Клиническая эффективность лечения больных", "uk", "ru"),
        ("Петренко О. В.", "uk", "uk"),
        ("Петренко О. В.", "ru", "ru"),
        ("Efficacy and safety of sintilimab in patients with lung cancer", "zh", "en"),
        ("Effect of 黄芪 (Astragalus) on renal function in diabetic rats", "zh", "en"),
        ("CRP", "zh", "en"),
        ("CRP", "de", "de"),
        ("2023, 50(9): 842-849", "zh", "zh"),
        ("", "zh", "zh"),
    ],
)
def test_language(text: str, main: str, expected: str) -> None:
    assert language_of(text, main) == expected


def test_same_answer_each_time() -> None:
    text = "Revue de Pneumologie Clinique et Fonctionnelle"
    assert {language_of(text) for _ in range(20)} == {"fr"}


def test_scripts() -> None:
    assert script_of("μ") is Script.GREEK
    assert script_of("8") is None
    assert main_script("患者CRP水平") is Script.HAN
    assert script_shares("ab汉字") == {Script.LATIN: 0.5, Script.HAN: 0.5}
    assert script_shares("12 ±") == {}
