# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each form of delivery needs in its file, what has no meaning for it, and each kind of mistake in it."""

import pytest

from duizend.catalogue.rules.delivering import (
    ActivityRules,
    DiallingPhase,
    DiallingRules,
    FidelityMeasure,
    FindingOutcome,
    FindingRules,
    GroupRules,
    MatchRules,
    Named,
    NoMatchReason,
    PlaceRules,
    TallyRules,
    VideoRules,
)
from duizend.catalogue.rules.eligibility import assess
from duizend.catalogue.rules.examples import check_examples
from duizend.catalogue.rules.schedule import due_contacts_of_case, find_anchor
from duizend.ground.kernel.rules.points import BIRTH, Point
from duizend.ground.kernel.rules.text import Text

from .invented import ON, PROGRAMME_TEXT, VOCABULARY, case, changed, faults_of, programme

A = '{ nl = "A", en = "A" }'
AS = Text("A", "A")
GROUP = """
[group]
size = [6, 12]
smallest = 5
sessions = [8, 10]
due_date_range = "6w"
organisations = 2
continues_after_birth = true
counts_as_contact_moment = true
"""
VIDEO = f"""
[video]
recordings = [4, 6]
destroy_within = "6m"
consent = {A}
purposes = [{{ id = "look_back", text = {A} }}]
"""
MATCH = f"""
[match]
half_days = [1, 2]
trial = "6w"
usual_length = "1y"
volunteer_needs = ["vog"]
child_from = "0d"
child_until = "18y"
own_voice_from = "12y"
[[match.reasons]]
id = "too_heavy"
text = {A}
decided_by = "coordinator"
ends = "no_match"
"""
PLACE = f"""
[place]
kinds = [{{ id = "club", text = {A} }}]
term = "2y"
linking_pin = true
own_voice_from = "12y"
"""
TALLY = f"""
[tally]
outcomes = [{{ id = "talked", text = {A} }}, {{ id = "handed_on", text = {A} }}]
topics = [{{ id = "wish", text = {A} }}]
scaled_up = "handed_on"
"""
ACTIVITY = f"""
[activity]
kinds = [{{ id = "group", text = {A} }}]
situations = [{{ id = "alone", text = {A} }}]
"""
FINDING = f"""
[finding]
outcomes = [{{ id = "worry", text = {A}, leads_to = ["lentebries", "referral"] }}]
"""
DIALLING = f"""
[dialling]
phases = [{{ phase = "later", text = {A} }}]
reasons = [{{ id = "calm", text = {A} }}]
"""
FIDELITY = f"""
[fidelity]
measures = [{{ kind = "received", least = 0.8, text = {A} }}, {{ kind = "timing", text = {A} }}]
"""
ROW = """
[[contacts]]
id = "row"
label = { nl = "Rij", en = "Row" }
phase = "later"
from = "4m"
until = "8m"
every = "1m"
count = [2, 4]
mode = "home"
obligatory = true
source = "almanac"
"""
EXAMPLE = """
[[examples]]
name = "anybody"
on = 2026-03-01
source = "almanac"
[examples.case]
[examples.expect]
verdict = "fits"
"""
ALL_OF_A_TRAJECTORY = ("routes", "offer", "team", "retention", "contacts", "questions")


def section(name: str) -> str:
    """Cut one section, with all its tables, out of the invented programme."""
    lines, inside = [], False
    for line in PROGRAMME_TEXT.splitlines():
        if line.startswith("["):
            inside = line.strip("[]").split(".")[0] == name
        if inside:
            lines.append(line)
    return "\n".join(lines) + "\n"


def without(*names: str, text: str = PROGRAMME_TEXT) -> str:
    """Leave sections out of a text."""
    for name in names:
        text = changed(section(name), "", text=text)
    return text


def of_form(delivery: str, *parts: str, text: str = PROGRAMME_TEXT) -> str:
    """Give a programme another form of delivery, and the parts of that form."""
    return changed('delivery = "home_visits"', f'delivery = "{delivery}"', text=text) + "".join(parts)


BARE = without(*ALL_OF_A_TRAJECTORY, "examples") + EXAMPLE
NAMELESS = changed('"home_visits"', '"conversation"\nnameless = true', text=without("criteria", text=BARE))
WEATHER = '[[target.groups]]\nid = "weather"\nat_least = 2\ntext = { nl = "Twee of meer", en = "Two or more" }\n'
NAMELESS = changed(WEATHER, "", text=NAMELESS)
ANY_AGE = changed('from = "pregnancy 12w0d"\nuntil = "1y"\n', "", text=NAMELESS)
LIVELY = changed('delivery = "conversation"\nnameless = true', 'delivery = "activity"', text=ANY_AGE) + ACTIVITY


def codes(text: str) -> list[tuple[str, str]]:
    return [(fault.code, fault.key) for fault in faults_of(text)]


