/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window that tells about the program. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wb_about_show (GtkWindow *parent);

G_END_DECLS
