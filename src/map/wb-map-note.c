/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A line of text written on the map in the map's own colours, as the attribution and the scale. */

#include "config.h"

#include "wb-map-note.h"

#include "wb-format-text.h"
#include "wb-map-theme.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The bracket that shows a distance: no longer than so much, with ends so high. */
#define MAX_BRACKET 110.0
#define BRACKET_HEIGHT 5
#define BRACKET_WIDTH 1.5
#define BRACKET_HALO 4.0

/* Between text and bracket. */
#define GAP 2

#define HALO_WIDTH 2.5

/* What the halo needs around everything. */
#define PADDING 2

/**
 * WbMapNote:
 *
 * Text with a halo that is readable on land and sea; the scale also has a bracket as long as the
 * distance it tells.
 */
struct _WbMapNote {
  GtkWidget parent_instance;

  PangoLayout *layout;
  int bracket; /* logical pixels, 0 for none */
};

typedef enum {
  PROP_TEXT = 1,
} WbMapNoteProperty;

static GParamSpec *properties[PROP_TEXT + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbMapNote, wb_map_note, GTK_TYPE_WIDGET)

/*
 * Drawing
 */

static void
set_colour (cairo_t *cr,
            WbTheme theme,
            const char *name,
            double opacity)
{
  GdkRGBA colour;

  wb_palette_get_map_colour (theme, name, &colour);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, opacity);
}

static void
draw_text (WbMapNote *self,
           cairo_t *cr,
           WbTheme theme,
           double width)
{
  int text_width;

  pango_layout_get_pixel_size (self->layout, &text_width, NULL);
  cairo_move_to (cr, round ((width - text_width) / 2), PADDING);
  pango_cairo_layout_path (cr, self->layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, HALO_WIDTH);
  set_colour (cr, theme, "halo", 0.85);
  cairo_stroke (cr);

  cairo_move_to (cr, round ((width - text_width) / 2), PADDING);
  set_colour (cr, theme, self->bracket > 0 ? "city-label" : "city-label-minor", 1);
  pango_cairo_show_layout (cr, self->layout);
}

static void
draw_bracket (WbMapNote *self,
              cairo_t *cr,
              WbTheme theme,
              double width,
              double height)
{
  double x = round ((width - self->bracket) / 2) + 0.5;
  double y = height - PADDING - 0.5;

  if (self->bracket == 0)
    return;

  cairo_move_to (cr, x, y - BRACKET_HEIGHT);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x + self->bracket - 1, y);
  cairo_line_to (cr, x + self->bracket - 1, y - BRACKET_HEIGHT);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_width (cr, BRACKET_HALO);
  set_colour (cr, theme, "halo", 0.85);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, BRACKET_WIDTH);
  set_colour (cr, theme, "city-label", 1);
  cairo_stroke (cr);
}

static void
wb_map_note_snapshot (GtkWidget *widget,
                      GtkSnapshot *snapshot)
{
  WbMapNote *self = WB_MAP_NOTE (widget);
  WbTheme theme = wb_map_theme_from_widget (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  draw_bracket (self, cr, theme, width, height);
  draw_text (self, cr, theme, width);
  cairo_destroy (cr);
}

/*
 * Widget
 */

static void
wb_map_note_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size G_GNUC_UNUSED,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline G_GNUC_UNUSED,
                     int *natural_baseline G_GNUC_UNUSED)
{
  WbMapNote *self = WB_MAP_NOTE (widget);
  int width, height;

  pango_layout_get_pixel_size (self->layout, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (width, self->bracket) + 2 * PADDING;
  else
    *natural = height + (self->bracket > 0 ? GAP + BRACKET_HEIGHT : 0) + 2 * PADDING;
  *minimum = *natural;
}

static void
wb_map_note_css_changed (GtkWidget *widget,
                         GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (wb_map_note_parent_class)->css_changed (widget, change);

  pango_layout_context_changed (WB_MAP_NOTE (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static const char *
get_text (WbMapNote *self)
{
  return pango_layout_get_text (self->layout);
}

static void
wb_map_note_get_property (GObject *object,
                          guint prop_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  if (prop_id == PROP_TEXT)
    g_value_set_string (value, get_text (WB_MAP_NOTE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
wb_map_note_set_property (GObject *object,
                          guint prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  if (prop_id == PROP_TEXT)
    wb_map_note_set_text (WB_MAP_NOTE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
wb_map_note_finalize (GObject *object)
{
  g_clear_object (&WB_MAP_NOTE (object)->layout);

  G_OBJECT_CLASS (wb_map_note_parent_class)->finalize (object);
}

static void
wb_map_note_class_init (WbMapNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = wb_map_note_finalize;
  object_class->get_property = wb_map_note_get_property;
  object_class->set_property = wb_map_note_set_property;

  widget_class->css_changed = wb_map_note_css_changed;
  widget_class->measure = wb_map_note_measure;
  widget_class->snapshot = wb_map_note_snapshot;

  properties[PROP_TEXT] = g_param_spec_string (
      "text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "map-note");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
wb_map_note_init (WbMapNote *self)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (self->layout, attributes);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
wb_map_note_set_text (WbMapNote *self,
                      const char *text)
{
  g_return_if_fail (WB_IS_MAP_NOTE (self));

  if (g_strcmp0 (get_text (self), text) == 0)
    return;

  pango_layout_set_text (self->layout, text != NULL ? text : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, get_text (self), -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* The longest of 1, 2, 5, 10, 20, 50… that is not longer than @metres. */
static double
choose_distance (double metres)
{
  double power = pow (10, floor (log10 (metres)));
  double digits = metres / power;

  return power * (digits >= 5 ? 5 : digits >= 2 ? 2 : 1);
}

static char *
format_distance (double metres)
{
  gboolean far = metres >= 1000;
  g_autofree char *count = wb_format_count ((guint64) round (far ? metres / 1000 : metres));

  return g_strdup_printf (far ? _ ("%s km") : _ ("%s m"), count);
}

/**
 * wb_map_note_show_distance:
 * @self: a note
 * @metres_per_pixel: in the middle of the map
 *
 * Shows a round distance and how long it is.
 */
void
wb_map_note_show_distance (WbMapNote *self,
                           double metres_per_pixel)
{
  g_autofree char *text = NULL;
  double metres;
  int bracket;

  g_return_if_fail (WB_IS_MAP_NOTE (self));
  g_return_if_fail (metres_per_pixel > 0);

  metres = choose_distance (MAX (metres_per_pixel * MAX_BRACKET, 1));
  bracket = (int) round (metres / metres_per_pixel);
  text = format_distance (metres);
  wb_map_note_set_text (self, text);
  if (self->bracket == bracket)
    return;

  self->bracket = bracket;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
