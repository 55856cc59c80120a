/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* JSON without the secrets in it. */

#pragma once

#include "wb-variables.h"

G_BEGIN_DECLS

char *wb_secret_mask_json (const char *json);
gboolean wb_secret_is_in_json (const char *json);
char *wb_secret_take_json (WbVariables *variables,
                           const char *name,
                           const char *json);
char *wb_secret_take_message (WbVariables *variables,
                              const char *text);

G_END_DECLS
