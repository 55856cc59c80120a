/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map because a track is selected. */

#include "config.h"

#include "wb-map-selection.h"

#include "wb-track-name.h"

/**
 * wb_map_selection_show:
 * @controls: what floats over the map
 * @layer: where tracks are
 * @selected: (nullable): the selected track
 * @monitor: (nullable): the model
 * @following: whether the map follows it
 *
 * Names the selected track where it is, and where it is said that it is followed.
 */
void
wb_map_selection_show (WbMapControls *controls,
                       WbLiveLayer *layer,
                       WbTrack *selected,
                       WbMonitor *monitor,
                       gboolean following)
{
  g_autofree char *name = selected != NULL ? wb_track_dup_name (selected, monitor) : NULL;
  graphene_point_t marker, tip = GRAPHENE_POINT_INIT_ZERO;
  double x, y;
  gboolean shown = selected != NULL && wb_live_layer_locate (layer, selected, &x, &y);

  if (shown)
    {
      tip = wb_live_layer_get_course (layer, selected);
      graphene_point_init (&marker, (float) x, (float) y);
      graphene_point_init (&tip, marker.x + tip.x, marker.y + tip.y);
    }
  wb_map_controls_show_selected (controls, selected, name, shown ? &marker : NULL, &tip);
  wb_map_controls_show_following (controls, following ? name : NULL);
}
