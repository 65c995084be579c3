# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a programme file says, and each kind of mistake in it."""

from datetime import date

import pytest

from duizend.catalogue.rules.programme import ContactMoment
from duizend.catalogue.rules.reader import read_programme
from duizend.ground.kernel.rules.points import Point
from duizend.ground.kernel.rules.reading import FileRefusedError, find_kind

from .invented import PROGRAMME_TEXT, VOCABULARY, changed, faults_of, programme

QUESTION = """
[[questions]]
id = "q{}"
text = {{ nl = "Hoe?", en = "How?" }}
"""
ROW = """[[contacts]]
id = "row"
label = { nl = "Rij", en = "Row" }
from = "4m"
until = "8m"
every = "1m"
count = [2, 4]
mode = "home"
obligatory = true
source = "almanac"

[team]"""


def test_a_programme_file_is_read_into_typed_values() -> None:
    read = programme()
    assert read.id == "lentebries"
    assert read.valid_from == date(2025, 1, 1)
    assert read.target.start == Point("pregnancy", 0, 84)
    assert read.criteria[3].met_by == ("rain", "storm")
    assert [route.kind for route in read.routes] == ["self"]
    assert read.offer is not None
    assert read.offer.reoffer_at == ("birth", "date")
    assert read.offer.answer_term == Point("birth", 0, 10)
    assert [contact.mode for contact in read.contacts] == ["video_call", "home", "home"]
    assert read.team is not None
    assert read.team.facilitators == 1
    assert read.outcomes[0].moments == (Point("indication", 0, 0), Point("end", 6, 0))
    assert read.questions[0].answers[1].nl == "Slecht"
    assert read.evidence.findings[0].direction == "against"
    assert read.retention is not None
    assert read.has_trajectory
    assert read.retention.term == Point("birth", 240, 0)
    assert read.source("almanac").citation == "Almanak, De Weerkamer (2020), https://example.org/almanak"
    assert len(read.digest) == 64


def test_a_source_without_a_year_is_cited_without_one() -> None:
    read = programme(PROGRAMME_TEXT.replace("year = 2020\n", ""))
    assert read.source("almanac").citation == "Almanak, De Weerkamer, https://example.org/almanak"


def test_a_source_that_is_not_there_is_misuse() -> None:
    with pytest.raises(KeyError):
        programme().source("rumour")


def test_the_digest_does_not_depend_on_line_endings() -> None:
    assert programme(PROGRAMME_TEXT.replace("\n", "\r\n")).digest == programme().digest
    assert programme(changed('version = "1"', 'version = "2"')).digest != programme().digest


def test_a_missing_english_text_falls_back_to_dutch_and_is_marked() -> None:
    read = programme(changed(', en = "Spring Breeze"', ""))
    assert read.name.in_language("en") == "Lentebries"
    assert not read.name.translated
    assert programme().name.translated


def test_a_date_may_stand_in_quotes() -> None:
    assert programme(changed("2025-01-01", '"2025-01-01"')).valid_from == date(2025, 1, 1)


def test_a_programme_without_planned_contacts_is_possible_where_the_delivery_has_none() -> None:
    start, end = PROGRAMME_TEXT.index("[[contacts]]"), PROGRAMME_TEXT.index("[team]")
    text = PROGRAMME_TEXT[:start] + PROGRAMME_TEXT[end:]
    text = text.replace("next_contact = 2026-02-11\n", "")
    text = text[: text.index("[[examples.expect.contacts]]")] + text[text.index("[[sources]]") :]
    assert [(f.code, f.key) for f in faults_of(text)] == [("missing_key", "contacts")]
    assert programme(text.replace('"home_visits"', '"conversation"')).contacts == ()


def test_a_row_of_contacts_has_a_step_and_a_range() -> None:
    row: ContactMoment = programme(changed("[team]", ROW)).contacts[-1]
    assert (row.every, row.count, row.target) == (Point("birth", 1, 0), (2, 4), row.start)


def test_what_a_file_is_can_be_asked_before_it_is_read() -> None:
    assert find_kind(PROGRAMME_TEXT) == "programme"
    assert find_kind("kind = 3") is None
    assert find_kind("kind = ") is None


