/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whether a connection that ended is worth another try. */

#pragma once

#include "wb-state.h"

G_BEGIN_DECLS

#define WB_TYPE_RECONNECT_POLICY (wb_reconnect_policy_get_type ())
GType wb_reconnect_policy_get_type (void);

/**
 * WbReconnectPolicy:
 * @WB_RECONNECT_BY_DEFAULT: where it can be expected to help
 * @WB_RECONNECT_NEVER: not at all
 * @WB_RECONNECT_ALWAYS: wherever it is not hopeless, for programs that nobody watches
 *
 * When to connect again by itself. What the user closed stays closed with each of them.
 */
typedef enum {
  WB_RECONNECT_BY_DEFAULT,
  WB_RECONNECT_NEVER,
  WB_RECONNECT_ALWAYS,
} WbReconnectPolicy;

gboolean wb_reconnect_policy_decide (WbReconnectPolicy policy,
                                     const WbStateChange *change,
                                     gboolean was_open);

G_END_DECLS
