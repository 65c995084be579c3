# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading instrument files, once per version, and recording what came out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_programme
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.reading import FileRefusedError
from duizend.record.families.permissions import check_family
from duizend.record.instruments.models import InstrumentVersion, Result, TalkOutcome
from duizend.record.instruments.queries import get_instrument
from duizend.record.instruments.rules.finding import check_outcome_of_talk
from duizend.record.instruments.rules.instrument import Outcome, check_outcome
from duizend.record.instruments.shelf import list_faults, read_folders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.record.families.models import Child, Family, Parent


@transaction.atomic
def load_instruments(folders: Iterable[Path]) -> list[InstrumentVersion]:
    """Store every instrument version that is not stored yet; returns the new ones.

    Raises ActionRefused for a folder that is not there, for a file with faults, and for a changed file under a
    version that is already loaded: outcomes were read by the old text, so a change is a new version.
    """
    check_may("region.load")
    try:
        files = read_folders(folders)
    except FileRefusedError as error:
        raise ActionRefused("instrument_file_refused", str(error)) from error
    faults = list_faults(files)
    if faults:
        raise ActionRefused("instrument_file_refused", "\n".join(fault.message for fault in faults))
    known = {(row.instrument, row.version): row.digest for row in InstrumentVersion.objects.defer("text")}
    fresh = []
    for file in files:
        instrument = file.instrument
        stored = known.get((instrument.id, instrument.version))
        if stored is not None and stored != instrument.digest:
            raise ActionRefused(
                "instrument_changed_under_known_version",
                f"{file.path.name}: versie {instrument.version} is al in gebruik met een andere tekst. "
                "Geef een gewijzigde vragenlijst een nieuwe versie; uitkomsten houden de oude.",
            )
        if stored is None:
            fresh.append(
                InstrumentVersion(
                    instrument=instrument.id, version=instrument.version, digest=instrument.digest, text=file.text,
                    valid_from=instrument.valid_from,
                )
            )  # fmt: skip
    InstrumentVersion.objects.bulk_create(fresh)
    for version in fresh:
        note("instrument.loaded", "C", detail=str(version))
    return fresh


def record_result(
    family: Family, version: InstrumentVersion, *, on: date, outcome: Outcome, parent: Parent | None = None,
    child: Child | None = None,
) -> Result:  # fmt: skip
    """Record what came out of an instrument, or why nothing did: of one parent, about one child, where it is so.

    Raises ActionRefused for a score that the scale does not have, for both or neither of score and reason, for a
    day that is still to come, and for a person of another family.
    """
    check_family("weighing.write", family)
    if any(person is not None and person.family_id != family.pk for person in (parent, child)):
        raise ActionRefused("not_of_this_family", _("Deze persoon hoort niet bij dit gezin."))
    _check(version, outcome, on=on, has_parent=parent is not None)
    made = Result.objects.create(
        family=family, version=version, parent=parent, child=child, score=outcome.score,
        missing_because=outcome.missing_because, happened_on=on, entered_by_id=current().account_id,
    )  # fmt: skip
    note("result.recorded", "C", [family.public_id])
    return made


def correct_result(result: Result, *, on: date, outcome: Outcome) -> Result:
    """Record what a result should have been; the earlier one stays, and the version it was made with too.

    Raises ActionRefused as `record_result` does, and for a result that was corrected or withdrawn before.
    """
    check_family("weighing.write", result.family)
    _check(result.version, outcome, on=on, has_parent=result.parent_id is not None)
    return _put_right(result, outcome, on=on)


def withdraw_result(result: Result) -> Result:
    """Record that a result was entered by mistake; raises ActionRefused if it no longer stands."""
    check_family("weighing.write", result.family)
    return _put_right(result, Outcome(result.score, result.missing_because), on=result.happened_on, withdrawn=True)


def _put_right(result: Result, outcome: Outcome, *, on: date, withdrawn: bool = False) -> Result:
    if result.withdrawn or Result.objects.filter(corrects=result).exists():
        raise ActionRefused("no_longer_stands", _("Dit is al aangepast of ingetrokken. Ververs de pagina."))
    made = Result.objects.create(
        family=result.family, version=result.version, parent_id=result.parent_id, child_id=result.child_id,
        score=outcome.score, missing_because=outcome.missing_because, happened_on=on,
        entered_by_id=current().account_id, corrects=result, withdrawn=withdrawn,
    )  # fmt: skip
    note("result.withdrawn" if withdrawn else "result.corrected", "U", [result.family.public_id])
    return made


def _check(version: InstrumentVersion, outcome: Outcome, *, on: date, has_parent: bool) -> None:
    if on > clock.today():
        raise ActionRefused("day_to_come", _("Deze dag is nog niet geweest."))
    decision = check_outcome(get_instrument(version), outcome, has_parent=has_parent)
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)


def record_talk_outcome(
    family: Family, version: ProgrammeVersion, *, on: date, outcome: str, child: Child | None = None
) -> TalkOutcome:
    """Record how a talk came out by which families are found: the word of its file, nothing of what was said.

    Raises ActionRefused for a programme by which nobody is found, an outcome it does not have, a day to come, and a
    child of another family. The same outcome on the same day is one.
    """
    check_family("weighing.write", family)
    rules = get_programme(version).forms.finding
    if rules is None:
        raise ActionRefused("no_way_of_finding", _("Met dit programma worden geen gezinnen gevonden."))
    if on > clock.today():
        raise ActionRefused("day_to_come", _("Deze dag is nog niet geweest."))
    if child is not None and child.family_id != family.pk:
        raise ActionRefused("not_of_this_family", _("Deze persoon hoort niet bij dit gezin."))
    decision = check_outcome_of_talk(rules, outcome)
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    standing = TalkOutcome.objects.current().filter(family=family, withdrawn=False, happened_on=on, child=child)
    earlier = standing.filter(version__programme=version.programme).order_by("-id").first()
    if earlier is not None and earlier.outcome == outcome:
        return earlier
    note("talk.recorded", "C" if earlier is None else "U", [family.public_id])
    return TalkOutcome.objects.create(
        family=family, version=version, child=child, outcome=outcome, happened_on=on,
        entered_by_id=current().account_id, corrects=earlier,
    )  # fmt: skip


def withdraw_talk_outcome(row: TalkOutcome) -> TalkOutcome:
    """Record that an outcome of a talk was entered by mistake; raises ActionRefused if it no longer stands."""
    check_family("weighing.write", row.family)
    if row.withdrawn or TalkOutcome.objects.filter(corrects=row).exists():
        raise ActionRefused("no_longer_stands", _("Dit is al aangepast of ingetrokken. Ververs de pagina."))
    note("talk.withdrawn", "U", [row.family.public_id])
    return TalkOutcome.objects.create(
        family=row.family, version_id=row.version_id, child_id=row.child_id, outcome=row.outcome,
        happened_on=row.happened_on, entered_by_id=current().account_id, corrects=row, withdrawn=True,
    )  # fmt: skip