@pytest.mark.parametrize(
    ("delivery", "part", "attribute", "expected"),
    [
        (
            "group",
            GROUP,
            "group",
            GroupRules((6, 12), (8, 10), Point("birth", 0, 42), 0, 2, 5, continues_after_birth=True, counts_as_contact_moment=True),
        ),
        ("video_feedback", VIDEO, "video", VideoRules((4, 6), Point("birth", 6, 0), AS, (Named("look_back", AS),))),
        (
            "match",
            MATCH,
            "match",
            MatchRules(
                (1, 2), Point("birth", 0, 42), Point("birth", 12, 0), ("vog",),
                (NoMatchReason("too_heavy", AS, "coordinator", "no_match"),),
                BIRTH, Point("birth", 216, 0), Point("birth", 144, 0),
            ),
        ),
        (
            "place",
            PLACE,
            "place",
            PlaceRules((Named("club", AS),), Point("birth", 24, 0), linking_pin=True, own_voice_from=Point("birth", 144, 0)),
        ),
    ],
)  # fmt: skip
def test_each_form_of_delivery_has_a_part_of_its_own(
    delivery: str, part: str, attribute: str, expected: object
) -> None:
    assert codes(of_form(delivery)) == [("missing_key", attribute)]
    assert getattr(programme(of_form(delivery, part)).forms, attribute) == expected


def test_a_match_and_a_place_may_have_no_planned_contacts() -> None:
    text = changed("next_contact = 2026-02-11\n", "", text=without("contacts"))
    text = text[: text.index("[[examples.expect.contacts]]")] + text[text.index("[[sources]]") :]
    assert codes(text) == [("missing_key", "contacts")]
    for form, part in (("match", MATCH), ("place", PLACE), ("conversation", "")):
        assert programme(of_form(form, part, text=text)).contacts == ()


def test_a_nameless_conversation_is_a_tally_and_nothing_about_a_family() -> None:
    read = programme(NAMELESS + TALLY)
    assert read.forms.tally == TallyRules(
        (Named("talked", AS), Named("handed_on", AS)), (Named("wish", AS),), "handed_on"
    )
    assert read.nameless
    assert not read.has_trajectory
    assert (read.offer, read.retention, read.contacts, read.routes) == (None, None, (), ())
    assert codes(NAMELESS) == [("missing_key", "tally")]
    assert codes(ANY_AGE + TALLY) == []


@pytest.mark.parametrize("name", ["offer", "contacts", "questions", "retention"])
def test_a_tally_with_a_part_about_a_family_is_refused(name: str) -> None:
    assert ("section_not_for_form", name) in codes(ANY_AGE + TALLY + section(name))
    (fault,) = [one for one in faults_of(ANY_AGE + TALLY + section(name)) if one.key == name]
    assert "nothing here: the delivery of a conversation is nameless" in fault.message


def test_who_is_of_any_age_meets_a_target_without_a_window() -> None:
    read = programme(ANY_AGE + TALLY)
    verdict = assess(read, case(""), ON, vocabulary=VOCABULARY)
    assert (verdict.word, verdict.criteria[0].state, verdict.criteria[0].reason.nl) == (
        "fits", "met", "Voor iedere leeftijd."
    )  # fmt: skip
    assert find_anchor(read, case(""), ON) is None
    assert find_anchor(read, case("[[children]]\nbirth_date = 2020-01-01"), ON) is not None


def test_half_a_window_of_a_target_is_a_mistake() -> None:
    text = changed('from = "pregnancy 12w0d"\n', "", text=NAMELESS) + TALLY
    assert ("missing_key", "target.from") in codes(text)


def test_an_activity_has_kinds_and_situations_and_no_criteria() -> None:
    assert programme(LIVELY).forms.activity == ActivityRules((Named("group", AS),), (Named("alone", AS),))
    assert codes(LIVELY + section("criteria"))[0] == ("section_not_for_form", "criteria")


def test_an_activity_asks_no_certificate_of_who_leads_it() -> None:
    assert codes(LIVELY + section("team")) == []
    asks = changed("certificate_required = false", "certificate_required = true", text=section("team"))
    assert codes(LIVELY + asks) == [("contradiction", "team.certificate_required")]


def test_a_way_of_finding_has_outcomes_that_lead_somewhere_and_moments() -> None:
    text = of_form("finding", FINDING, text=without("offer", "questions"))
    read = programme(text)
    assert read.forms.finding == FindingRules((FindingOutcome("worry", AS, ("lentebries", "referral")),))
    assert len(read.contacts) == 3
    assert codes(of_form("finding", FINDING)) == [
        ("section_not_for_form", "offer"),
        ("section_not_for_form", "questions"),
    ]


def test_a_clinic_contact_may_be_for_everybody_without_an_offer() -> None:
    read = programme(of_form("clinic_contact", text=without("offer", "routes", "team", "retention")))
    assert not read.has_trajectory
    assert (read.team, read.routes) == (None, ())


def test_what_is_offered_needs_all_of_a_trajectory() -> None:
    text = of_form("clinic_contact", text=without("routes", "team", "retention"))
    assert codes(text) == [("missing_key", "routes"), ("missing_key", "team"), ("missing_key", "retention")]


def test_routes_that_name_no_way_are_a_mistake() -> None:
    assert codes(of_form("clinic_contact", text=changed(section("routes"), "[routes]\n"))) == [
        ("missing_key", "routes")
    ]


