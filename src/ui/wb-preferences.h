/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What holds for all connections and windows. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_PREFERENCES (wb_preferences_get_type ())
G_DECLARE_FINAL_TYPE (WbPreferences, wb_preferences, WB, PREFERENCES, AdwPreferencesWindow)

GtkWindow *wb_preferences_new (GSettings *settings);

G_END_DECLS
