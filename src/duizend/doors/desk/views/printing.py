# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""That a page with families on it was printed: what is on paper has left the house, and the log tells who took it along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from duizend.ground.access.identity import act_for, current, note, subjects_read
from duizend.ground.access.rules.policy import SAFEGUARDING

if TYPE_CHECKING:
    from django.http import HttpRequest

SALT = "duizend.printed"


def seal_page() -> str:
    """Return a sealed word of who stands on the page that is being made, for whom and in which ring; "" for nobody.

    The page hands it back when it goes to a printer. Ids only, and the same each time for the same page.
    """
    subjects = subjects_read()
    if not subjects:
        return ""
    identity = current()
    return signing.Signer(salt=SALT).sign_object([identity.public_id, identity.guarded, *subjects], compress=True)


@require_POST
def printed(request: HttpRequest) -> HttpResponse:
    """Write in the log that a page was printed, and who stood on it."""
    try:
        account, guarded, *subjects = signing.Signer(salt=SALT).unsign_object(request.POST.get("page", ""))
    except signing.BadSignature:
        return HttpResponseBadRequest()
    if account != current().public_id:
        return HttpResponseBadRequest()
    if guarded:
        act_for(SAFEGUARDING)
    note("page.printed", "E", subjects)
    return HttpResponse(status=204)