def test_dialling_up_and_down_is_said_for_phases_with_a_row_of_contacts() -> None:
    read = programme(PROGRAMME_TEXT + ROW + DIALLING)
    assert read.forms.dialling == DiallingRules((DiallingPhase("later", AS),), (Named("calm", AS),))
    assert codes(PROGRAMME_TEXT + DIALLING) == [("unknown_phase", "dialling.phases[0].phase")]


def test_fidelity_is_measured_in_four_ways_with_or_without_a_least() -> None:
    read = programme(PROGRAMME_TEXT + FIDELITY)
    assert read.forms.fidelity == (FidelityMeasure("received", 0.8, AS), FidelityMeasure("timing", None, AS))


def test_a_group_session_may_be_for_partners_or_have_a_check_and_video_contacts_a_recording() -> None:
    text = changed('mode = "video_call"', 'mode = "group"\npartners = true\ncheck = true\nrecording = "made"')
    old = 'mode = "video_call"\nobligatory = true\n[[exam'
    new = 'mode = "group"\npartners = true\ncheck = true\nrecording = "made"\nphase = "x"\nobligatory = true\n[[exam'
    text = changed(old, new, text=text)
    text = changed('themes = ["sky"]', 'themes = ["sky"]\nphase = "x"', text=text)
    read = programme(of_form("group", GROUP, "partner_sessions = 1\n", VIDEO, text=text))
    contact = read.contacts[0]
    assert (contact.partners, contact.check, contact.recording) == (True, True, "made")
    due = due_contacts_of_case(read, read.examples[0].case, ON)[0]
    assert (due.partners, due.check, due.recording, due.phase) == (True, True, "made", "x")
    assert check_examples(read, vocabulary=VOCABULARY) == ()


MISTAKES = [
    ("unknown_outcome", "tally.scaled_up", ANY_AGE + TALLY, '"handed_on"\n', '"away"\n'),
    ("duplicate_id", "tally.outcomes[1].id", ANY_AGE + TALLY, 'id = "handed_on"', 'id = "talked"'),
    ("contradiction", "nameless", PROGRAMME_TEXT, '"home_visits"', '"home_visits"\nnameless = true'),
    ("section_not_for_form", "tally", PROGRAMME_TEXT + TALLY, "[tally]", "[tally]"),
    ("section_not_for_form", "group", LIVELY + GROUP, "[group]", "[group]"),
    ("bad_number", "group.smallest", of_form("group", GROUP), "smallest = 5", "smallest = 13"),
    ("partner_sessions_differ", "group.partner_sessions", of_form("group", GROUP), 'mode = "video_call"\nobligatory = true\nminutes',
     'mode = "group"\npartners = true\nobligatory = true\nminutes'),
    ("contradiction", "contacts[0].partners", of_form("group", GROUP), 'mode = "video_call"', 'mode = "home"\npartners = true'),
    ("contradiction", "contacts[0].check", of_form("group", GROUP), 'mode = "video_call"', 'mode = "home"\ncheck = true'),
    ("contradiction", "contacts[0].recording", PROGRAMME_TEXT, 'mode = "video_call"', 'mode = "home"\nrecording = "both"'),
    ("unknown_choice", "contacts[0].recording", PROGRAMME_TEXT, 'mode = "video_call"', 'mode = "home"\nrecording = "kept"'),
    ("bad_age", "match.child_from", of_form("match", MATCH), 'child_from = "0d"', 'child_from = "pregnancy 3w0d"'),
    ("bad_age", "match.own_voice_from", of_form("match", MATCH), 'own_voice_from = "12y"', 'own_voice_from = "-1m"'),
    ("missing_key", "match.child_until", of_form("match", MATCH), 'child_until = "18y"\n', ""),
    ("empty_window", "match.child_until", of_form("match", MATCH), 'child_until = "18y"', 'child_until = "0d"'),
    ("unknown_choice", "match.reasons[0].decided_by", of_form("match", MATCH), '"coordinator"', '"the_weather"'),
    ("unknown_choice", "match.reasons[0].ends", of_form("match", MATCH), '"no_match"', '"badly"'),
    ("bad_number", "fidelity.measures[0].least", PROGRAMME_TEXT + FIDELITY, "0.8", "80"),
    ("duplicate_id", "fidelity.measures[1].kind", PROGRAMME_TEXT + FIDELITY, '"timing"', '"received"'),
    ("unknown_choice", "fidelity.measures[1].kind", PROGRAMME_TEXT + FIDELITY, '"timing"', '"mood"'),
    ("missing_key", "place.kinds", of_form("place", PLACE), "kinds = ", "kind = "),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "key", "text", "old", "new"),
    MISTAKES,
    ids=[f"{number}-{mistake[0]}-{mistake[1]}" for number, mistake in enumerate(MISTAKES)],
)
def test_each_mistake_in_a_form_is_named_with_its_place(code: str, key: str, text: str, old: str, new: str) -> None:
    assert (code, key) in codes(changed(old, new, text=text))
