"""Affiliations in their parts, by the patterns of seven languages; nothing of what is printed is lost."""

from __future__ import annotations

import pytest

from pipeline.writers.places import country_code, parts_of


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (
            "Department of Oncology, First Hospital, Example University of Science and Technology, Wuhan 430030, China",
            (
                "department:Department of Oncology|institution:First Hospital|institution:Example University of "
                "Science and Technology|city:Wuhan|postcode:430030|country:China"
            ),
        ),
        (
            "某某大学附属第一医院肿瘤科，湖北 武汉 430030",
            "institution:某某大学附属第一医院|department:肿瘤科|region:湖北|city:武汉|postcode:430030",
        ),
        (
            "某某医科大学第一附属医院心内科,江苏南京 210029",
            "institution:某某医科大学第一附属医院|department:心内科|region:江苏|city:南京|postcode:210029",
        ),
        ("430022 武汉，某某大学附属医院", "postcode:430022|city:武汉|institution:某某大学附属医院"),
        (
            "Servicio de Nefrología, Hospital Universitario Ejemplar, Madrid, España",
            "department:Servicio de Nefrología|institution:Hospital Universitario Ejemplar|city:Madrid|country:España",
        ),
        ("예시대학교병원 내과학교실", "institution:예시대학교병원|department:내과학교실"),
        (
            "Кафедра терапии, Первый институт, Москва, Россия",
            "department:Кафедра терапии|institution:Первый институт|city:Москва|country:Россия",
        ),
        (
            "Universitätsklinikum Muster, 50937 Köln, Deutschland",
            "institution:Universitätsklinikum Muster|postcode:50937|city:Köln|country:Deutschland",
        ),
        ("例示大学医学部附属病院 循環器内科", "institution:例示大学医学部附属病院|department:循環器内科"),
        (
            "Department of Medicine, 1-2-3 Honmachi, Tokyo 113-8655, Japan",
            "department:Department of Medicine|city:Tokyo|postcode:113-8655|country:Japan",
        ),
        (
            "Faculdade de Medicina, Universidade de Exemplo, 01246-903 São Paulo, Brasil",
            (
                "department:Faculdade de Medicina|institution:Universidade de Exemplo|postcode:01246-903|"
                "city:São Paulo|country:Brasil"
            ),
        ),
        (
            "Departamento de Cirugía, Hospital Ejemplar, 08036 Barcelona, España",
            "department:Departamento de Cirugía|institution:Hospital Ejemplar|postcode:08036|city:Barcelona|country:España",
        ),
        (
            "School of Medicine, Example University, Nanjing 210093, China",
            "department:School of Medicine|institution:Example University|city:Nanjing|postcode:210093|country:China",
        ),
        (
            "예시대학교병원 내과, 서울 03080, 대한민국",
            "institution:예시대학교병원|department:내과|city:서울|postcode:03080|country:대한민국",
        ),
        (
            "新疆维吾尔自治区乌鲁木齐 830000",
            "region:新疆维吾尔自治区|city:乌鲁木齐|postcode:830000",
        ),
        ("例大学病院内科学講座", "institution:例大学病院|department:内科学講座"),
        (
            "Servicio de Cardiología, Escuela Ejemplo, Chile",
            "department:Servicio de Cardiología|institution:Escuela Ejemplo|country:Chile",
        ),
        ("Кафедра хирургии, Университет", "department:Кафедра хирургии|institution:Университет"),
        ("Somewhere else entirely", ""),
        ("", ""),
    ],
)
def test_parts(place: str, wanted: str) -> None:
    parts = parts_of(place)
    assert "".join(part.text for part in parts) == place
    assert "|".join(f"{kind}:{text}" for kind, text in parts if kind != "text") == wanted


@pytest.mark.parametrize(
    ("name", "code"), [("P.R. China", "CN"), ("日本", "JP"), ("대한민국", "KR"), ("Wuhan", None)]
)
def test_countries(name: str, code: str | None) -> None:
    assert country_code(name) == code
