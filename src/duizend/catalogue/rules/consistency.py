# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must agree within one programme file: windows, order, ids and references."""

from itertools import pairwise

from duizend.catalogue.rules.agreement import check_examples_named, check_forms
from duizend.catalogue.rules.programme import (
    AGE_KINDS,
    EVERY,
    EXCLUSION,
    TARGET_WINDOW,
    ContactMoment,
    Programme,
)
from duizend.ground.kernel.rules.points import (
    Point,
    are_comparable,
    is_surely_before,
    is_surely_not_after,
)
from duizend.ground.kernel.rules.reading import Faults, Words, check_unique


def check_programme(programme: Programme, faults: Faults) -> None:
    """Check that the parts of a programme agree; notes a fault for each that does not."""
    unread = {fault.key for fault in faults.found}
    check_unique([(f"criteria[{i}].id", criterion.id) for i, criterion in enumerate(programme.criteria)], faults)
    check_unique([(f"contacts[{i}].id", contact.id) for i, contact in enumerate(programme.contacts)], faults)
    if programme.target.has_window:
        _check_window(programme.target.start, programme.target.until, "target", faults=faults, unread=unread)
    _check_criteria(programme, faults, unread=unread)
    for index, contact in enumerate(programme.contacts):
        _check_contact(programme, contact, f"contacts[{index}]", faults=faults, unread=unread)
    _check_order(programme, faults, unread=unread)
    check_forms(programme, faults)
    check_examples_named(programme, faults)


def _is_unread(path: str, unread: set[str]) -> bool:
    keys = ("from", "until", "target", "every", "count")
    return path in unread or any(f"{path}.{key}" in unread for key in keys)


def _check_window(start: Point, until: Point, path: str, *, faults: Faults, unread: set[str]) -> bool:
    if _is_unread(path, unread):
        return False
    if are_comparable(start, until) and is_surely_before(start, until):
        return True
    faults.add(
        "empty_window",
        f"{path}.until",
        found=Words("an end not after its beginning"),
        expected="from before until",
    )
    return False


def _check_criteria(programme: Programme, faults: Faults, *, unread: set[str]) -> None:
    groups = {group.id: 0 for group in programme.target.groups}
    for index, criterion in enumerate(programme.criteria):
        path = f"criteria[{index}]"
        if criterion.id == TARGET_WINDOW:
            faults.add(
                "bad_id",
                f"{path}.id",
                found=criterion.id,
                expected="another id: this one is the target's own",
            )
        if criterion.kind in AGE_KINDS:
            _check_window(criterion.start, criterion.until, path, faults=faults, unread=unread)
        if criterion.counts_towards in groups:
            groups[criterion.counts_towards] += 1
        elif criterion.counts_towards not in (EVERY, EXCLUSION, ""):
            faults.add(
                "unknown_group",
                f"{path}.counts_towards",
                found=criterion.counts_towards,
                expected="one of " + ", ".join((EVERY, EXCLUSION, *groups)),
            )
    for index, group in enumerate(programme.target.groups):
        if groups[group.id] < group.at_least:
            faults.add(
                "group_too_small",
                f"target.groups[{index}].at_least",
                found=Words(f"{group.at_least} of {groups[group.id]} criteria"),
                expected="at least so many criteria that count towards the group",
            )


def _check_contact(
    programme: Programme, contact: ContactMoment, path: str, *, faults: Faults, unread: set[str]
) -> None:
    _check_contact_themes(programme, contact, path, faults)
    if not _check_window(contact.start, contact.until, path, faults=faults, unread=unread):
        return
    in_order = are_comparable(contact.start, contact.target) and are_comparable(contact.target, contact.until)
    if not (
        in_order
        and is_surely_not_after(contact.start, contact.target)
        and is_surely_before(contact.target, contact.until)
    ):
        faults.add(
            "target_outside_window",
            f"{path}.target",
            found=Words("a day outside"),
            expected="from <= target < until",
        )
    if contact.every is not None and not _row_fits(contact):
        faults.add(
            "row_too_long",
            f"{path}.count",
            found=Words(f"{contact.count[1]} contacts"),
            expected="as many as fit between from and until, and at least one",
        )
    if _is_unread("target", unread) or contact.start.anchor == "start":
        return
    target = programme.target
    if target.has_window and not (
        is_surely_not_after(target.start, contact.start) and is_surely_not_after(contact.until, target.until)
    ):
        faults.add(
            "window_outside_target",
            path,
            found=Words("a window that leaves the target's"),
            expected="a window inside [target]",
        )


def _check_contact_themes(programme: Programme, contact: ContactMoment, path: str, faults: Faults) -> None:
    known = {theme.id for theme in programme.themes}
    for index, theme in enumerate(contact.themes):
        if theme not in known:
            faults.add(
                "unknown_theme",
                f"{path}.themes[{index}]",
                found=theme,
                expected="the id of one of the [[themes]]",
            )


def _row_fits(contact: ContactMoment) -> bool:
    if contact.every is None or contact.count[1] < 1:
        return False
    return is_surely_before(contact.start.plus(contact.every, contact.count[1] - 1), contact.until)


def _check_order(programme: Programme, faults: Faults, *, unread: set[str]) -> None:
    for index, (earlier, later) in enumerate(pairwise(programme.contacts)):
        if _is_unread(f"contacts[{index}]", unread) or _is_unread(f"contacts[{index + 1}]", unread):
            continue
        if are_comparable(earlier.until, later.start) and not is_surely_not_after(earlier.until, later.start):
            faults.add(
                "overlapping_windows",
                f"contacts[{index + 1}].from",
                found=Words(f'a window that begins before "{earlier.id}" ends'),
                expected="contacts in order, windows that may touch and not overlap",
            )
