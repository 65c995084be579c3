# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which sections a programme file needs, and which have no meaning, for each form of delivery."""

from collections.abc import Iterator
from dataclasses import dataclass

from duizend.catalogue.rules.programme import Delivery
from duizend.ground.kernel.rules.reading import Section

_TRAJECTORY = frozenset({"routes", "offer", "team", "retention"})
_ON_ITS_OWN = {"tally": "conversation", "activity": "activity", "finding": "finding"}
_WITH_A_FAMILY = frozenset({"group", "video", "match", "place"})
_NEEDED: dict[str, frozenset[str]] = {
    "home_visits": _TRAJECTORY | {"contacts"},
    "group": _TRAJECTORY | {"contacts", "group"},
    "video_feedback": _TRAJECTORY | {"contacts", "video"},
    "match": _TRAJECTORY | {"match"},
    "place": _TRAJECTORY | {"place"},
    "clinic_contact": frozenset({"contacts"}),
    "activity": frozenset({"activity"}),
    "finding": frozenset({"finding"}),
}
_FORBIDDEN: dict[str, frozenset[str]] = {
    "activity": _WITH_A_FAMILY | {"criteria", "offer", "contacts", "questions", "dialling", "fidelity"},
    "finding": _WITH_A_FAMILY | {"offer", "questions", "dialling", "fidelity"},
}
_NAMELESS = _WITH_A_FAMILY | {"offer", "contacts", "questions", "retention", "dialling", "fidelity"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What one form of delivery needs and what has no meaning for it, by the names of sections.

    `form` is how the form is called in a fault; `has_window` is false where a target may do without from and until.
    """

    form: str
    needed: frozenset[str]
    forbidden: frozenset[str]
    has_window: bool


def shape_of(root: Section, delivery: Delivery, *, nameless: bool) -> Shape:
    """Say which sections a form needs. A file that has an offer needs all that a trajectory needs."""
    alone = {part for part, form in _ON_ITS_OWN.items() if form != delivery or (part == "tally" and not nameless)}
    if nameless:
        form = "of a conversation is nameless"
        return Shape(form, frozenset({"tally"}), _NAMELESS | alone, has_window=False)
    needed = _NEEDED.get(delivery, frozenset())
    forbidden = _FORBIDDEN.get(delivery, frozenset()) | alone
    if root.has("offer") and "offer" not in forbidden:
        needed |= _TRAJECTORY
    return Shape(f'is "{delivery}"', needed, forbidden, has_window=delivery != "activity")


def allows(root: Section, key: str, shape: Shape) -> bool:
    """Say whether a section may be read; notes a fault for one that has no meaning for the form."""
    if key not in shape.forbidden:
        return True
    if root.has(key):
        root.fault("section_not_for_form", key, expected=f"nothing here: the delivery {shape.form}")
    root.known.add(key)
    return False


def open_part(root: Section, key: str, shape: Shape) -> Section | None:
    """Open a table that the form needs or may have; nothing where it is not there."""
    return root.find_section(key, required=key in shape.needed) if allows(root, key, shape) else None


def open_parts(root: Section, key: str, shape: Shape) -> Iterator[Section]:
    """Open each table of a list of tables that the form needs or may have."""
    if allows(root, key, shape):
        yield from root.sections(key, required=key in shape.needed)
