/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The variables of a connection: what stands for {{name}} in its settings and messages. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define WB_MAX_VARIABLES 200
#define WB_MAX_VARIABLE_NAME 64
#define WB_MAX_VARIABLE_BYTES (64 * 1024)

/**
 * WbVariable:
 * @name: a letter or “_”, then letters, digits, “_” and “-”
 * @value: (nullable): valid UTF-8; %NULL while the value of a secret is not known
 * @is_secret: whether the value is never shown, logged or written to a profile
 */
typedef struct {
  char *name;
  char *value;
  gboolean is_secret;
} WbVariable;

typedef struct _WbVariables WbVariables;

#define WB_TYPE_VARIABLES (wb_variables_get_type ())
GType wb_variables_get_type (void);

WbVariables *wb_variables_new (void);
WbVariables *wb_variables_copy (const WbVariables *self);
WbVariables *wb_variables_ref (WbVariables *self);
void wb_variables_unref (WbVariables *self);

gboolean wb_variables_set (WbVariables *self,
                           const char *name,
                           const char *value,
                           gboolean is_secret);
char *wb_variables_add_secret (WbVariables *self,
                               const char *name,
                               const char *value);
void wb_variables_remove (WbVariables *self,
                          const char *name);
guint wb_variables_get_length (const WbVariables *self);
const WbVariable *wb_variables_get (const WbVariables *self,
                                    guint position);
const WbVariable *wb_variables_find (const WbVariables *self,
                                     const char *name,
                                     gsize length);
gboolean wb_variables_equal (const WbVariables *self,
                             const WbVariables *other);

char *wb_variables_replace_secret (WbVariables *self,
                                   const char *before,
                                   const char *typed,
                                   const char *name);

WbVariables *wb_variables_new_from_json (JsonNode *node);
JsonNode *wb_variables_to_json (const WbVariables *self);

gsize wb_variable_measure_name (const char *text,
                                gsize length);
gboolean wb_variable_is_name (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbVariables, wb_variables_unref)

G_END_DECLS
