/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is added to the query of an address: rows of name and value. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define WB_MAX_QUERY_ROWS 200

/**
 * WbQueryRow:
 * @enabled: whether it is part of the address
 * @name: name as people write it, with variables; not encoded
 * @value: the same for its value
 */
typedef struct {
  gboolean enabled;
  char *name;
  char *value;
} WbQueryRow;

typedef struct _WbQuery WbQuery;

#define WB_TYPE_QUERY (wb_query_get_type ())
GType wb_query_get_type (void);

WbQuery *wb_query_new (void);
WbQuery *wb_query_ref (WbQuery *self);
void wb_query_unref (WbQuery *self);

gboolean wb_query_add (WbQuery *self,
                       gboolean enabled,
                       const char *name,
                       const char *value);
guint wb_query_get_length (const WbQuery *self);
const WbQueryRow *wb_query_get (const WbQuery *self,
                                guint position);

WbQuery *wb_query_new_from_json (JsonNode *node);
JsonNode *wb_query_to_json (const WbQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbQuery, wb_query_unref)

G_END_DECLS
