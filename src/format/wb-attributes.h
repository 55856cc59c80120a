/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Puts together the JSON object with everything a report has no field for. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Attributes are kept with every fix, so an object with large texts or pictures in it must not
 * fill the memory: members that do not fit are left out. */
#define WB_ATTRIBUTES_MAX_BYTES (64 * 1024)

typedef struct _WbAttributes WbAttributes;

WbAttributes *wb_attributes_new (void);
void wb_attributes_free (WbAttributes *self);

void wb_attributes_clear (WbAttributes *self);
void wb_attributes_add (WbAttributes *self,
                        const char *name,
                        JsonNode *value);
void wb_attributes_add_text (WbAttributes *self,
                             const char *name,
                             const char *json);

guint wb_attributes_get_length (WbAttributes *self);
const char *wb_attributes_get (WbAttributes *self,
                               guint i,
                               const char **json,
                               gsize *length);
GRefString *wb_attributes_to_ref_string (WbAttributes *self);

G_END_DECLS
