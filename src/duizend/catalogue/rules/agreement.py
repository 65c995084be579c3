# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must agree between a programme's contacts, the part of its form, and its worked examples."""

from duizend.catalogue.rules.figures import list_counts, list_days
from duizend.catalogue.rules.programme import TARGET_WINDOW, ContactMoment, Example, Programme
from duizend.ground.kernel.rules.points import is_surely_before
from duizend.ground.kernel.rules.reading import Faults, Words


def check_forms(programme: Programme, faults: Faults) -> None:
    """Check that contacts and the part of the form say the same; notes a fault for each difference."""
    for index, contact in enumerate(programme.contacts):
        _check_contact(programme, contact, f"contacts[{index}]", faults)
    _check_group(programme, faults)
    _check_match(programme, faults)
    _check_dialling(programme, faults)


def _check_contact(programme: Programme, contact: ContactMoment, path: str, faults: Faults) -> None:
    for key, is_said in (("partners", contact.partners), ("check", contact.check)):
        if is_said and contact.mode != "group":
            faults.add("contradiction", f"{path}.{key}", found=True, expected='true only where mode is "group"')
    if contact.recording is not None and programme.forms.video is None:
        expected = "a recording only in a file with [video]"
        faults.add("contradiction", f"{path}.recording", found=contact.recording, expected=expected)


def _check_group(programme: Programme, faults: Faults) -> None:
    group = programme.forms.group
    if group is None:
        return
    if group.smallest is not None and group.smallest > group.size[1]:
        faults.add("bad_number", "group.smallest", found=group.smallest, expected="not more than the largest size")
    marked = sum(contact.count[1] for contact in programme.contacts if contact.partners)
    if marked and marked != group.partner_sessions:
        expected = f"{marked}, as many as [[contacts]] with partners = true"
        faults.add("partner_sessions_differ", "group.partner_sessions", found=group.partner_sessions, expected=expected)


def _check_match(programme: Programme, faults: Faults) -> None:
    match = programme.forms.match
    if match is None or any(fault.key.startswith("match.child_") for fault in faults.found):
        return
    if not is_surely_before(match.child_from, match.child_until):
        found = Words("an end not after its beginning")
        faults.add("empty_window", "match.child_until", found=found, expected="child_from before child_until")


def _check_dialling(programme: Programme, faults: Faults) -> None:
    dialling = programme.forms.dialling
    if dialling is None:
        return
    rows = {contact.phase for contact in programme.contacts if contact.every is not None}
    for index, phase in enumerate(dialling.phases):
        if phase.phase not in rows:
            faults.add(
                "unknown_phase",
                f"dialling.phases[{index}].phase",
                found=phase.phase,
                expected="the phase of a row of [[contacts]], of which the count is the range",
            )


def check_examples_named(programme: Programme, faults: Faults) -> None:
    """Check that worked examples name only criteria, counts and terms that the file has."""
    for index, example in enumerate(programme.examples):
        check_example_named(programme, example, f"examples[{index}].expect", faults)


def check_example_named(programme: Programme, example: Example, path: str, faults: Faults) -> None:
    """Check that one worked example names only what the file has."""
    expected = example.expected
    criteria = {TARGET_WINDOW, *(criterion.id for criterion in programme.criteria)}
    named = [criterion for criterion, _ in expected.states]
    named.extend(sorted(expected.deciding_unknowns or ()))
    named.extend(criterion for criterion, _ in expected.each_meets)
    _check_known(named, criteria, "unknown_criterion", path, faults=faults)
    counts = [count.name for count in expected.counts]
    _check_known(counts, set(list_counts(programme)), "unknown_count", f"{path}.counts", faults=faults)
    days = [name for name, _ in expected.days]
    _check_known(days, set(list_days(programme, example)), "unknown_day", f"{path}.days", faults=faults)


def _check_known(named: list[str], known: set[str], code: str, path: str, *, faults: Faults) -> None:
    for name in named:
        if name not in known:
            faults.add(code, path, found=name, expected="one of " + ", ".join(sorted(known)))
