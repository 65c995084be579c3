# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duizend.project.settings")
application = get_wsgi_application()

# What is loaded now stays: the collector need not walk through it again after every few hundred requests, nor be
# asked for so often by pages that leave no circles behind.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
