# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A few addresses for the tests of logging in and of acting: each view does one thing, right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from duizend.ground.access.identity import acting, check_may, current, note, note_read
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.project import urls as product

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

NAME = "Wilhelmina van Oudenaarden"


def _write() -> None:
    User.objects.create(email="geschreven@example.org", name=NAME, roles=["nurse"])
    note("test.written", "C", ["somebody"])


def home(request: HttpRequest) -> HttpResponse:
    note_read("test.read", ["family-1", "family-2"])
    return HttpResponse(current().public_id)


@login_not_required
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


def write(request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("written")


def write_and_stumble(request: HttpRequest) -> HttpResponse:
    _write()
    raise ValueError(NAME)


def write_and_be_refused(request: HttpRequest) -> HttpResponse:
    _write()
    check_may("report.exact", subjects=["family-1"])
    return HttpResponse("never")


def write_and_find_nothing(request: HttpRequest) -> HttpResponse:
    _write()
    raise NotFound("nothing", "Niet gevonden.")


def write_and_be_told_no(request: HttpRequest) -> HttpResponse:
    _write()
    raise ActionRefused("no", "Dat kan niet.", "art. 1")


def write_and_answer_nothing(request: HttpRequest) -> None:
    _write()


def write_and_answer_with_a_failure(request: HttpRequest) -> HttpResponse:
    _write()
    return HttpResponse("failed", status=503)


def write_twice(request: HttpRequest) -> HttpResponse:
    _write()
    _write()
    return HttpResponse("never")


def lazy_page(request: HttpRequest) -> TemplateResponse:
    """Reads while its template is rendered, after the view returned."""

    def reach() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('duizend.reach', true)")
            return cursor.fetchone()[0]

    return TemplateResponse(request, engines["django"].from_string("reach={{ reach }}"), {"reach": reach})


def lazy_page_that_stumbles(request: HttpRequest) -> TemplateResponse:
    _write()

    def stumble() -> str:
        raise ValueError(NAME)

    return TemplateResponse(request, engines["django"].from_string("{{ stumble }}"), {"stumble": stumble})


def stream(request: HttpRequest) -> StreamingHttpResponse:
    _write()
    return StreamingHttpResponse(iter(["a", "b"]))


def file(request: HttpRequest) -> FileResponse:
    note("test.file", "R")
    return FileResponse(iter([b"file"]))


def stream_that_acts(request: HttpRequest) -> StreamingHttpResponse:
    def rows() -> Iterator[str]:
        with acting(identity_of(request.user)):
            note("test.streamed", "R")
            yield current().public_id

    return StreamingHttpResponse(rows())


stream_that_acts.acts_for_itself = True

urlpatterns = [
    path("", home, name="home"),
    path("open", open_page),
    *(
        path(view.__name__, view)
        for view in (
            write, write_and_stumble, write_and_be_refused, write_and_find_nothing, write_and_be_told_no,
            write_and_answer_nothing, write_and_answer_with_a_failure, write_twice, lazy_page,
            lazy_page_that_stumbles, stream, file, stream_that_acts,
        )
    ),
    # Pages of the desk, which an answer may show, lead to the product's own addresses.
    *product.urlpatterns,
]  # fmt: skip
