/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a track looks like: shape, colour and freshness.
 *
 * Fill tells how fresh a track is: filled is live, hollow is stale, grey in a dotted ring is the
 * last known place, and a small cross is what is left of a lost one. */

#include "config.h"

#include "wb-marker.h"

#include "wb-map-style.h"
#include "wb-svg-path.h"

/* Edge of the square in which the shapes are drawn, centred in its middle. */
#define SHAPE_EDGE 24.0

/* Hollow and grey shapes are a little smaller, so that their outline does not make them heavier. */
#define OUTLINED_LESS 1.0

/* What is in the air has long thin wings and gets a little more room. */
#define FLYING_FACTOR (18.0 / 16.0)

/* The line below the cross that keeps it readable everywhere. */
#define LOST_CASING_WIDTH 4.5

static WbSvgPath *
load_shape (guint shape)
{
  const char *name = shape == WB_SHAPE_ARROW ? "arrow" : wb_icon_get_name (shape);
  g_autofree char *path = g_strdup_printf ("/app/whereabouts/Whereabouts/map/icons/marker-%s.svg", name);
  g_autoptr(GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  WbSvgPath *outline = NULL;

  if (bytes != NULL)
    outline = wb_svg_path_new_from_svg (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (outline == NULL)
    g_error ("%s is no outline", path);
  return outline;
}

static WbSvgPath **
load_shapes (void)
{
  WbSvgPath **shapes = g_new0 (WbSvgPath *, WB_N_SHAPES);

  for (guint shape = 0; shape < WB_N_SHAPES; shape++)
    shapes[shape] = load_shape (shape);
  return shapes;
}

static const WbSvgPath *
get_shape (guint shape)
{
  static gsize shapes = 0;

  if (g_once_init_enter (&shapes))
    g_once_init_leave (&shapes, (gsize) load_shapes ());
  return ((WbSvgPath **) shapes)[shape];
}

/**
 * wb_marker_choose_shape:
 * @icon: the kind of the track
 * @points: whether it is known where it points
 *
 * Returns: the shape that shows it
 */
guint
wb_marker_choose_shape (WbIcon icon,
                        gboolean points)
{
  if (icon == WB_ICON_UNKNOWN && points)
    return WB_SHAPE_ARROW;
  return (guint) icon < WB_N_ICONS ? icon : WB_ICON_UNKNOWN;
}

/**
 * wb_marker_is_upright:
 * @shape: a shape
 *
 * Returns: whether it is never turned
 */
gboolean
wb_marker_is_upright (guint shape)
{
  return shape == WB_ICON_UNKNOWN || shape == WB_ICON_PERSON || shape == WB_ICON_PHONE || shape == WB_ICON_SENSOR;
}

/**
 * wb_marker_get_size_factor:
 * @shape: a shape
 *
 * Returns: how large it is drawn among others
 */
double
wb_marker_get_size_factor (guint shape)
{
  gboolean flying = shape == WB_ICON_AIRCRAFT || shape == WB_ICON_HELICOPTER || shape == WB_ICON_DRONE;

  return flying ? FLYING_FACTOR : 1;
}

/* The ring is wide enough for larger markers too; around smaller ones it gets smaller. */
static double
get_ring_radius (const WbMarker *self,
                 const WbMapStyle *style)
{
  double reference = style->size * wb_marker_get_size_factor (self->shape);

  return style->last_known_radius * MIN (1, self->size / reference);
}

/**
 * wb_marker_get_radius:
 * @self: a marker
 *
 * Returns: how far it reaches from its middle, in logical pixels
 */
double
wb_marker_get_radius (const WbMarker *self)
{
  const WbMapStyle *style = wb_map_style_get (self->theme);
  /* The corners of the square stay empty, so its edge is far enough even when turned. */
  double radius = self->size * 0.6 + style->casing_width;

  if (self->freshness == WB_FRESHNESS_LAST_KNOWN)
    radius = MAX (radius, get_ring_radius (self, style) + style->last_known_width);
  return radius;
}

static void
set_colour (cairo_t *cr,
            const GdkRGBA *colour,
            double opacity)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, opacity);
}

/* The shape, with a line of @width around it that lies below. */
static void
draw_shape (const WbMarker *self,
            cairo_t *cr,
            double size,
            const GdkRGBA *fill,
            const GdkRGBA *stroke,
            double width)
{
  cairo_save (cr);
  if (!wb_marker_is_upright (self->shape))
    cairo_rotate (cr, self->angle);
  cairo_scale (cr, size / SHAPE_EDGE, size / SHAPE_EDGE);
  cairo_translate (cr, -SHAPE_EDGE / 2, -SHAPE_EDGE / 2);
  cairo_new_path (cr);
  wb_svg_path_append (get_shape (self->shape), cr);
  cairo_restore (cr);

  cairo_set_line_width (cr, 2 * width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_colour (cr, stroke, 1);
  cairo_stroke_preserve (cr);
  set_colour (cr, fill, 1);
  cairo_fill (cr);
}

static void
draw_ring (const WbMarker *self,
           const WbMapStyle *style,
           cairo_t *cr)
{
  static const double dashes[] = { 2, 2.5 };

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, style->last_known_width);
  cairo_arc (cr, 0, 0, get_ring_radius (self, style), 0, 2 * G_PI);
  set_colour (cr, &style->neutral, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_cross (const WbMapStyle *style,
            cairo_t *cr)
{
  double half = style->lost_size / 2 - 0.3;

  cairo_push_group (cr);
  cairo_new_path (cr);
  cairo_move_to (cr, -half, -half);
  cairo_line_to (cr, half, half);
  cairo_move_to (cr, half, -half);
  cairo_line_to (cr, -half, half);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, LOST_CASING_WIDTH);
  set_colour (cr, &style->casing, 1);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, style->lost_width);
  set_colour (cr, &style->neutral, 1);
  cairo_stroke (cr);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, style->lost_opacity);
}

/**
 * wb_marker_draw:
 * @self: a marker
 * @cr: a context in logical pixels, whose origin is where the track is
 *
 * Draws the marker.
 */
void
wb_marker_draw (const WbMarker *self,
                cairo_t *cr)
{
  const WbMapStyle *style = wb_map_style_get (self->theme);
  const GdkRGBA *colour = &style->tracks[self->colour % style->n_tracks];
  double casing = style->casing_width / 2;

  switch (self->freshness)
    {
    case WB_FRESHNESS_STALE:
      draw_shape (self, cr, self->size - OUTLINED_LESS, &style->casing, colour, style->stale_width);
      break;
    case WB_FRESHNESS_LOST:
      draw_cross (style, cr);
      break;
    case WB_FRESHNESS_LAST_KNOWN:
      draw_ring (self, style, cr);
      draw_shape (self, cr, self->size - OUTLINED_LESS, &style->neutral, &style->casing, casing);
      break;
    case WB_FRESHNESS_LIVE:
    default:
      draw_shape (self, cr, self->size, colour, &style->casing, casing);
    }
}
