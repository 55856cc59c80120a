/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Variables and the log-in request on the command line. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

/**
 * CliVariableOptions:
 * @variables: “NAME=VALUE” each
 * @login: JSON
 *
 * The options as they were given.
 */
typedef struct {
  char **variables;
  char *login;
} CliVariableOptions;

void cli_variable_options_clear (CliVariableOptions *self);
gboolean cli_variable_options_apply (const CliVariableOptions *self,
                                     WbProfile *profile);

gboolean cli_check_address (WbProfile *profile);

G_END_DECLS
