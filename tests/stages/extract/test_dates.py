"""Received, revised, accepted, published, in the forms that journals print."""

import pytest

from pipeline.records.base import BBox
from pipeline.records.segment import Role
from pipeline.stages.extract.dates import (
    ambiguous_dates,
    cut_labels_in,
    dates_in,
    find_dates,
    impossible_dates,
)
from pipeline.stages.extract.passages import fold
from tests.stages.extract.printed import segment, segments


@pytest.mark.parametrize(
    ("text", "kind", "iso"),
    [
        ("收稿日期：2023-02-15", "received", "2023-02-15"),
        ("收稿日期 2023－02－15", "received", "2023-02-15"),
        ("改稿日期 2023－03－15", "revised", "2023-03-15"),
        ("收到修改稿时间:2023-03-15", "revised", "2023-03-15"),
        ("修改时间: 2023-03-15", "revised", "2023-03-15"),
        ("采用时间: 2023-04-15", "accepted", "2023-04-15"),
        ("2023 年 2 月 15 日收到", "received", "2023-02-15"),
        ("[收稿日期] 2023年2月15日", "received", "2023-02-15"),
        ("（收稿：2023.2.15）", "received", "2023-02-15"),
        ("收稿日期：20230215", "received", "2023-02-15"),
        ("收稿日期：2O23-O2-l5", "received", "2023-02-15"),
        ("接受刊載：110年4月20日", "accepted", "2021-04-20"),
        ("(Received January 24, 2022)", "received", "2022-01-24"),
        ("2020年4月22日採用", "accepted", "2020-04-22"),
        ("Réception : 14/01/2019", "received", "2019-01-14"),
        ("Aprobado: 12/05/2021", "accepted", "2021-05-12"),
        ("Поступила после рецензирования / Revised 03.02.2023", "revised", "2023-02-03"),
        ("修回日期：2023-05-01", "revised", "2023-05-01"),
        ("接受日期：2025-04-24", "accepted", "2025-04-24"),
        ("网络首发时间：2023-09-01 10:15", "published", "2023-09-01"),
        ("收稿日期：111年9月14日", "received", "2022-09-14"),
        ("Received: 15 February 2023", "received", "2023-02-15"),
        ("Received February 15, 2023", "received", "2023-02-15"),
        ("Received in revised form: March 3, 2022", "revised", "2022-03-03"),
        ("Accepted Jan. 5th, 2022", "accepted", "2022-01-05"),
        ("Available online 3 May 2022", "published", "2022-05-03"),
        ("Eingegangen: 17. November 2020", "received", "2020-11-17"),
        ("Eingegangen am 17.11.2020", "received", "2020-11-17"),
        ("Angenommen: 3. März 2021", "accepted", "2021-03-03"),
        ("Reçu le 12 octobre 2021", "received", "2021-10-12"),
        ("accepté le 1er mars 2022", "accepted", "2022-03-01"),
        ("Поступила 05.10.2021", "received", "2021-10-05"),
        ("Поступила в редакцию: 5 октября 2021 г.", "received", "2021-10-05"),
        ("Recibido: 19 de enero de 2021", "received", "2021-01-19"),
        ("Aceptado el 3 de febrero de 2020", "accepted", "2020-02-03"),
        ("受付日：2022年7月11日", "received", "2022-07-11"),
        ("（2021年9月27日受付）", "received", "2021-09-27"),
        ("受理：令和4年7月11日", "accepted", "2022-07-11"),
        ("접수일: 2020년 7월 14일", "received", "2020-07-14"),
        ("투고일: 2020. 5. 19.", "received", "2020-05-19"),
        ("게재확정일 2019. 05. 1 7", "accepted", "2019-05-17"),
        ("게재확정일 2019. 05. 1 7쪽", "accepted", "2019-05-17"),
        ("게재확정일 2019. 5. 1 7", "accepted", "2019-05-01"),
        ("Receipt date : Jan. 10, 2019", "received", "2019-01-10"),
        ("Approval date : Feb. 4, 2019", "accepted", "2019-02-04"),
        ("Поступила в редколлегию 3.09.2011.", "received", "2011-09-03"),
        ("Надійшла до редколегії 3.09.2011", "received", "2011-09-03"),
        ("Статья принята к опубликованию 25 октября 2006 г.", "accepted", "2006-10-25"),
        ("게재확정일 2020.08.01", "accepted", "2020-08-01"),
        ("来稿日期：2022-06-16", "received", "2022-06-16"),
        ("修稿日期： 2022-03-05", "revised", "2022-03-05"),
        ("收稿日期：2022⁃03⁃09", "received", "2022-03-09"),
        ("收稿日期：二〇二〇年十二月三日", "received", "2020-12-03"),
        ("投稿日期：民國一一二年三月", "received", "2023-03"),
        ("Recibido el 4 de septiembre de 2020", "received", "2020-09-04"),
        ("Recibido el 4 del septiembre del 2020", "received", "2020-09-04"),
        ("Recebido em 30 de novembro de 2022", "received", "2022-11-30"),
        ("Aceito em: 29/03/2023", "accepted", "2023-03-29"),
        ("Ricevuto il 1º marzo 2021", "received", "2021-03-01"),
        ("Надійшла до редакції 12 травня 2021 р.", "received", "2021-05-12"),
        ("Прийнята до друку 03.06.2021", "accepted", "2021-06-03"),
        ("Статья поступила в редакцию 05.10.21", "received", "2021-10-05"),
        ("受付：平成30年12月4日", "received", "2018-12-04"),
        ("논문접수일: 2021년 3월 2일", "received", "2021-03-02"),
        ("Received: 05/18/2021", "received", "2021-05-18"),
        ("Approved on March 19, 2024", "accepted", "2024-03-19"),
        ("Поступило в Редакцию 15 ноября 2022 г.", "received", "2022-11-15"),
        ("В окончательной редакции 31 января 2023 г.", "revised", "2023-01-31"),
        ("Принято к публикации 9 февраля 2023 г.", "accepted", "2023-02-09"),
        ("Enviado a corrección: 26 de setiembre, 2018", "revised", "2018-09-26"),
        ("Reviewed: 16/06/2018", "revised", "2018-06-16"),
    ],
)
def test_dates(text: str, kind: str, iso: str) -> None:
    assert [(k, value) for k, value, _, _ in dates_in(fold(text))] == [(kind, iso)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("수일: 2020-05-19", [("received", "2020-05-19")]),
        ("回日期：2023-05-30", [("revised", "2023-05-30")]),
        ("정일; 2020-09-03", []),
        ("稿日期：2023-02-15", []),
        ("접수일: 2020-05-19", []),
    ],
)
def test_a_label_that_lost_its_beginning(text: str, found: list[tuple[str, str]]) -> None:
    assert [(kind, value) for kind, value, *_ in cut_labels_in(fold(text))] == found


