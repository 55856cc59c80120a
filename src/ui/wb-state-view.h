/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The state of a connection in pictures and words. */

#pragma once

#include "wb-connection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *wb_state_view_get_icon_name (WbConnection *connection);
const char *wb_state_view_get_css_class (WbConnection *connection);
const char *wb_state_view_get_label (WbConnection *connection);
gboolean wb_state_view_is_busy (WbConnection *connection);
gboolean wb_state_view_is_failed (WbConnection *connection);

char *wb_state_view_dup_line (WbConnection *connection);
char *wb_state_view_dup_line_with_duration (WbConnection *connection);
char *wb_state_view_dup_rate (double per_second);
char *wb_state_view_dup_explanation (WbConnection *connection);
char *wb_state_view_dup_spoken (WbConnection *connection);

void wb_state_view_colour_line (GtkWidget *line,
                                WbConnection *connection);
void wb_state_view_show_buttons (GtkWidget *open,
                                 GtkWidget *close,
                                 WbConnection *connection);

G_END_DECLS
