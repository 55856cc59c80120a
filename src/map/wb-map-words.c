/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the map shows, in words. */

#include "config.h"

#include "wb-map-words.h"

#include "wb-track-name.h"

#include <glib/gi18n-lib.h>

static char *
count_objects (guint count)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Map, %u object in view", "Map, %u objects in view", count),
                          count);
}

/**
 * wb_map_describe:
 * @map: the widget that shows the map
 * @tracks: (nullable): what is on it
 * @selected: (nullable): the selected track
 * @monitor: (nullable): the model
 * @place: what is shown
 *
 * Tells those who do not see the map what is in view. The list of objects says the rest.
 */
void
wb_map_describe (GtkWidget *map,
                 WbTrackStore *tracks,
                 WbTrack *selected,
                 WbMonitor *monitor,
                 const WbMapPlace *place)
{
  WbMapExtent view = wb_map_extent_from_place (place, gtk_widget_get_width (map), gtk_widget_get_height (map));
  g_autofree char *objects = count_objects (tracks != NULL ? wb_map_extent_count (&view, tracks) : 0);
  g_autofree char *name = selected != NULL ? wb_track_dup_name (selected, monitor) : NULL;
  g_autofree char *sentence = NULL;

  /* Translators: first “Map, 5 objects in view”, then the name of an object. */
  if (name != NULL)
    sentence = g_strdup_printf (_ ("%s, %s selected"), objects, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (map), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence != NULL ? sentence : objects, -1);
}
