/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can be done with a map: the actions that buttons, keys and menus call. */

#include "config.h"

#include "wb-map-actions.h"

#include "wb-map-view.h"

/* One press of an arrow key, in pixels. */
#define PAN_STEP 64

static void
pan_cb (GtkWidget *widget,
        const char *action G_GNUC_UNUSED,
        GVariant *parameter)
{
  int right, down;

  g_variant_get (parameter, "(ii)", &right, &down);
  wb_map_view_pan (WB_MAP_VIEW (widget), right * PAN_STEP, down * PAN_STEP);
}

static void
fit_cb (GtkWidget *widget,
        const char *action G_GNUC_UNUSED,
        GVariant *parameter G_GNUC_UNUSED)
{
  wb_map_view_fit_all (WB_MAP_VIEW (widget));
}

static void
zoom_cb (GtkWidget *widget,
         const char *action,
         GVariant *parameter G_GNUC_UNUSED)
{
  wb_map_view_zoom_by (WB_MAP_VIEW (widget), g_str_equal (action, "map.zoom-in") ? 1 : -1);
}

/**
 * wb_map_actions_install:
 * @map_view_class: the class of #WbMapView
 */
void
wb_map_actions_install (GtkWidgetClass *map_view_class)
{
  gtk_widget_class_install_property_action (map_view_class, "map.follow", "following");
  gtk_widget_class_install_property_action (map_view_class, "map.trails", "show-trails");
  gtk_widget_class_install_action (map_view_class, "map.fit", NULL, fit_cb);
  gtk_widget_class_install_action (map_view_class, "map.pan", "(ii)", pan_cb);
  gtk_widget_class_install_action (map_view_class, "map.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (map_view_class, "map.zoom-out", NULL, zoom_cb);
}

/* A button that can't be pressed any more would drop the keyboard focus: the map takes it. */
static void
set_enabled (GtkWidget *map_view,
             const char *action,
             gboolean enabled)
{
  GtkRoot *root = gtk_widget_get_root (map_view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!enabled && GTK_IS_ACTIONABLE (focus) && gtk_widget_is_ancestor (focus, map_view) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), action) == 0)
    {
      gtk_root_set_focus (root, NULL);
      gtk_widget_grab_focus (map_view);
    }
  gtk_widget_action_set_enabled (map_view, action, enabled);
}

/**
 * wb_map_actions_update:
 * @map_view: a map
 * @tracks: (nullable): what is on it
 * @selected: (nullable): the selected track
 * @navigator: what moves it
 *
 * Enables what can be done now.
 */
void
wb_map_actions_update (GtkWidget *map_view,
                       WbTrackStore *tracks,
                       WbTrack *selected,
                       WbMapNavigator *navigator)
{
  double zoom = wb_map_navigator_get_target_zoom (navigator);

  set_enabled (map_view, "map.follow", selected != NULL);
  set_enabled (map_view, "map.fit", tracks != NULL && wb_track_store_get_length (tracks) > 0);
  set_enabled (map_view, "map.zoom-in", zoom < WB_MAP_MAX_ZOOM);
  set_enabled (map_view, "map.zoom-out", zoom > WB_MAP_MIN_ZOOM);
}
