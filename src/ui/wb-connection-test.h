/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window in which a connection is tried out before it is kept. */

#pragma once

#include "wb-profile.h"
#include "wb-registry.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Further messages are not shown. */
#define WB_TEST_MAX_MESSAGES 50

#define WB_TYPE_CONNECTION_TEST (wb_connection_test_get_type ())
G_DECLARE_FINAL_TYPE (WbConnectionTest, wb_connection_test, WB, CONNECTION_TEST, AdwWindow)

GtkWindow *wb_connection_test_new (WbRegistry *registry,
                                   WbProfile *profile);
WbProfile *wb_connection_test_get_profile (WbConnectionTest *self);

G_END_DECLS
