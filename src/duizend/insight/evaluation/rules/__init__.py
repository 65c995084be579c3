# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of evaluation. Nothing is gathered here: who needs one method does not load all the others."""
