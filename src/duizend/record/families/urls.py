# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of families. A public id has its own alphabet, so that a name never fits in one of them."""

from django.urls import path, re_path

from duizend.ground.kernel.ids import ALPHABET, LENGTH
from duizend.record.families import views

app_name = "families"
ID = f"[{ALPHABET}]{{{LENGTH}}}"
ONE = f"(?P<public_id>{ID})"

urlpatterns = [
    path("nieuw", views.new, name="new"),
    path("met-spoed", views.glass, name="glass"),
    path("met-spoed/nakijken", views.opened_with_haste, name="opened_with_haste"),
    re_path(f"^met-spoed/nakijken/{ONE}$", views.review_glass, name="review_glass"),
    re_path(f"^met-spoed/{ONE}/sluiten$", views.end_glass, name="end_glass"),
    re_path(f"^{ONE}/mensen$", views.people, name="people"),
    re_path(f"^{ONE}/mensen/ouder-erbij$", views.add_parent, name="add_parent"),
    re_path(f"^{ONE}/mensen/ouder/(?P<parent_id>{ID})$", views.parent, name="parent"),
    re_path(f"^{ONE}/mensen/kind/(?P<child_id>{ID})$", views.child, name="child"),
    re_path(f"^{ONE}/zwangerschap$", views.pregnancy, name="pregnancy"),
    re_path(f"^{ONE}/zwangerschap/(?P<number>[1-9][0-9]?)/uitgerekend$", views.due_date, name="due_date"),
    re_path(f"^{ONE}/geboorte$", views.birth, name="birth"),
    re_path(f"^{ONE}/verlies$", views.loss, name="loss"),
    re_path(f"^{ONE}/verlies/ongedaan$", views.undo_loss, name="undo_loss"),
    re_path(f"^{ONE}/verhuizing$", views.move, name="move"),
    re_path(f"^{ONE}/huishoudens$", views.households, name="households"),
    re_path(f"^{ONE}/samenvoegen$", views.merge, name="merge"),
    re_path(f"^{ONE}/samenvoegen/ongedaan$", views.undo_merge, name="undo_merge"),
]
