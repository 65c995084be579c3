# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts that are added, never changed: when it happened, when it was entered, what it corrects."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duizend.ground.kernel import clock


class DatedQuerySet(models.QuerySet):
    """Reads over dated facts."""

    def current(self) -> DatedQuerySet:
        """Keep the facts that no later fact corrects."""
        return self.filter(corrected_by__isnull=True)

    def known_on(self, moment: object) -> DatedQuerySet:
        """Keep what was known at a moment: entered by then, and not yet corrected by then."""
        entered = self.filter(entered_at__lte=moment)
        return entered.exclude(corrected_by__entered_at__lte=moment)


class DatedFact(models.Model):
    """A fact with the day it happened on, the moment and account that entered it, and the fact it corrects.

    Correcting is adding: `corrects` points to the older fact, which then is no longer current.
    `withdrawn` marks a correction that says "this never happened".
    """

    happened_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    withdrawn = models.BooleanField(default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
