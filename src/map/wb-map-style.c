/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The palette as drawing needs it: looked up once for each theme. */

#include "config.h"

#include "wb-map-style.h"

static const struct {
  const char *path;
  gsize offset;
} numbers[] = {
#define NUMBER(path, member) { path, G_STRUCT_OFFSET (WbMapStyle, member) }
  NUMBER ("track.casing.width", casing_width),
  NUMBER ("freshness.stale.stroke-width", stale_width),
  NUMBER ("freshness.lost.size", lost_size),
  NUMBER ("freshness.lost.stroke-width", lost_width),
  NUMBER ("freshness.lost.opacity", lost_opacity),
  NUMBER ("freshness.last-known.ring.radius", last_known_radius),
  NUMBER ("freshness.last-known.ring.width", last_known_width),
  NUMBER ("icons.size", size),
  NUMBER ("icons.size-many", size_many),
  NUMBER ("icons.size-few", size_few),
  NUMBER ("selection.ring-radius", ring_radius),
  NUMBER ("selection.ring-width", ring_width),
  NUMBER ("selection.casing-width", ring_casing_width),
  NUMBER ("hover.ring-radius", hover_radius),
  NUMBER ("hover.ring-width", hover_width),
  NUMBER ("hover.opacity", hover_opacity),
  NUMBER ("selection.accuracy-fill-opacity", accuracy_fill),
  NUMBER ("selection.accuracy-stroke-opacity", accuracy_stroke),
  NUMBER ("selection.vector-width", vector_width),
  NUMBER ("trail.width", trail_width),
  NUMBER ("trail.width-selected", trail_width_selected),
  NUMBER ("trail.casing-width-selected", trail_casing_width),
  NUMBER ("trail.opacity-newest", trail_newest),
  NUMBER ("trail.opacity-oldest", trail_oldest),
#undef NUMBER
};

static void
load (WbMapStyle *self,
      WbTheme theme)
{
  self->n_tracks = MIN (wb_palette_get_n_track_colours (), WB_MAP_STYLE_MAX_COLOURS);
  for (guint i = 0; i < self->n_tracks; i++)
    wb_palette_get_track_colour (theme, i, &self->tracks[i]);
  wb_palette_get_colour (theme, "track.casing", &self->casing);
  wb_palette_get_colour (theme, "track.neutral", &self->neutral);
  wb_palette_get_colour (theme, "selection", &self->selection);
  wb_palette_get_map_colour (theme, "sea", &self->sea);
  wb_palette_get_map_colour (theme, "land", &self->land);

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    G_STRUCT_MEMBER (double, self, numbers[i].offset) = wb_palette_get_number (numbers[i].path);
  self->many_above = (guint) wb_palette_get_number ("icons.many-above");
  self->few_below = (guint) wb_palette_get_number ("icons.few-below");
  self->vector_minutes = (int) wb_palette_get_number ("selection.vector-minutes");
}

static WbMapStyle *
load_all (void)
{
  WbMapStyle *styles = g_new0 (WbMapStyle, WB_N_THEMES);

  for (int theme = 0; theme < WB_N_THEMES; theme++)
    load (&styles[theme], theme);
  return styles;
}

/**
 * wb_map_style_get:
 * @theme: a theme
 *
 * Returns: its colours and measures; they live as long as the program
 */
const WbMapStyle *
wb_map_style_get (WbTheme theme)
{
  static gsize styles = 0;

  g_return_val_if_fail ((int) theme >= 0 && theme < WB_N_THEMES, NULL);

  if (g_once_init_enter (&styles))
    g_once_init_leave (&styles, (gsize) load_all ());
  return (const WbMapStyle *) styles + theme;
}
