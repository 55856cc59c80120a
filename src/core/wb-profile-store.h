/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps the connections of a monitor in files, from one run to the next. */

#pragma once

#include "wb-monitor.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WB_TYPE_PROFILE_STORE (wb_profile_store_get_type ())
G_DECLARE_FINAL_TYPE (WbProfileStore, wb_profile_store, WB, PROFILE_STORE, GObject)

WbProfileStore *
wb_profile_store_new (WbMonitor *monitor, const char *folder, const char *const *order);
void wb_profile_store_restore (WbProfileStore *self);
char **wb_profile_store_dup_order (WbProfileStore *self);
const char *wb_profile_store_get_name (WbProfileStore *self,
                                       WbProfile *profile);
void wb_profile_store_save (WbProfileStore *self,
                            WbProfile *profile);

G_END_DECLS
