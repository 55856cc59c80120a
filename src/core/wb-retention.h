/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the log of a connection keeps. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define WB_TYPE_RETENTION (wb_retention_get_type ())
GType wb_retention_get_type (void);

/**
 * WbRetention:
 * @WB_RETENTION_APPEND: newest message last; the first goes when there are too many
 * @WB_RETENTION_PREPEND: newest message first; the last goes when there are too many
 * @WB_RETENTION_SNAPSHOT: only the latest message that carries data
 *
 * What a log keeps.
 */
typedef enum {
  WB_RETENTION_APPEND,
  WB_RETENTION_PREPEND,
  WB_RETENTION_SNAPSHOT,
} WbRetention;

G_END_DECLS
