"""What programs print as XML, with signs that XML cannot hold."""

from pipeline.engines.markup import parsed


def test_a_sign_that_nothing_tells_stands_for_itself_where_it_is_a_word() -> None:
    root = parsed(b"<line><word>Ferns</word><word>\x01</word><word>Mos\x02ses</word></line>", "page")
    assert root is not None
    assert [word.text for word in root] == ["Ferns", "\ufffd", "Mosses"]
