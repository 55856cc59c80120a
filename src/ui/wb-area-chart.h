/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* An area under a line that ends in a dot. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void wb_area_chart_snapshot (GtkWidget *widget,
                             GtkSnapshot *snapshot,
                             const graphene_point_t *points,
                             guint n_points);

G_END_DECLS
