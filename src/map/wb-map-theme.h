/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which of the map's themes suits the style of a widget. */

#pragma once

#include "wb-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

WbTheme wb_map_theme_from_widget (GtkWidget *widget);

G_END_DECLS