MISTAKES = [
    # code, key, what is changed, into what, a part of the message
    ("unknown_key", "owners", 'owner = "Regio', 'owners = "x"\nowner = "Regio', 'did you mean "owner"?'),
    ("unknown_key", "target.colour", "[target]\n", '[target]\ncolour = "blue"\n', "expected one of from, groups"),
    ("unknown_key", "name.de", "name = {", 'name = { de = "x",', "one of en, nl"),
    ("missing_key", "version", 'version = "1"\n', "", "found nothing, expected a text in quotes"),
    ("missing_key", "offer", "[offer]", "[unused]", "expected a table"),
    ("missing_key", "contacts[0].obligatory", "obligatory = true\nminutes", "minutes", "true or false"),
    ("missing_key", "criteria[3].met_by", 'met_by = ["rain", "storm"]\n', "", "a list of texts"),
    ("missing_key", "criteria[3].met_by", '["rain", "storm"]', "[]", "at least one factor"),
    ("missing_key", "routes", "[routes.self]", "[routes]\n[unused]", "at least one of screening, professional"),
    ("missing_key", "team", "[team]\n", "[unused]\n", "expected a table"),
    ("wrong_type", "version", 'version = "1"', "version = 1", "found 1, expected a text in quotes"),
    ("wrong_type", "offer.cap", "cap = 2", "cap = true", "found true, expected a whole number"),
    ("wrong_type", "offer.cap", "cap = 2", 'cap = "two"', 'found "two"'),
    ("wrong_type", "team.certificate_required", "certificate_required = false", "certificate_required = 0", "true or"),
    ("wrong_type", "name", 'name = { nl = "Lentebries", en = "Spring Breeze" }', 'name = "L"', 'a text {nl = "…"'),
    ("wrong_type", "criteria[3].met_by", '["rain", "storm"]', '["rain", 1]', "found a list, expected a list of texts"),
    ("wrong_type", "target.groups[0]", "[[target.groups]]\n", "groups = [3]\n[[unused]]\n", "tables headed"),
    ("wrong_type", "themes", "[[themes]]\n", "[themes]\n", "found a table, expected tables headed"),
    ("wrong_type", "outcomes[0].smallest_worthwhile", "worthwhile = 0.1", 'worthwhile = "0.1"', "a number"),
    ("wrong_type", "contacts[0].minutes", "[30, 45]", "30", "a range [least, most]"),
    ("bad_number", "contacts[0].minutes", "[30, 45]", "[45, 30]", "a range [least, most]"),
    ("bad_number", "offer.cap", "cap = 2", "cap = 0", "a whole number of at least 1"),
    ("bad_toml", "line 3", 'id = "lentebries"', "id = lentebries", "expected valid TOML"),
    ("bad_toml", "line 2", PROGRAMME_TEXT, '\na = "', "expected valid TOML"),
    ("bad_date", "valid_from", "2025-01-01", '"1 januari 2025"', "a date such as 2026-03-01"),
    ("bad_date", "valid_from", "2025-01-01", "2025-01-01T10:00:00", "a date such as 2026-03-01"),
    ("wrong_type", "valid_from", "2025-01-01", "2025", "a date such as 2026-03-01"),
    ("bad_age", "contacts[2].target", '"8w"', '"eight weeks"', 'a point such as "pregnancy 16w0d"'),
    ("bad_age", "target.until", 'until = "1y"', 'until = "start 2w"', "a gestational age"),
    ("bad_age", "contacts[2].until", '"3m"', '"end 3m"', 'or "start 2w"'),
    ("bad_age", "criteria[2].until", '"pregnancy 44w0d"', '"3m"', 'a gestational age such as "pregnancy 28w0d"'),
    ("bad_age", "criteria[1].from", 'from = "12y"', 'from = "pregnancy 12w0d"', 'an age such as "6w" or "25y"'),
    ("bad_age", "offer.answer_term", '"10d"', '"0d"', "a length of time"),
    ("bad_age", "outcomes[0].moments[1]", '"end 6m"', '"later"', 'or "end 6m"'),
    ("empty_window", "target.until", 'until = "1y"', 'until = "-9m"', "from before until"),
    ("empty_window", "contacts[2].until", '"3m"', '"6w"', "from before until"),
    ("empty_window", "criteria[1].until", '"26y"', '"10y"', "from before until"),
    ("empty_window", "contacts[2].until", '"3m"', '"start 3m"', "from before until"),
    ("target_outside_window", "contacts[2].target", '"8w"', '"4m"', "from <= target < until"),
    ("target_outside_window", "contacts[2].target", '"8w"', '"start 8w"', "from <= target < until"),
    ("window_outside_target", "contacts[2]", 'until = "1y"', 'until = "2m"', "a window inside [target]"),
    ("overlapping_windows", "contacts[1].from", 'from = "pregnancy 34w0d"\nuntil = "0d"',
     'from = "pregnancy 23w0d"\nuntil = "0d"', 'begins before "early" ends'),
    ("row_too_long", "contacts[3].count", "[team]", ROW.replace("[2, 4]", "[2, 5]"), "found 5 contacts"),
    ("row_too_long", "contacts[3].count", "[team]", ROW.replace("[2, 4]", "[0, 0]"), "at least one"),
    ("missing_key", "contacts[3].count", "[team]", ROW.replace("count = [2, 4]\n", ""), "a range"),
    ("contradiction", "contacts[3].target", "[team]", ROW.replace("every", 'target = "5m"\nevery'), "not both"),
    ("bad_age", "contacts[2].every", 'id = "after"', 'id = "row"\nlabel = { nl = "R", en = "R" }\n'
     'from = "pregnancy 34w0d"\nuntil = "0d"\nevery = "1m"\ncount = [0, 1]\nmode = "home"\nobligatory = true\n'
     'source = "almanac"\n[[contacts]]\nid = "after"', "a pregnancy is not counted in months"),
    ("duplicate_id", "criteria[1].id", 'id = "young_mother"', 'id = "first"', "another id than criteria[0].id"),
    ("duplicate_id", "contacts[1].id", 'id = "later"', 'id = "early"', "another id than contacts[0].id"),
    ("duplicate_id", "sources[1].key", PROGRAMME_TEXT[PROGRAMME_TEXT.index("[[sources]]"):],
     PROGRAMME_TEXT[PROGRAMME_TEXT.index("[[sources]]"):] * 2, "another id than sources[0].key"),
    ("bad_id", "id", 'id = "lentebries"', 'id = "Lente Bries"', "small letters"),
    ("bad_id", "target.groups[0].id", 'id = "weather"\nat_least', 'id = "every"\nat_least', "another id than"),
    ("bad_id", "criteria[0].id", 'id = "first"', 'id = "target_window"', "this one is the target's own"),
    ("unknown_source", "team.source", 'certificate_required = false\nsource = "almanac"',
     'certificate_required = false\nsource = "rumour"', "the key of one of the [[sources]]"),
    ("unknown_factor", "criteria[3].met_by[1]", '"rain", "storm"', '"rain", "hail"', "vocabulary of factors"),
    ("unknown_factor", "examples[0].case.factors[1]", '["rain", "fog"]', '["rain", "hail"]', "one of rain, storm"),
    ("unknown_group", "criteria[3].counts_towards", '"weather"\nsource', '"whether"\nsource', "every, exclusion"),
    ("group_too_small", "target.groups[0].at_least", "at_least = 2", "at_least = 4", "found 4 of 3 criteria"),
    ("unknown_theme", "contacts[0].themes[0]", '["sky"]', '["sea"]', "one of the [[themes]]"),
    ("unknown_criterion", "examples[0].expect", 'unknown = ["far"]', 'unknown = ["near"]', "far, first, late"),
    ("unknown_criterion", "examples[0].expect", "deciding_unknowns = []", 'deciding_unknowns = ["near"]', "one of"),
    ("unknown_delivery", "delivery", '"home_visits"', '"by_drone"', "one of home_visits, group"),
    ("unknown_choice", "contacts[0].mode", '"video_call"', '"telepathy"', "one of home, clinic"),
    ("unknown_choice", "offer.reoffer_at[1]", '["birth", "date"]', '["birth", "daily"]', "birth, six_weeks, date"),
    ("unknown_choice", "kind", 'kind = "programme"', 'kind = "recipe"', "one of programme"),
    ("missing_nl", "name.nl", 'nl = "Lentebries", ', "", "only en may be missing"),
    ("empty_text", "name.nl", '"Lentebries"', '" "', "a text in quotes"),
    ("too_many_questions", "questions", "[evidence]\n", "".join(map(QUESTION.format, range(5))) + "[evidence]\n",
     "found 6 questions, expected at most 5"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "key", "old", "new", "part"),
    MISTAKES,
    ids=[f"{number}-{mistake[0]}-{mistake[1]}" for number, mistake in enumerate(MISTAKES)],
)
def test_each_mistake_is_named_with_its_place_and_what_is_expected(
    code: str, key: str, old: str, new: str, part: str
) -> None:
    faults = faults_of(changed(old, new))
    named = [fault for fault in faults if (fault.code, fault.key) == (code, key)]
    assert named, [fault.message for fault in faults]
    assert part in named[0].message
    assert named[0].message.startswith(f"spring.toml: {key}: found ")


def test_all_mistakes_are_named_at_once() -> None:
    text = changed('"8w"', '"eight"', text=changed("cap = 2", "cap = -1", text=changed('version = "1"\n', "")))
    assert {(fault.code, fault.key) for fault in faults_of(text)} == {
        ("missing_key", "version"),
        ("bad_number", "offer.cap"),
        ("bad_age", "contacts[2].target"),
    }


def test_an_empty_file_names_what_is_missing_and_nothing_that_follows_from_it() -> None:
    codes = {fault.code for fault in faults_of("")}
    assert codes == {"missing_key"}


def test_a_refused_file_gives_no_programme_but_its_faults() -> None:
    reading = read_programme('kind = "programme"', "spring.toml", VOCABULARY)
    assert reading.value is None
    with pytest.raises(FileRefusedError, match=r"spring.toml: id: found nothing") as refused:
        reading.require()
    assert refused.value.faults == reading.faults
