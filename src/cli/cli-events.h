/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the command line says about a protocol of events. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

/**
 * CliEventOptions:
 * @protocol: name of what is spoken
 * @auth: JSON to join with
 * @namespaces: what to join
 * @emit: calls, as ["name",argument…]
 *
 * The options as they were given.
 */
typedef struct {
  char *protocol;
  char *auth;
  char **namespaces;
  char **emit;
} CliEventOptions;

void cli_event_options_clear (CliEventOptions *self);
gboolean cli_event_options_apply (const CliEventOptions *self,
                                  WbProfile *profile);

G_END_DECLS
