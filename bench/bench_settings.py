# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The product's settings with the empty page added."""

from duizend.project.settings import *  # noqa: F403

ROOT_URLCONF = "bench_urls"
