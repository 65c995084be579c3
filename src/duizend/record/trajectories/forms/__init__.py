# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of a trajectory: asking and answering, delivering and ending, and the filter of the list of offers."""

from duizend.record.trajectories.forms.asking import AnswerForm, AskNothingForm, IndicateForm, OfferForm
from duizend.record.trajectories.forms.delivering import AssignForm, EndForm, PauseForm, ResumeForm
from duizend.record.trajectories.forms.offers import OffersForm

__all__ = [
    "AnswerForm", "AskNothingForm", "AssignForm", "EndForm", "IndicateForm", "OfferForm", "OffersForm", "PauseForm",
    "ResumeForm",
]  # fmt: skip
