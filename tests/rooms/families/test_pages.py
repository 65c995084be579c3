# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of families, as a coordinator and a nurse use them; and as others may not."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.ground.access.models import LogLine
from duizend.record.families import actions
from duizend.record.families.models import Child, Family, FamilyAlias, Household, Parent, Pregnancy
from duizend.record.families.queries import get_family, list_authorities, list_households_now
from rooms.desk import builder
from rooms.desk.builder import TODAY

PAGES = ("mensen", "mensen/ouder-erbij", "zwangerschap", "geboorte", "verlies", "verhuizing", "huishoudens")
DUE = TODAY + timedelta(days=60)
LOOKED = {"step": "look", "given_name": "Samira", "family_name": "Haddou", "birth_date": "02-03-1999"}


def family_of(**said: object) -> Family:
    with builder.everything():
        return builder.make_family(**said)


def afresh(family: Family) -> Family:
    with builder.everything():
        return get_family(family.public_id)


def page_of(family: Family, name: str) -> str:
    return f"/gezinnen/{family.public_id}/{name}"


def text_of(page: object) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def field(page: object, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def new_family(page: object, **said: object) -> dict[str, object]:
    return {
        "step": "register", "once": field(page, "once"), "seen": "", "given_name": "Samira", "family_name": "Haddou",
        "birth_date": "1999-03-02", "phone": "+31 6 12345678", "place": builder.make_place().code, "street": "Rietveld 4",
        "due_date": DUE.isoformat(), "language": "ti", "needs_interpreter": "on", "contact_by": "message",
        "safe_contact": "Alleen overdag", **said,
    }  # fmt: skip


def test_somebody_new_is_looked_for_and_then_registered_once(coordinator: Client, lines: object) -> None:
    page = coordinator.post("/gezinnen/nieuw", LOOKED)
    assert "Geen gezin lijkt erop." in text_of(page)
    said = new_family(page, other_given_name="Wout", other_family_name="van den Berg")
    for _twice in range(2):
        done = coordinator.post("/gezinnen/nieuw", said, follow=True)
        assert done.redirect_chain == [(f"/gezinnen/{said['once']}", 302)]
    with builder.everything():
        family = get_family(said["once"])
        samira, wout = family.parents.all()
        assert (samira.phone, samira.language, samira.contact_by) == ("06-12345678", "ti", "message")
        assert (wout.name_prefix, wout.family_name) == ("van den", "Berg")
        assert [one.due_date for one in family.pregnancies.all()] == [DUE]
    assert [line.event for line in lines()].count("family.registered") == 1


def test_who_may_be_the_one_is_shown_with_the_reason_and_can_be_passed_over(coordinator: Client) -> None:
    known = family_of()
    page = coordinator.post("/gezinnen/nieuw", {**LOOKED, "birth_date": "03-02-1999"})
    text = text_of(page)
    assert "dag en maand verwisseld" in text
    assert f"/gezinnen/{known.public_id}" in text
    assert "Dit gezin openen" in text
    form = coordinator.post("/gezinnen/nieuw", {**LOOKED, "birth_date": "03-02-1999", "step": "anyway"})
    assert 'value="1999-02-03"' in form.content.decode()
    said = new_family(form, birth_date="1999-02-03", seen=field(form, "seen"))
    assert coordinator.post("/gezinnen/nieuw", said).status_code == 302


def test_what_is_typed_later_is_looked_for_too(coordinator: Client) -> None:
    known = family_of()
    page = coordinator.post("/gezinnen/nieuw", {"step": "look", "phone": "0687654321"})
    said = new_family(page)
    shown = coordinator.post("/gezinnen/nieuw", said)
    assert shown.status_code == 200
    assert f"/gezinnen/{known.public_id}" in text_of(shown)
    again = {**said, "seen": field(shown, "seen")}
    assert coordinator.post("/gezinnen/nieuw", again).status_code == 302


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"due_date": ""}, "Vul een uitgerekende datum in"), ({"due_date": "2029-01-01"}, "Kijk het jaar na"),
        ({"due_date": "2027-11-01"}, "nog niet begonnen"), ({"phone": "06 12"}, "Dit lijkt geen telefoonnummer"),
        ({"child_names": "Noor"}, "Vul in wanneer het kind geboren is"), ({"place": ""}, "Gemeente en wijk"),
        ({"other_family_name": "Smit"}, "Vul ook de voornaam in"), ({"birth_date": "31-02-1999"}, "Geboortedatum"),
        ({"child_names": "A,B,C,D,E", "child_birth_date": "2026-11-01"}, "hooguit vier"),
        ({"birth_date": "2020-01-01"}, "geboortedatum van een ouder"), ({"once": "' OR 1=1"}, "Nog niet afgerond"),
        ({"child_birth_date": "2026-11-17", "due_date": "2027-10-01"}, "nog niet begonnen"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_written(
    coordinator: Client, said: dict, words: str
) -> None:
    page = coordinator.post("/gezinnen/nieuw", {"step": "look", "phone": "0612345678"})
    refused = coordinator.post("/gezinnen/nieuw", new_family(page, **said))
    assert refused.status_code == 400
    assert words in text_of(refused)
    assert Family.objects.count() == 0


@pytest.mark.parametrize(
    "said", [{}, {"given_name": "Samira"}, {"family_name": "Haddou"}, {"birth_date": "02-03-1999"}]
)
def test_too_little_is_not_looked_for(coordinator: Client, said: dict) -> None:
    page = coordinator.post("/gezinnen/nieuw", {"step": "look", **said})
    assert page.status_code == 400
    assert "Vul een naam in met een datum" in text_of(page)


def test_a_family_without_an_address_and_with_born_twins(coordinator: Client) -> None:
    page = coordinator.post("/gezinnen/nieuw", {"step": "look", "phone": "0612345678"})
    said = new_family(page, due_date="", child_birth_date="2026-11-10", child_names="Noor, Fien", no_address="on")
    assert coordinator.post("/gezinnen/nieuw", said).status_code == 302
    with builder.everything():
        family = get_family(said["once"])
        assert [child.given_name for child in family.children.all()] == ["Noor", "Fien"]
        [home] = family.households.all()
        assert (home.has_fixed_address, home.street) == (False, "")


def nurse_of(family: Family, browse: object) -> Client:
    account, lotte = builder.make_nurse()
    with builder.everything():
        actions.open_care_relation(family, professional=lotte, since=TODAY, ground="assignment")
    return browse(account)


def test_a_nurse_works_on_her_own_families_only_and_registers_none(browse: object, lines: object) -> None:
    own, other = family_of(due=DUE), family_of(surname="Visser")
    client = nurse_of(own, browse)
    for name in PAGES:
        assert client.get(page_of(own, name)).status_code == 200
        assert client.get(page_of(other, name)).status_code in (403, 404)
        assert client.post(page_of(other, name), {}).status_code in (403, 404, 405)
    assert client.get("/gezinnen/nieuw").status_code == 403
    assert client.get(page_of(own, "samenvoegen")).status_code == 403
    refused = [line for line in lines() if line.outcome == "refused"]
    # The page of people takes no post.
    assert len(refused) == 2 * len(PAGES) - 1 + 2


@pytest.mark.parametrize("role", ["analyst", "municipality", "administrator", "log_keeper", "sender"])
def test_other_roles_open_no_page_of_a_family(role: str, browse: object) -> None:
    family = family_of()
    client = browse(builder.make_account(role))
    assert {client.get(page_of(family, name)).status_code for name in (*PAGES, "samenvoegen")} <= {403, 404}
    assert client.get("/gezinnen/nieuw").status_code == 403


def test_every_page_that_is_read_is_in_the_log_and_no_name_is_in_an_address(coordinator: Client, lines: object) -> None:
    family = family_of(given="Wilhelmina", surname="Oudenaarden", due=DUE)
    for name in (*PAGES, "samenvoegen"):
        html = coordinator.get(page_of(family, name)).content.decode().casefold()
        addresses = [part.split('"')[0] for key in ('href="', 'action="') for part in html.split(key)[1:]]
        assert not [address for address in addresses if "oudenaarden" in address or "wilhelmina" in address]
    read = [line for line in lines() if line.event == "family.people" and line.action == "R"]
    assert len(read) == len(PAGES) + 1
    assert all(line.subjects == [family.public_id] for line in read)
    assert not LogLine.objects.filter(detail__icontains="wilhelmina").exists()


def test_a_parent_is_put_right_and_a_young_one_is_a_matter_of_care(coordinator: Client) -> None:
    family = family_of()
    parent = family.parents.all()[0]
    address = page_of(family, f"mensen/ouder/{parent.public_id}")
    assert 'value="Haddou"' in coordinator.get(address).content.decode()
    said = {
        "given_name": "Samira",
        "family_name": "Haddou",
        "birth_date": "2009-06-01",
        "contact_by": "in_person",
        "language": "so",
    }
    done = coordinator.post(address, said, follow=True)
    text = text_of(done)
    assert "Is 17. Wat dat betekent voor de zorg:" in text
    assert "Beslist zelf over de eigen zorg" in text
    assert "niet bellen, niets sturen" in text
    assert "risico" not in text.casefold()
    assert coordinator.post(address, {**said, "given_name": ""}).status_code == 400
    stranger = family_of(surname="Visser").parents.all()[0]
    assert coordinator.get(page_of(family, f"mensen/ouder/{stranger.public_id}")).status_code == 404


def test_a_second_parent_is_added_with_authority_over_the_child(coordinator: Client) -> None:
    family = family_of()
    coordinator.post(page_of(family, "mensen/ouder-erbij"), {"given_name": "Wout", "family_name": "Meijer"})
    wout, child = Parent.objects.get(given_name="Wout"), family.children.all()[0]
    said = {"given_name": "Noor", "birth_date": child.birth_date.isoformat(), f"authority_{wout.public_id}": "yes"}
    text = text_of(coordinator.post(page_of(family, f"mensen/kind/{child.public_id}"), said, follow=True))
    assert "Gezag: Wout" in text
    assert "Gezag van Samira: niet bekend" in text
    with builder.everything():
        assert list_authorities(family)[wout.pk, child.pk].valid_from == TODAY


def test_a_birth_date_that_does_not_fit_comes_back_with_what_was_typed(coordinator: Client) -> None:
    family = family_of(due=TODAY)
    with builder.everything():
        child = actions.register_birth(
            family, birth_date=TODAY, given_name="Noor", pregnancy=family.pregnancies.all()[0]
        )
    page = coordinator.post(
        page_of(family, f"mensen/kind/{child.public_id}"), {"given_name": "Noortje", "birth_date": "2026-05-01"}
    )
    assert page.status_code == 409
    assert "Noortje" in text_of(page)
    assert "verbeter de uitgerekende datum" in text_of(page)


def test_twins_are_recorded_in_one_form_and_not_twice(coordinator: Client) -> None:
    family = family_of(due=TODAY)
    Pregnancy.objects.filter(family=family).update(expected_children=2)
    page = coordinator.get(page_of(family, "geboorte"))
    assert page.content.decode().count('<details class="disclosure" open>') == 1
    said = {
        "known": "0",
        "born_on": "17-11-2026",
        "name_1": "Noor",
        "also_2": "on",
        "name_2": "",
        "born_on_2": "2026-11-18",
    }
    assert coordinator.post(page_of(family, "geboorte"), said).status_code == 302
    again = coordinator.post(page_of(family, "geboorte"), said)
    assert again.status_code == 409
    assert "intussen al een geboorte" in text_of(again)
    born = [(child.given_name, child.birth_date.day) for child in afresh(family).children.all()]
    assert born == [("Noor", 17), ("", 18)]
    assert "staat al: Noor, een kind" in text_of(coordinator.get(page_of(family, "geboorte")))


def test_a_birth_that_does_not_fit_leads_to_the_due_date_in_the_same_form(coordinator: Client) -> None:
    family = family_of(due=TODAY + timedelta(days=200))
    said = {"known": "0", "born_on": TODAY.isoformat(), "name_1": "Noor"}
    refused = coordinator.post(page_of(family, "geboorte"), said)
    assert refused.status_code == 409
    assert "verbeter de uitgerekende datum" in text_of(refused)
    assert 'value="Noor"' in refused.content.decode()
    assert coordinator.post(page_of(family, "geboorte"), {**said, "due_date": TODAY.isoformat()}).status_code == 302
    [pregnancy] = afresh(family).pregnancies.all()
    assert (pregnancy.due_date, pregnancy.ended_on) == (TODAY, TODAY)
    later = coordinator.post(page_of(family, "geboorte"), {**said, "born_on": "2026-11-19"})
    assert later.status_code == 400


def test_days_that_are_not_one_birth_are_said_beside_the_field(coordinator: Client) -> None:
    family = family_of(due=TODAY)
    said = {"known": "0", "born_on": "2026-11-10", "born_on_2": "2026-11-14"}
    assert "Dat is niet dezelfde geboorte" in text_of(coordinator.post(page_of(family, "geboorte"), said))


def test_a_child_without_a_pregnancy_here_is_recorded_once(coordinator: Client) -> None:
    family = family_of()
    said = {"known": "0", "born_on": "2026-11-10", "name_1": "Fien"}
    for _twice in range(2):
        assert coordinator.post(page_of(family, "geboorte"), said).status_code == 302
    assert Child.objects.filter(given_name="Fien").count() == 1


def test_another_due_date_shows_first_what_changes(coordinator: Client) -> None:
    family = family_of(due=DUE)
    address = page_of(family, "zwangerschap/1/uitgerekend")
    page = coordinator.post(address, {"due_date": "2027-02-01"})
    text = text_of(page)
    assert "Dit verandert er" in text
    assert "1 februari 2027" in text
    assert afresh(family).pregnancies.all()[0].due_date == DUE
    done = coordinator.post(address, {"due_date": "2027-02-01", "confirmed": "1"}, follow=True)
    assert f"Eerder uitgerekend op {DUE.day} januari 2027." in text_of(done)
    assert coordinator.post(address, {"due_date": "2027-12-30"}).status_code in (400, 409)
    assert coordinator.get(page_of(family, "zwangerschap/2/uitgerekend")).status_code == 404


def test_a_pregnancy_is_recorded_for_a_family_that_is_known(coordinator: Client) -> None:
    family = family_of()
    for _twice in range(2):
        coordinator.post(page_of(family, "zwangerschap"), {"due_date": DUE.isoformat(), "expected_children": "2"})
    assert [(one.due_date, one.expected_children) for one in afresh(family).pregnancies.all()] == [(DUE, 2)]
    assert "nog niet begonnen" in text_of(coordinator.post(page_of(family, "zwangerschap"), {"due_date": "2027-12-30"}))


def test_a_loss_is_one_calm_page_and_can_be_taken_back(coordinator: Client) -> None:
    family = family_of(due=DUE)
    address = page_of(family, "verlies")
    text = text_of(coordinator.get(address))
    assert "Er gaat niets vanzelf naar de ouders" in text
    assert "!" not in re.sub(r"<!doctype html>|<[^>]*>", "", text)
    for _twice in range(2):
        done = coordinator.post(address, {"what": "1", "on": TODAY.isoformat()}, follow=True)
        assert "Zwangerschap, geëindigd op 18 november 2026" in text_of(done)
    assert coordinator.post(address, {"what": "2", "on": TODAY.isoformat()}).status_code == 400
    coordinator.post(page_of(family, "verlies/ongedaan"), {"what": "1"})
    assert afresh(family).pregnancies.all()[0].ended_on is None
    assert coordinator.post(page_of(family, "verlies/ongedaan"), {"what": "9"}).status_code == 404


def test_of_twins_the_loss_of_one_and_the_death_of_a_child(coordinator: Client) -> None:
    family = family_of(due=DUE)
    Pregnancy.objects.filter(family=family).update(expected_children=2)
    coordinator.post(page_of(family, "verlies"), {"what": "1-one", "on": TODAY.isoformat()})
    assert Pregnancy.objects.get(family=family).expected_children == 1
    with builder.everything():
        child = actions.register_birth(family, birth_date=TODAY, given_name="Noor")
    said = {"what": child.public_id, "on": (TODAY - timedelta(days=1)).isoformat()}
    assert coordinator.post(page_of(family, "verlies"), said).status_code == 409
    text = text_of(coordinator.post(page_of(family, "verlies"), {**said, "on": TODAY.isoformat()}, follow=True))
    assert "Noor, overleden op 18 november 2026" in text
    coordinator.post(page_of(family, "verlies/ongedaan"), {"what": child.public_id})
    assert Child.objects.get(pk=child.pk).died_on is None


def test_a_move_within_the_region_out_of_it_and_an_address_put_right(coordinator: Client) -> None:
    family, code = family_of(), builder.make_place().code
    address = page_of(family, "verhuizing")
    fixed = {"home": "1", "how": "correct", "since": TODAY.isoformat(), "place": code, "street": "Rietveld 1a"}
    assert coordinator.post(address, fixed).status_code == 302
    moved = {"home": "1", "how": "moved", "since": TODAY.isoformat(), "place": code, "street": "Kade 1"}
    assert coordinator.post(address, {**moved, "since": "2001-01-01"}).status_code == 409
    assert coordinator.post(address, {**moved, "place": ""}).status_code == 400
    assert coordinator.post(address, {**moved, "since": ""}).status_code == 400
    assert coordinator.post(address, moved).status_code == 302
    # The page that was sent twice names an address that is no longer lived in.
    assert coordinator.post(address, moved).status_code == 400
    with builder.everything():
        assert [home.street for home in list_households_now(get_family(family.public_id), TODAY)] == ["Kade 1"]
    away = {"home": "2", "how": "away", "since": (TODAY + timedelta(days=3)).isoformat()}
    assert coordinator.post(address, away).status_code == 302
    assert Household.objects.filter(family=family, valid_until=None).count() == 0


def test_parents_live_apart_and_together_again(coordinator: Client) -> None:
    family, code = family_of(), builder.make_place().code
    coordinator.post(page_of(family, "mensen/ouder-erbij"), {"given_name": "Wout", "family_name": "Meijer"})
    wout = Parent.objects.get(given_name="Wout")
    apart = {
        "which": "apart",
        "parents": [wout.public_id],
        "since": TODAY.isoformat(),
        "place": code,
        "no_address": "on",
    }
    for _twice in range(2):
        assert coordinator.post(page_of(family, "huishoudens"), apart).status_code == 302
    text = text_of(coordinator.get(page_of(family, "huishoudens")))
    assert "Weer op één adres" in text
    assert "Geen vast adres, Oudrade" in text
    together = {"which": "samen", "home": "1", "since": TODAY.isoformat()}
    assert coordinator.post(page_of(family, "huishoudens"), together).status_code == 409
    together["since"] = (TODAY + timedelta(days=2)).isoformat()
    assert coordinator.post(page_of(family, "huishoudens"), together).status_code == 302
    assert {parent.household_id for parent in afresh(family).parents.all()} == {family.households.all()[0].pk}


def test_two_files_are_taken_together_and_apart_again(coordinator: Client) -> None:
    one, other = family_of(surname="Hadou"), family_of()
    address = page_of(one, "samenvoegen")
    assert f'value="{other.public_id}"' in coordinator.get(address).content.decode()
    assert "Geen ander gezin met deze naam" in text_of(coordinator.post(address, {"words": "Achmea"}))
    assert coordinator.post(address, {"words": "samira", "merge": "1"}).status_code == 400
    done = coordinator.post(address, {"words": "samira", "merge": "1", "into": other.public_id, "because": "Gebeld"})
    assert done.url == f"/gezinnen/{other.public_id}"
    assert "samengevoegd met een ander" in text_of(coordinator.get(page_of(one, "mensen")))
    assert "Samengevoegd: Samira Hadou" in text_of(coordinator.get(page_of(other, "mensen")))
    chain = coordinator.post(page_of(other, "samenvoegen"), {"words": "samira", "merge": "1", "into": other.public_id})
    assert chain.status_code in (400, 409)
    assert coordinator.post(page_of(one, "samenvoegen/ongedaan")).status_code == 302
    assert not FamilyAlias.objects.filter(ended_at=None).exists()


def test_an_objection_to_merging_comes_back_on_the_page(coordinator: Client) -> None:
    one, other = family_of(surname="Hadou"), family_of()
    with builder.everything():
        for family in (one, other):
            builder.make_trajectory(family)
    page = coordinator.post(page_of(one, "samenvoegen"), {"merge": "1", "into": other.public_id})
    assert page.status_code == 409
    assert "Beëindig er eerst één." in text_of(page)


def test_the_number_of_queries_does_not_depend_on_the_family(coordinator: Client) -> None:
    small, large = family_of(), family_of(surname="Visser")
    with builder.everything():
        for number in range(4):
            actions.add_parent(large, actions.NewParent(f"Ouder {number}"))
            child = actions.register_birth(large, birth_date=date(2020 + number, 1, 1), given_name=f"Kind {number}")
            actions.set_authority(large.parents.all()[0], child, holds=True, on=TODAY)
            actions.register_pregnancy(large, due_date=DUE + timedelta(days=number))
    for name in (*PAGES, f"mensen/kind/{small.children.all()[0].public_id}"):
        counts = []
        for family in (small, large):
            shown = name if "kind" not in name else f"mensen/kind/{family.children.all()[0].public_id}"
            coordinator.get(page_of(family, shown))
            with CaptureQueriesContext(connection) as queries:
                assert coordinator.get(page_of(family, shown)).status_code == 200
            counts.append(len(queries))
        assert counts[0] == counts[1], name
