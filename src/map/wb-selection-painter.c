/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What stands out around the selected and the hovered track. There are at most two of them, so this
 * is drawn with cairo. */

#include "config.h"

#include "wb-selection-painter.h"

#include "wb-geo.h"
#include "wb-map-style.h"
#include "wb-marker.h"

#include <math.h>

/* Minutes between two ticks of the course vector, and half their lengths. */
#define TICK_MINUTES 2
#define TICK_HALF 3.0
#define LAST_TICK_HALF 4.0

/* The line below the course vector that separates it from the map. */
#define VECTOR_CASING_WIDTH 4.5
#define VECTOR_CASING_OPACITY 0.8

/* A selected marker is so much larger, at least. */
#define SELECTED_SIZE 20.0
#define SELECTED_MORE 2.0

/* The circle of accuracy is drawn where it can be told from the marker and from the picture. */
#define MIN_ACCURACY_RADIUS 6.0
#define MAX_ACCURACY_RADIUS 20000.0

/* One track with what is needed to draw around it. */
typedef struct {
  WbTrackBlock *block;
  guint i;
  guint position;
  double x;
  double y;
} Spot;

static gboolean
spot_init (Spot *self,
           const WbScene *scene,
           WbTrackStore *tracks,
           guint position)
{
  if (position >= wb_track_store_get_length (tracks))
    return FALSE;

  self->block = wb_track_store_get_block (tracks, position / WB_TRACK_BLOCK_SIZE);
  self->i = position % WB_TRACK_BLOCK_SIZE;
  self->position = position;
  wb_visible_place (tracks, scene, self->block, position, &self->x, &self->y);
  return TRUE;
}

static void
spot_clear (Spot *self)
{
  g_clear_pointer (&self->block, wb_track_block_unref);
}

static void
set_colour (cairo_t *cr,
            const GdkRGBA *colour,
            double opacity)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, opacity);
}

static double
get_accuracy (WbTrackStore *tracks,
              const Spot *spot,
              const WbScene *scene)
{
  g_autoptr(WbTrack) track = g_list_model_get_item (G_LIST_MODEL (tracks), spot->position);
  double metres = track != NULL ? wb_track_get_accuracy (track) : NAN;
  double latitude = wb_geo_latitude_from_mercator (spot->block->y[spot->i]);

  return metres * wb_geo_mercator_units_per_metre (latitude) * wb_scene_get_pixels_per_unit (scene);
}

static void
paint_accuracy (cairo_t *cr,
                const WbMapStyle *style,
                const Spot *spot,
                double radius)
{
  /* Not a number is not between the two either. */
  if (!(radius >= MIN_ACCURACY_RADIUS && radius <= MAX_ACCURACY_RADIUS))
    return;

  cairo_new_path (cr);
  cairo_arc (cr, spot->x, spot->y, radius, 0, 2 * G_PI);
  set_colour (cr, &style->selection, style->accuracy_fill);
  cairo_fill_preserve (cr);
  set_colour (cr, &style->selection, style->accuracy_stroke);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
stroke_cased (cairo_t *cr,
              const WbMapStyle *style)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, VECTOR_CASING_WIDTH);
  set_colour (cr, &style->land, VECTOR_CASING_OPACITY);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, style->vector_width);
  set_colour (cr, &style->selection, 1);
  cairo_stroke (cr);
}

/* Where the track will be within the next minutes if it goes on like this. */
static void
paint_vector (cairo_t *cr,
              const WbMapStyle *style,
              const Spot *spot,
              double scale)
{
  double vx = spot->block->vx[spot->i] * scale, vy = spot->block->vy[spot->i] * scale;
  double speed = hypot (vx, vy), inner = style->ring_radius + 1;
  double length = speed * 60 * style->vector_minutes;
  double along_x, along_y;

  if (length <= inner + LAST_TICK_HALF)
    return;

  along_x = vx / speed;
  along_y = vy / speed;
  cairo_new_path (cr);
  cairo_move_to (cr, spot->x + along_x * inner, spot->y + along_y * inner);
  cairo_line_to (cr, spot->x + along_x * length, spot->y + along_y * length);
  for (int minute = TICK_MINUTES; minute <= style->vector_minutes; minute += TICK_MINUTES)
    {
      double at = speed * 60 * minute;
      double half = minute == style->vector_minutes ? LAST_TICK_HALF : TICK_HALF;

      if (at < inner + TICK_HALF)
        continue;
      cairo_move_to (cr, spot->x + along_x * at - along_y * half, spot->y + along_y * at + along_x * half);
      cairo_line_to (cr, spot->x + along_x * at + along_y * half, spot->y + along_y * at - along_x * half);
    }
  stroke_cased (cr, style);
}

