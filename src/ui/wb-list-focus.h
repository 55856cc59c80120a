/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wb_list_focus_guide (GtkWidget *list);

G_END_DECLS
