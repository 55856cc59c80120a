/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What WebSocket (RFC 6455) and libsoup allow, without any state. Used inside net only. */

#pragma once

#include "wb-failure.h"

G_BEGIN_DECLS

/**
 * WbRefusal:
 * @failure: what to tell the user
 * @close_code: what to close with
 *
 * What follows when a server sends something that must not be read.
 */
typedef struct {
  WbFailure failure;
  guint close_code;
} WbRefusal;

const WbRefusal *wb_refusal_find (const GError *error);

guint wb_close_code_choose (guint code);
char *wb_close_reason_cut (const char *reason);
gboolean wb_close_code_is_peaceful (guint code);
gboolean wb_close_code_is_unknown_to_libsoup (guint code);

G_END_DECLS
