# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers made from the code, so that they cannot lie: python -m duizend.project.papers writes docs/generated/."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duizend.project.processing import Processing

HEAD = "<!-- SPDX-FileCopyrightText: 2026 Duizend contributors\nSPDX-License-Identifier: EUPL-1.2\nMade by ./run papers; do not edit. -->\n"
REGISTER_SAYS = """Opzet, geen juridisch advies. Dit is het register van art. 30 AVG voor zover het systeem het kan weten: welke gegevens er zijn,
hoe lang zij blijven en wie erbij mag komt uit het programma zelf, en is dus wat er draait. De regio vult aan: naam en contactgegevens van
de verwerkingsverantwoordelijke en de functionaris gegevensbescherming, de verwerkers (zie
[rollen](../papieren/rollen.md)), en stelt de grondslagen vast. Bewaartermijnen kan een regio anders instellen, met de reden erbij.
Beveiliging: [SECURITY](../../SECURITY.md) en [NEN 7510](../papieren/nen-7510.md). Elk veld apart: [fields.md](fields.md).

Een ster (*) betekent: alleen met een eigen relatie, zoals het gezin begeleiden. De soorten gegevens:
"""


def states_page() -> str:
    """Return the page with the states of a trajectory: a diagram and a table, from the transition table."""
    from duizend.record.trajectories.rules.states import OWNERS, TRANSITIONS

    lines = [HEAD, "# The states of a trajectory\n", "```mermaid", "stateDiagram-v2", "    [*] --> new"]
    for state, steps in TRANSITIONS.items():
        lines += [f"    {state} --> {target}: {step}" for step, target in steps.items()]
    lines += ["```\n", "| state | whose turn | step → next state |", "| --- | --- | --- |"]
    for state, steps in TRANSITIONS.items():
        following = ", ".join(f"{step} → {target}" for step, target in steps.items()) or "none"
        lines.append(f"| {state} | {OWNERS[state]} | {following} |")
    return "\n".join(lines) + "\n"


def fields_page() -> str:
    """Return the page with every field of every table: privacy class, retention, and which rooms read it."""
    from django.apps import apps

    from duizend.ground.kernel.privacy import CLASSES, RETENTION

    lines = [HEAD, "# Fields, their privacy class, retention and readers\n"]
    lines += [f"- **{name}**: {meaning}" for name, meaning in CLASSES.items()]
    lines += ["", *(f"- kept as **{name}**: {meaning}" for name, meaning in RETENTION.items()), ""]
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if not model.__module__.startswith("duizend."):
            continue
        lines += [f"## {model._meta.label}\n", "| field | class | kept as | read by |", "| --- | --- | --- | --- |"]
        for name, said in sorted(model.privacy.items()):
            lines.append(f"| {name} | {said.privacy} | {said.retention} | {', '.join(said.read_by)} |")
        lines.append("")
    return "\n".join(lines)


def register_page() -> str:
    """Return the register of processing activities, in Dutch: purposes as told, the rest from the ledger and the policy."""
    from duizend.ground.kernel.privacy import CLASSES_NL
    from duizend.project.processing import PROCESSING

    lines = [HEAD, "# Register van verwerkingen\n", REGISTER_SAYS]
    lines += [f"- **{name}**: {meaning}" for name, meaning in CLASSES_NL.items()]
    for room, kept in sorted(ledger().items(), key=lambda found: PROCESSING[found[0]].name):
        lines += ["", *_processing(PROCESSING[room], room, kept)]
    return "\n".join(lines) + "\n"


def ledger() -> dict[str, dict[str, dict[str, set[str]]]]:
    """Return, of each room that holds persons: class of the fields -> retention -> names of the tables."""
    from django.apps import apps

    found: dict[str, dict[str, dict[str, set[str]]]] = {}
    for model in apps.get_models():
        if model.__module__.startswith("duizend."):
            for said in model.privacy.values():
                if said.privacy != "none":
                    classes = found.setdefault(model._meta.app_label, {})
                    classes.setdefault(said.privacy, {}).setdefault(said.retention, set()).add(model.__name__)
    return found


def _processing(told: Processing, room: str, kept: dict[str, dict[str, set[str]]]) -> list[str]:
    """Return the lines of one processing activity."""
    from duizend.ground.kernel.privacy import CLASSES_NL, TERMS_NL

    lines = [
        f"## {told.name}\n", "| | |", "| --- | --- |", f"| Doel | {told.purpose} |", f"| Grondslag | {told.basis}. |",
        f"| Van wie | {told.whose} |", f"| Welke gegevens | {told.what} |", f"| Ontvangers | {told.recipients} |",
        f"| Wie mag erbij | {_who_may(told.deeds)} |", "| Buiten de EER | Nee: het systeem stuurt zelf niets buiten de eigen installatie. |",
        "", f"| soort gegevens (kamer `{room}`) | bewaard | tabellen |", "| --- | --- | --- |",
    ]  # fmt: skip
    for name in CLASSES_NL:
        for term, tables in sorted(kept.get(name, {}).items()):
            lines.append(f"| {name} | {TERMS_NL[term]} | {', '.join(sorted(tables))} |")
    return lines


def _who_may(deeds: tuple[str, ...]) -> str:
    """Say which roles may do one of these deeds, from the policy table; with a star where it takes a relation."""
    from duizend.ground.access.rules.policy import ALWAYS, POLICY, ROLES
    from duizend.project.processing import ROLES_NL

    words = []
    for role in ROLES:
        conditions = {POLICY[deed][role] for deed in deeds if role in POLICY[deed]}
        if conditions and role != "system":
            words.append(ROLES_NL[role] + ("" if ALWAYS in conditions else "*"))
    return ", ".join(words) or "alleen het systeem zelf"


def write_papers(folder: Path) -> None:
    """Write all generated papers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "states.md").write_text(states_page(), encoding="utf-8")
    (folder / "fields.md").write_text(fields_page(), encoding="utf-8")
    (folder / "verwerkingsregister.md").write_text(register_page(), encoding="utf-8")


if __name__ == "__main__":
    from duizend.project.installation import prepare_django

    prepare_django()
    write_papers(Path(__file__).resolve().parents[3] / "docs" / "generated")