/**
 * wb_selection_painter_paint_below:
 * @canvas: a canvas
 * @scene: a scene
 * @tracks: a store
 *
 * Paints what belongs below the markers: how exact the selected position is, and where it is going.
 */
void
wb_selection_painter_paint_below (WbCanvas *canvas,
                                  const WbScene *scene,
                                  WbTrackStore *tracks)
{
  const WbMapStyle *style = wb_map_style_get (scene->theme);
  Spot spot;

  if (!spot_init (&spot, scene, tracks, scene->selected))
    return;

  cairo_save (canvas->cr);
  paint_accuracy (canvas->cr, style, &spot, get_accuracy (tracks, &spot, scene));
  if (spot.block->freshness[spot.i] == WB_FRESHNESS_LIVE)
    paint_vector (canvas->cr, style, &spot, wb_scene_get_pixels_per_unit (scene));
  cairo_restore (canvas->cr);
  spot_clear (&spot);
}

static double
snap (const WbCanvas *canvas,
      double position)
{
  return floor (position * canvas->scale + 0.5) / canvas->scale;
}

static void
paint_hover (WbCanvas *canvas,
             const WbScene *scene,
             WbTrackStore *tracks)
{
  const WbMapStyle *style = wb_map_style_get (scene->theme);
  cairo_t *cr = canvas->cr;
  Spot spot;

  if (scene->hovered == scene->selected || !spot_init (&spot, scene, tracks, scene->hovered))
    return;

  cairo_new_path (cr);
  cairo_arc (cr, snap (canvas, spot.x), snap (canvas, spot.y), style->hover_radius, 0, 2 * G_PI);
  cairo_set_line_width (cr, style->hover_width);
  set_colour (cr, &style->selection, style->hover_opacity);
  cairo_stroke (cr);
  spot_clear (&spot);
}

static void
paint_selected (WbCanvas *canvas,
                const WbScene *scene,
                WbTrackStore *tracks,
                double marker_size)
{
  const WbMapStyle *style = wb_map_style_get (scene->theme);
  cairo_t *cr = canvas->cr;
  WbMarker marker = { .theme = scene->theme, .size = MAX (SELECTED_SIZE, marker_size + SELECTED_MORE) };
  guint heading;
  Spot spot;

  if (!spot_init (&spot, scene, tracks, scene->selected))
    return;

  heading = spot.block->heading[spot.i];
  marker.shape = wb_marker_choose_shape (spot.block->icon[spot.i], heading != WB_TRACK_NO_HEADING);
  marker.colour = spot.block->colour[spot.i];
  marker.freshness = spot.block->freshness[spot.i];
  marker.angle = heading != WB_TRACK_NO_HEADING ? heading * 2 * G_PI / WB_TRACK_NO_HEADING : 0;
  cairo_translate (cr, snap (canvas, spot.x), snap (canvas, spot.y));
  wb_marker_draw (&marker, cr);

  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, style->ring_radius, 0, 2 * G_PI);
  cairo_set_line_width (cr, style->ring_casing_width);
  set_colour (cr, &style->casing, 1);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, style->ring_width);
  set_colour (cr, &style->selection, 1);
  cairo_stroke (cr);
  spot_clear (&spot);
}

/**
 * wb_selection_painter_paint_above:
 * @canvas: a canvas
 * @scene: a scene
 * @tracks: a store
 * @marker_size: how large the other markers are
 *
 * Paints the rings and the selected marker.
 */
void
wb_selection_painter_paint_above (WbCanvas *canvas,
                                  const WbScene *scene,
                                  WbTrackStore *tracks,
                                  double marker_size)
{
  cairo_save (canvas->cr);
  paint_hover (canvas, scene, tracks);
  paint_selected (canvas, scene, tracks, marker_size);
  cairo_restore (canvas->cr);
}
