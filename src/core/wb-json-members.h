/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The members of a JSON object as texts for people. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbJsonMember:
 * @name: its name
 * @value: a string without its quotes; anything else as it stands in the JSON
 */
typedef struct {
  char *name;
  char *value;
} WbJsonMember;

GPtrArray *wb_json_list_members (const char *json,
                                 guint max_members);
char *wb_json_find_member (const char *json,
                           const char *name);
void wb_json_append_scalars (GString *out,
                             const char *json);

G_END_DECLS
