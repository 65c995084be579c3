# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the endings of a place and the answers of a child are called."""

from django.utils.translation import gettext_lazy

END_WORDS = {
    "term_over": gettext_lazy("De termijn is voorbij"),
    "goes_on_without_us": gettext_lazy("Gaat door, op een andere manier betaald"),
    "other_place": gettext_lazy("Een andere plek, of andere dagdelen"),
    "child_stopped": gettext_lazy("Het kind wilde niet meer"),
    "parents_stopped": gettext_lazy("De ouders wilden niet meer"),
    "provider_stopped": gettext_lazy("De plek zelf stopte"),
    "moved": gettext_lazy("Verhuisd"),
    "fell_through": gettext_lazy("Niet doorgegaan"),
    "trajectory_ended": gettext_lazy("De begeleiding is beëindigd"),
    "child_died": gettext_lazy("Het kind is overleden"),
}
VOICE_WORDS = {
    "wants": gettext_lazy("Wil dit graag"),
    "unsure": gettext_lazy("Weet het nog niet"),
    "does_not_want": gettext_lazy("Wil dit niet"),
}
FOR_WHOM_WORDS = {
    "parents": gettext_lazy("Voor de ouders"),
    "network": gettext_lazy("Voor de mensen om hen heen"),
}
