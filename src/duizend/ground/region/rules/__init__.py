# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of a region file: its places and organisations, and its figures year by year."""

from duizend.ground.region.rules.assumptions import AssumptionEntry, AssumptionKind, StatementEntry
from duizend.ground.region.rules.figures import (
    BudgetEntry,
    InterruptionEntry,
    ParticipationEntry,
    PopulationEntry,
)
from duizend.ground.region.rules.file import (
    LEAST_PARTNER,
    LEAST_PUBLIC,
    ORGANISATION_KINDS,
    SINCE_ALWAYS,
    Asking,
    CapacityEntry,
    ContactPointEntry,
    MunicipalityEntry,
    NeighbourhoodEntry,
    OrganisationEntry,
    Period,
    RegionFile,
    Thresholds,
    read_region,
)
from duizend.ground.region.rules.retention import RETENTION_KEYS, RetentionEntry

__all__ = [
    "LEAST_PARTNER",
    "LEAST_PUBLIC",
    "ORGANISATION_KINDS",
    "RETENTION_KEYS",
    "SINCE_ALWAYS",
    "Asking",
    "AssumptionEntry",
    "AssumptionKind",
    "BudgetEntry",
    "CapacityEntry",
    "ContactPointEntry",
    "InterruptionEntry",
    "MunicipalityEntry",
    "NeighbourhoodEntry",
    "OrganisationEntry",
    "ParticipationEntry",
    "Period",
    "PopulationEntry",
    "RegionFile",
    "RetentionEntry",
    "StatementEntry",
    "Thresholds",
    "read_region",
]
