# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked examples beside a programme file that is in use: its text may not change any more, what it is tried on may grow."""

from duizend.catalogue.rules.agreement import check_example_named
from duizend.catalogue.rules.example_sections import read_examples
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.programme import Example, Programme
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, parse_toml


def read_more_examples(
    text: str, file: str, programme: Programme, vocabulary: FactorVocabulary
) -> Reading[tuple[Example, ...]]:
    """Read further examples of a programme.

    Shape: `kind = "examples"`, `programme` and `version` as in the programme's file, `[[examples]]` as there; a
    source is one of the programme's own.
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    root.choice("kind", ("examples",))
    root.choice("programme", (programme.id,))
    root.choice("version", (programme.version,))
    examples = read_examples(root, programme.sources, vocabulary=vocabulary)
    root.finish()
    for index, example in enumerate(examples):
        check_example_named(programme, example, f"examples[{index}].expect", faults)
    return faults.reading(examples)
