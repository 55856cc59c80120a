/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where a server wants whoever is there to look: never anywhere but in the program. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server asks of the window in more bytes is not read: that is done on the main thread. */
#define WB_MAX_DIRECTIVE_BYTES (4 * 1024)

typedef enum {
  WB_PLACE_NOWHERE, /* of this program */
  WB_PLACE_MAP,
  WB_PLACE_LOG,
  WB_PLACE_SEND,
  WB_PLACE_MARKER,
  WB_PLACE_BACK,
} WbPlace;

/**
 * WbRedirect:
 * @target: where to, as it was said
 * @delay: in milliseconds
 * @pages: (nullable): from where; %NULL from everywhere
 */
typedef struct {
  char *target;
  guint delay;
  char **pages;
} WbRedirect;

WbRedirect *wb_redirect_parse (GBytes *arguments);
void wb_redirect_free (WbRedirect *self);

WbPlace wb_redirect_resolve (const char *target,
                             const char *path,
                             char **id);

char **wb_pages_split (const char *list);
gboolean wb_pages_contain (const char *const *pages,
                           const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbRedirect, wb_redirect_free)

G_END_DECLS
