/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What was typed for each connection and not sent for good. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

char *wb_drafts_load (WbProfile *profile);
void wb_drafts_save (WbProfile *profile,
                     const char *text);
gboolean wb_drafts_get_compact (void);
void wb_drafts_set_compact (gboolean compact);
void wb_drafts_offer_sample (WbProfile *profile);

G_END_DECLS
