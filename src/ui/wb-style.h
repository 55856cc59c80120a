/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How the window looks at the moment. */

#pragma once

#include "wb-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

WbTheme wb_style_get_theme (void);
void wb_style_mark_contrast (GtkWidget *widget);

G_END_DECLS