def test_several_dates_in_one_line() -> None:
    found = find_dates(
        segments(segment("收稿日期：2022-12-30；修回日期：2023-03-06；接受日期：2023-04-01", Role.DATES))
    )
    assert found.received is not None
    assert found.revised is not None
    assert found.accepted is not None
    assert (found.received.value, found.revised.value, found.accepted.value) == (
        "2022-12-30",
        "2023-03-06",
        "2023-04-01",
    )


def test_a_date_in_an_abstract_is_no_history() -> None:
    found = find_dates(
        segments(segment("Trials published January 1, 2015 were searched.", Role.ABSTRACT, language="en"))
    )
    assert found.published is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "收稿/录用/修回：2021-05-06/2021-08-20/2021-11-18",
            {"received": "2021-05-06", "accepted": "2021-08-20", "revised": "2021-11-18"},
        ),
        (
            "收稿日期、修回日期：2020年1月2日、2020年3月4日",
            {"received": "2020-01-02", "revised": "2020-03-04"},
        ),
        (
            "Received / Accepted: 2 May 2020 / 3 June 2020",
            {"received": "2020-05-02", "accepted": "2020-06-03"},
        ),
    ],
)
def test_labels_that_stand_before_all_their_dates(text: str, found: dict[str, str]) -> None:
    assert {kind: value for kind, value, *_ in dates_in(fold(text))} == found


def test_a_label_whose_date_stands_in_the_next_block() -> None:
    found = find_dates(
        segments(
            segment("Recebido", Role.DATES, language="pt"),
            segment("30 nov. 2022", Role.RUNNING_HEAD, language="pt"),
        )
    )
    assert found.received is not None
    assert found.received.value == "2022-11-30"


def test_a_date_below_its_label_beside_which_something_else_stands() -> None:
    label, value = segment("Recebido", Role.DATES), segment("30 nov. 2022", Role.RUNNING_HEAD)
    beside = segment("O musgo das turfeiras", Role.TITLE)
    placed = segments(label, value, beside, language="pt")
    row = placed.segments[0].lines[0].bbox
    moved = beside.lines[0].model_copy(update={"bbox": BBox(1600, row.top - 5, 2300, row.bottom + 5)})
    far = placed.segments[2].model_copy(update={"lines": (moved,)})
    found = find_dates(placed.model_copy(update={"segments": (*placed.segments[:2], far)}))
    assert found.received is not None
    assert found.received.value == "2022-11-30"


