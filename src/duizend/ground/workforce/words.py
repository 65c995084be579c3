# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What learning and partners in the chain are called."""

from django.utils.translation import gettext_lazy

LEARNING_WORDS = {
    "intervision": gettext_lazy("Intervisie"),
    "supervision": gettext_lazy("Supervisie"),
    "reading": gettext_lazy("Richtlijn gelezen"),
    "e_learning": gettext_lazy("E-learning gedaan"),
}
PARTNER_WORDS = {
    "gp": gettext_lazy("Huisarts"),
    "child_care": gettext_lazy("Kinderopvang"),
    "school": gettext_lazy("School"),
    "parenting_support": gettext_lazy("Opvoedsteunpunt"),
}
