/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Our own members of .websocket files, and the settings they hold. */

#pragma once

#include "wb-profile.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The member of the file that holds all of ours. */
#define WB_PROFILE_MEMBER "whereabouts"

/* What is understood of it. */
#define WB_PROFILE_VERSION 1

void wb_profile_members_read (WbProfile *profile,
                              JsonNode *own);
char *wb_profile_members_write (WbProfile *profile,
                                const char *document);

G_END_DECLS
