# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of counted conversations: of one's own organisation, and of the region for its yearly factsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import gettext as _

from duizend.catalogue.queries import list_current_programmes
from duizend.delivery.conversations.models import Tally
from duizend.delivery.conversations.rules import Sheet, add_up, find_tally_rules, lay_out
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.workforce.queries import find_professional_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.conversations.rules import Counts, TallyRules
    from duizend.ground.region.models import Organisation

SHOWN_ENTRIES = 8


@dataclass(frozen=True, slots=True)
class Factsheet:
    """A year of a programme: the counts together, and those of each organisation by its name."""

    programme: Programme
    year: int
    sheet: Sheet
    shares: dict[str, Counts]

    @property
    def organisations(self) -> dict[str, int]:
        """How many conversations each organisation counted, by its name."""
        return {name: sum(share.values()) for name, share in self.shares.items()}


def list_tallied() -> dict[str, Programme]:
    """List the programmes of today that count conversations without a name, by id."""
    return {key: one for key, one in list_current_programmes().items() if find_tally_rules(one)}


def get_tallied(programme_id: str) -> Programme:
    """Return a programme that counts conversations; raises NotFound."""
    found = list_tallied().get(programme_id)
    if found is None:
        raise NotFound("programme_not_found", _("Dit programma telt geen gesprekken."))
    return found


def tally_rules(programme: Programme) -> TallyRules:
    """Return what is counted of a programme's conversations; raises NotFound for one that counts none."""
    found = find_tally_rules(programme)
    if found is None:
        raise NotFound("programme_not_found", _("Dit programma telt geen gesprekken."))
    return found


def find_organisation_of(account_id: int) -> Organisation | None:
    """Find the organisation that an account works for."""
    professional = find_professional_of(account_id)
    return professional.organisation if professional else None


def count_tallied(organisation: Organisation, programme_id: str, month: date, outcome: str) -> int:
    """Count what an organisation counted of one outcome in a month, after what was taken back."""
    rows = Tally.objects.filter(organisation=organisation, programme=programme_id, month=month, outcome=outcome)
    return rows.aggregate(total=Sum("number"))["total"] or 0


def counts_of_month(organisation: Organisation, programme_id: str, month: date) -> dict[str, int]:
    """Return what an organisation counted in a month, by outcome."""
    rows = Tally.objects.filter(organisation=organisation, programme=programme_id, month=month)
    return dict(rows.values_list("outcome").annotate(total=Sum("number")))


def list_entries(organisation: Organisation, programme_id: str) -> list[Tally]:
    """List the last entries and counter-entries of an organisation, newest first."""
    rows = Tally.objects.filter(organisation=organisation, programme=programme_id)
    return list(rows.order_by("-id")[:SHOWN_ENTRIES])


def list_years(programme_id: str) -> list[int]:
    """List the years in which something was counted, and this one, newest first."""
    counted = Tally.objects.filter(programme=programme_id).dates("month", "year")
    return sorted({day.year for day in counted} | {clock.today().year}, reverse=True)


def get_factsheet(programme: Programme, year: int, *, organisation: Organisation | None = None) -> Factsheet:
    """Return a year of a programme, exact: whoever shows it to others protects it first.

    `organisation`: its own counts only; None for the whole region. The number of queries does not depend on the data.
    """
    rows = Tally.objects.filter(programme=programme.id, month__year=year)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    found = rows.values_list("month", "outcome", "organisation__name").annotate(total=Sum("number"))
    shares: dict[str, dict[tuple[date, str], int]] = {}
    for month, outcome, name, total in found.order_by("organisation__name"):
        shares.setdefault(name, {})[month, outcome] = total
    together = add_up((*key, number) for share in shares.values() for key, number in share.items())
    named = [outcome.id for outcome in tally_rules(programme).outcomes]
    return Factsheet(programme, year, lay_out(year, together, outcomes=named, today=clock.today()), shares)
