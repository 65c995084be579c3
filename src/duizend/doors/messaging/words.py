# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What messages, their states and the reasons why one was kept back are called, in the viewer's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

# state -> (kind of chip, icon, words)
STATE_WORDS = {
    "waiting": ("waiting", "clock", gettext_lazy("Gaat nog uit")), "sent": ("completed", "check", gettext_lazy("Verstuurd")),
    "kept": ("late", "phone", gettext_lazy("Zelf vertellen")), "failed": ("late", "phone", gettext_lazy("Zelf vertellen")),
    "dropped": ("stopped", "", gettext_lazy("Niet meer nodig")), "told": ("completed", "check", gettext_lazy("Zelf verteld")),
}  # fmt: skip
REASON_WORDS = {
    "safe_contact": gettext_lazy("Er is een afspraak over veilig contact. Kijk bij het gezin hoe het veilig kan."),
    "other_way": gettext_lazy("Deze ouder wil geen berichten. Kijk bij het gezin hoe het wel kan."),
    "no_address": gettext_lazy("Er is geen telefoonnummer bekend."),
    "no_provider": gettext_lazy("Deze organisatie verstuurt geen berichten."),
    "failed": gettext_lazy("Versturen lukte na een paar keer niet."),
}  # fmt: skip
FILTER_WORDS = {
    "": gettext_lazy("Alle"), "to_tell": gettext_lazy("Zelf vertellen"), "waiting": gettext_lazy("Gaat nog uit"),
    "done": gettext_lazy("Klaar"),
}  # fmt: skip
