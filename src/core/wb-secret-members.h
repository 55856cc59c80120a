/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Makes variables of the secrets in texts like “name=value&name=value”. */

#pragma once

#include "wb-variables.h"

G_BEGIN_DECLS

gboolean wb_secret_is_literal (const char *value);
char *wb_secret_take (WbVariables *variables, const char *name, const char *encoded);
char *wb_secret_take_query (WbVariables *variables, const char *query);
char *wb_secret_take_form (WbVariables *variables, const char *form);

G_END_DECLS