@pytest.mark.parametrize(
    ("text", "received"),
    [
        ("Artículo recibido el 21 de septiembre de 2018 y aceptado el 31 de marzo de 2020.", "2018-09-21"),
        ("Article received on January 30, 2024 and approved on March 19, 2024.", "2024-01-30"),
        ("All patients received on January 30, 2024 a dose.", None),
        ("От всех больных согласие получено 12 марта 2020 г. в клинике.", None),
        ("Received December 15, 1998", "1998-12-15"),
        ("*Received by the editors July 24, 2015; accepted for publication", "2015-07-24"),
        ("共Received 23 January 2006; accepted 1 November 2006兲", "2006-01-23"),
        ("* Статья получена 30 октября 2019 г.", "2019-10-30"),
    ],
)
def test_running_text_tells_the_history_only_with_two_of_its_dates(text: str, received: str | None) -> None:
    found = find_dates(segments(segment(text, Role.BODY, language="en"))).received
    assert (found.value if found else None) == received


@pytest.mark.parametrize(
    ("accepted", "received"), [("Approved: 2/21/2013", "2012-09-01"), ("Approved: 21/2/2013", "2012-01-09")]
)
def test_one_date_tells_for_all_whether_the_month_comes_first(accepted: str, received: str) -> None:
    found = find_dates(
        segments(segment("Received: 9/1/2012", Role.DATES), segment(accepted, Role.DATES), language="en")
    )
    assert found.received is not None
    assert found.accepted is not None
    assert (found.received.value, found.accepted.value) == (received, "2013-02-21")


def test_a_label_whose_date_stands_at_the_right_of_its_row() -> None:
    labels = segment("收稿日期：", Role.DATES), segment("网络首发日期：", Role.DATES)
    values = segment("2023-06-19\n2023-08-18\n作者甲，作者乙", Role.BODY)
    rows = [line.bbox for one in segments(*labels).segments for line in one.lines]
    moved = tuple(
        line.model_copy(update={"bbox": BBox(1600, row.top, 1900, row.bottom)})
        for line, row in zip(values.lines, [*rows, BBox(0, 900, 0, 930)], strict=True)
    )
    placed = segments(*labels)
    found = find_dates(
        placed.model_copy(update={"segments": (*placed.segments, values.model_copy(update={"lines": moved}))})
    )
    assert found.received is not None
    assert found.published is not None
    assert (found.received.value, found.published.value) == ("2023-06-19", "2023-08-18")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收稿日期：2021/02/30", "2021/02/30"),
        ("Received: 31 June 2021", "31 June 2021"),
        ("Поступила 31.04.2021", "31.04.2021"),
        ("收稿日期：2021-02-28", ""),
        ("Received: 3.14.159", ""),
    ],
)
def test_a_day_that_no_calendar_has_is_flagged(text: str, said: str) -> None:
    found = impossible_dates(segments(segment(text, Role.DATES)))
    assert [(f.code, f.path) for f in found] == ([("dates.impossible", "dates.received")] if said else [])
    assert all(said in f.message for f in found)


@pytest.mark.parametrize("text", ["收稿日期：2023-13-45", "Received 2023", "受付時間 9時"])
def test_no_date(text: str) -> None:
    assert list(dates_in(fold(text))) == []


def test_labels_after_their_dates_in_brackets() -> None:
    found = [(kind, value) for kind, value, _, _ in dates_in(fold("（2019-04-02 收稿　2019-08-20 修回）"))]
    assert found == [("received", "2019-04-02"), ("revised", "2019-08-20")]


def test_labels_after_their_dates_each_take_their_own() -> None:
    found = [
        (kind, value) for kind, value, _, _ in dates_in(fold("〔2020年1月14日受付，2020年4月28日受理〕"))
    ]
    assert found == [("received", "2020-01-14"), ("accepted", "2020-04-28")]


def test_the_date_of_the_issue_counts_more_than_that_of_the_first_online_copy() -> None:
    text = "收稿日期：2020-01-05 网络首发：2021-03-18 出版日期：2021年4月20日"
    found = find_dates(segments(segment(text, Role.DATES)))
    assert found.published
    assert found.published.value == "2021-04-20"


def test_a_date_in_figures_of_which_nothing_tells_the_order_is_doubted() -> None:
    lone = segments(segment("Received: 3/4/2021", Role.DATES, language="en"), language="en")
    assert [flag.code for flag in ambiguous_dates(lone)] == ["dates.ambiguous"]
    told = segments(
        segment("Received: 3/4/2021; accepted: 21/5/2021", Role.DATES, language="en"), language="en"
    )
    assert not ambiguous_dates(told)
    french = segments(segment("Reçu le 3/4/2021", Role.DATES, language="fr"), language="fr")
    assert not ambiguous_dates(french)
