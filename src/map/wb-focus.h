/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The keyboard focus of what can't have it itself. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean wb_focus_pass_on (GtkWidget *container,
                           GtkWidget *child);

G_END_DECLS
