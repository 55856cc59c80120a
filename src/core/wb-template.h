/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Texts with {{name}} in them. */

#pragma once

#include "wb-variables.h"

G_BEGIN_DECLS

/* No text grows beyond this by its variables. */
#define WB_TEMPLATE_MAX_BYTES (16 * 1024 * 1024)

/* No list grows beyond this by them: no server takes more headers. */
#define WB_TEMPLATE_MAX_LIST_BYTES (1024 * 1024)

/**
 * WbTemplatePlace:
 * @WB_TEMPLATE_PLAIN: values go in as they are
 * @WB_TEMPLATE_HOST: as they are, if they can stand in front of the path of an address
 * @WB_TEMPLATE_PATH: percent-encoded; {name} counts as well
 * @WB_TEMPLATE_QUERY: percent-encoded
 * @WB_TEMPLATE_PIECE: percent-encoded like all the text around them: a name or value of a query
 * @WB_TEMPLATE_FORM: encoded for application/x-www-form-urlencoded
 * @WB_TEMPLATE_JSON: escaped where they stand in a string, else as they are
 *
 * Where a text is going to stand.
 */
typedef enum {
  WB_TEMPLATE_PLAIN,
  WB_TEMPLATE_HOST,
  WB_TEMPLATE_PATH,
  WB_TEMPLATE_QUERY,
  WB_TEMPLATE_PIECE,
  WB_TEMPLATE_FORM,
  WB_TEMPLATE_JSON,
} WbTemplatePlace;

/**
 * WbTemplateFlags:
 * @WB_TEMPLATE_MASKED: secrets become •••, known or not
 * @WB_TEMPLATE_LENIENT: names that nobody defined stay as they are
 */
typedef enum {
  WB_TEMPLATE_STRICT = 0,
  WB_TEMPLATE_MASKED = 1 << 0,
  WB_TEMPLATE_LENIENT = 1 << 1,
} WbTemplateFlags;

gboolean wb_template_append (GString *out,
                             const char *text,
                             gsize length,
                             WbTemplatePlace place,
                             WbTemplateFlags flags,
                             const WbVariables *variables,
                             GError **error);
void wb_template_list_names (const char *text,
                             gsize length,
                             WbTemplatePlace place,
                             GPtrArray *names);
char *wb_template_expand (const char *text,
                          WbTemplatePlace place,
                          WbTemplateFlags flags,
                          const WbVariables *variables,
                          GError **error);
gboolean wb_template_expand_list (char **list,
                                  const WbVariables *variables,
                                  GError **error);
GBytes *wb_template_expand_message (GBytes *text,
                                    const WbVariables *variables,
                                    GError **error);

G_END_DECLS
