/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a server wants to tell whoever is there. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WbAlert:
 * @text: a short line of plain text, its icon in front
 * @seconds: how long to show it
 * @pages: (nullable): where it is meant to be seen; %NULL for everywhere
 */
typedef struct {
  char *text;
  guint seconds;
  char **pages;
} WbAlert;

WbAlert *wb_alert_parse (GBytes *arguments);
void wb_alert_free (WbAlert *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbAlert, wb_alert_free)

G_END_DECLS
