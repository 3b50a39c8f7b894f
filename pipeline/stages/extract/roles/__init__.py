"""The roles of lines told again, where their neighbours, marks, type and words know better than the weights."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.records.article import Flag
from pipeline.records.segment import Segments
from pipeline.stages.extract.roles.begins import own_part
from pipeline.stages.extract.roles.capital_keywords import with_capital_keywords
from pipeline.stages.extract.roles.cards import with_cards
from pipeline.stages.extract.roles.cited_titles import with_cited_titles, without_issue_lines
from pipeline.stages.extract.roles.degree_abstracts import with_degree_abstracts
from pipeline.stages.extract.roles.degree_page import with_degree_page
from pipeline.stages.extract.roles.eastern_names import with_eastern_names
from pipeline.stages.extract.roles.end_places import with_end_places
from pipeline.stages.extract.roles.english_titles import with_english_titles
from pipeline.stages.extract.roles.foot_places import with_foot_places
from pipeline.stages.extract.roles.head_titles import with_head_titles
from pipeline.stages.extract.roles.initialled_notes import with_initialled_notes
from pipeline.stages.extract.roles.labelled_title import with_labelled_title
from pipeline.stages.extract.roles.led_abstracts import with_led_abstracts
from pipeline.stages.extract.roles.lone_names import with_lone_names
from pipeline.stages.extract.roles.main_language import in_its_language
from pipeline.stages.extract.roles.named_lines import with_named_lines
from pipeline.stages.extract.roles.other_titles import with_other_titles
from pipeline.stages.extract.roles.people_between import with_people_between
from pipeline.stages.extract.roles.place_tongues import with_place_tongues
from pipeline.stages.extract.roles.running_text import without_running_text
from pipeline.stages.extract.roles.sponsors import with_sponsors_apart
from pipeline.stages.extract.roles.title_block import with_block_roles
from pipeline.stages.extract.roles.told_names import with_told_names
from pipeline.stages.extract.roles.turned_lines import with_turned_lines

Again = Callable[[Segments], Segments]

TITLES: tuple[Again, ...] = (
    in_its_language,
    without_issue_lines,
    with_degree_page,
    with_turned_lines,
    with_other_titles,
    with_english_titles,
)
"""What the document's language and titles are: before anything can belong to another article."""
AGAIN: tuple[Again, ...] = (
    with_labelled_title,
    with_degree_abstracts,
    with_cards,
    with_head_titles,
    with_led_abstracts,
    with_cited_titles,
    with_capital_keywords,
    with_sponsors_apart,
    with_eastern_names,
    with_told_names,
    with_named_lines,
    with_lone_names,
    with_initialled_notes,
    with_people_between,
    without_running_text,
    with_block_roles,
    with_foot_places,
    with_end_places,
    with_place_tongues,
)
"""The others, in their order: titles and abstracts, people, places."""


def told_again(segments: Segments) -> tuple[Segments, tuple[Flag, ...]]:
    """The segments of the document's own article in their roles, and flags of what stands there of another one."""
    for again in TITLES:
        segments = again(segments)
    segments, other = own_part(segments)
    for again in AGAIN:
        segments = again(segments)
    return segments, other
