# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""python -m duizend COMMAND: the command line, on the database of this home or of DATABASE_URL."""

import sys

from duizend.doors.cli.main import main
from duizend.project.installation import bare_database, database

sys.exit(main(sys.argv[1:], database=database, bare_database=bare_database))
