# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers made from the code, so that they cannot lie: python -m duizend.project.papers writes docs/generated/."""

from __future__ import annotations

from pathlib import Path

HEAD = "<!-- SPDX-FileCopyrightText: 2026 Duizend contributors\nSPDX-License-Identifier: EUPL-1.2\nMade by ./run papers; do not edit. -->\n"


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


def write_papers(folder: Path) -> None:
    """Write all generated papers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "states.md").write_text(states_page(), encoding="utf-8")
    (folder / "fields.md").write_text(fields_page(), encoding="utf-8")


if __name__ == "__main__":
    from duizend.project.installation import prepare_django

    prepare_django()
    write_papers(Path(__file__).resolve().parents[3] / "docs" / "generated")
