/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A message as a line of the list. */

#include "config.h"

#include "wb-message-row.h"

#include "wb-format-text.h"
#include "wb-map-style.h"
#include "wb-message-text.h"
#include "wb-spoken.h"
#include "wb-style.h"

#include <adwaita.h>
#include <math.h>

/* Between the parts of a row, and between a warning and what it is about; logical pixels. */
#define SPACING 10
#define WARNING_SPACING 5

#define DIRECTION_SIZE 13
#define WARNING_SIZE 12

/* Sizes of most messages take no more, so that they stand below each other. */
#define SIZE_CHARS 4

/* The bar in the colour of the connection. */
#define BAR_WIDTH 4
#define BAR_RADIUS 2

/* Names of connections have a column of their own, as wide as the row allows. */
#define NAME_SHARE 0.2
#define MAX_NAME_WIDTH 130

/* What a message is about leaves most of the row to the message. */
#define MAX_SUBJECT_SHARE 0.35

/* How much of the text's colour is left where it is not what one looks for. */
#define FAINT 0.55
#define SENTENCE_FAINT 0.7

/* Sizes of type, of that of the window. */
#define MACHINE_SCALE 0.78
#define SENTENCE_SCALE 0.86
#define SUBJECT_SCALE 0.82

/**
 * WbMessageRow:
 *
 * Draws itself: a list view keeps two hundred rows and under a flood gives all of them other messages
 * ten times a second, and with a widget for each part of a row their styles alone would take 20 ms. Only
 * what is in sight is drawn, and no row asks for another size.
 */
struct _WbMessageRow {
  GtkWidget parent_instance;

  /* State */
  gboolean compact;
  gboolean shows_name;
  const WbMessage *message; /* borrowed from the list item */
  WbConnection *connection; /* owned */
  gboolean filled;          /* what is read out is that of the message */
};

typedef enum {
  PROP_COMPACT = 1,
  PROP_SHOWS_NAME,
} WbMessageRowProperty;

static GParamSpec *properties[PROP_SHOWS_NAME + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbMessageRow, wb_message_row, GTK_TYPE_WIDGET)

/*
 * Drawing
 */

/* Draws the parts of a row from both ends towards the middle. */
typedef struct {
  GtkWidget *row;
  const WbMessage *message;
  GtkSnapshot *snapshot;
  GdkRGBA text;
  gboolean is_event;
  gboolean is_rejected;
  double start; /* what is left of the row; from the left, or mirrored, from the right */
  double end;
} Pen;

static GdkRGBA
look_up_colour (Pen *pen,
                const char *name)
{
  GdkRGBA colour;

  return gtk_style_context_lookup_color (gtk_widget_get_style_context (pen->row), name, &colour) ? colour : pen->text;
}

/* The text's colour, weakened where contrast is not everything. */
static GdkRGBA
get_faint (Pen *pen,
           double share)
{
  GdkRGBA colour = pen->text;

  if (!adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    colour.alpha *= (float) share;
  return colour;
}

/* The colour of direction and content: they tell what kind of message it is. */
static GdkRGBA
get_content_colour (Pen *pen,
                    double share)
{
  if (pen->message->direction == WB_DIRECTION_SENT)
    return look_up_colour (pen, "accent_color");
  if (pen->message->kind == WB_MESSAGE_ERROR)
    return look_up_colour (pen, "error_color");
  return get_faint (pen, share);
}

static PangoLayout *
create_layout (GtkWidget *row,
               const char *text,
               double scale,
               const char *family)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (row, text);
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_absolute_size (font, pango_font_description_get_size (font) * scale);
  if (family != NULL)
    pango_font_description_set_family_static (font, family);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_font_description_free (font);
  return layout;
}

static int
get_layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static double
mirror (Pen *pen,
        double x,
        double width)
{
  return gtk_widget_get_direction (pen->row) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (pen->row) - x - width : x;
}

/* Draws a text in the middle of the row's height, and frees it. */
static void
draw_layout (Pen *pen,
             PangoLayout *layout,
             double x,
             double width,
             GdkRGBA colour)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot,
                          &GRAPHENE_POINT_INIT ((float) mirror (pen, x, width),
                                                (float) ((gtk_widget_get_height (pen->row) - height) / 2)));
  gtk_snapshot_append_layout (pen->snapshot, layout, &colour);
  gtk_snapshot_restore (pen->snapshot);
  g_object_unref (layout);
}

static void
draw_icon (Pen *pen,
           const char *name,
           double x,
           int size,
           GdkRGBA colour)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (pen->row));
  g_autoptr(GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, name, NULL, size, gtk_widget_get_scale_factor (pen->row),
                                  gtk_widget_get_direction (pen->row), 0);

  gtk_snapshot_save (pen->snapshot);
  gtk_snapshot_translate (pen->snapshot,
                          &GRAPHENE_POINT_INIT ((float) mirror (pen, x, size),
                                                (float) ((gtk_widget_get_height (pen->row) - size) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), pen->snapshot, size, size, &colour, 1);
  gtk_snapshot_restore (pen->snapshot);
}

static void
draw_bar (Pen *pen,
          guint number)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) mirror (pen, pen->start, BAR_WIDTH), 0, BAR_WIDTH,
                                               (float) gtk_widget_get_height (pen->row));
  const WbMapStyle *style = wb_map_style_get (wb_style_get_theme ());
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &bounds, BAR_RADIUS);
  gtk_snapshot_push_rounded_clip (pen->snapshot, &shape);
  gtk_snapshot_append_color (pen->snapshot, &style->tracks[number % style->n_tracks], &bounds);
  gtk_snapshot_pop (pen->snapshot);
  pen->start += BAR_WIDTH + SPACING;
}

/* Whose message it is; what follows stands below each other. */
static void
draw_name (Pen *pen,
           WbConnection *connection)
{
  g_autofree char *name = wb_connection_dup_name (connection);
  PangoLayout *layout = create_layout (pen->row, name, SUBJECT_SCALE, NULL);
  double column = floor (MIN (gtk_widget_get_width (pen->row) * NAME_SHARE, MAX_NAME_WIDTH));
  double width = MIN (get_layout_width (layout), column);

  /* Addresses differ at their ends. */
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_width (layout, (int) ceil (width * PANGO_SCALE));
  draw_layout (pen, layout, pen->start, width, get_faint (pen, SENTENCE_FAINT));
  pen->start += column + SPACING;
}

static void
draw_head (Pen *pen,
           gboolean compact)
{
  g_autofree char *time = wb_format_time (pen->message->time, !compact);
  PangoLayout *layout = create_layout (pen->row, time, MACHINE_SCALE, "monospace");
  double width = get_layout_width (layout);

  draw_icon (pen, wb_message_text_direction_icon (pen->message), pen->start, DIRECTION_SIZE,
             get_content_colour (pen, FAINT));
  pen->start += DIRECTION_SIZE + SPACING;
  draw_layout (pen, layout, pen->start, width, get_faint (pen, FAINT));
  pen->start += width + SPACING;
}

static void
draw_size (Pen *pen)
{
  g_autofree char *size = wb_message_text_size (wb_message_get_size (pen->message));
  PangoLayout *layout = create_layout (pen->row, size, MACHINE_SCALE, "monospace");
  double width = get_layout_width (layout);
  double column = width * MAX (1, (double) SIZE_CHARS / (double) g_utf8_strlen (size, -1));

  draw_layout (pen, layout, pen->end - width, width, get_faint (pen, FAINT));
  pen->end -= column + SPACING;
}

static void
draw_subject (Pen *pen,
              const char *subject)
{
  GdkRGBA colour = pen->is_rejected ? look_up_colour (pen, "warning_color") : get_faint (pen, FAINT);
  PangoLayout *layout = create_layout (pen->row, subject, SUBJECT_SCALE, NULL);
  double width = MIN (get_layout_width (layout), (pen->end - pen->start) * MAX_SUBJECT_SHARE);

  pango_layout_set_width (layout, (int) ceil (width * PANGO_SCALE));
  pen->end -= width;
  draw_layout (pen, layout, pen->end, width, colour);
  if (pen->is_rejected)
    {
      pen->end -= WARNING_SIZE + WARNING_SPACING;
      draw_icon (pen, "dialog-warning-symbolic", pen->end, WARNING_SIZE, colour);
    }
  pen->end -= SPACING;
}

/* The name stands in front of the arguments, in the letters of the list. */
static void
draw_event_name (Pen *pen,
                 const char *name)
{
  PangoLayout *layout = create_layout (pen->row, name, SENTENCE_SCALE, NULL);
  double width = MIN (get_layout_width (layout), (pen->end - pen->start) * MAX_SUBJECT_SHARE);

  pango_layout_set_width (layout, (int) ceil (width * PANGO_SCALE));
  draw_layout (pen, layout, pen->start, width,
               pen->message->direction == WB_DIRECTION_SENT ? get_content_colour (pen, SENTENCE_FAINT) : pen->text);
  pen->start += width + SPACING;
}

static void
draw_content (Pen *pen)
{
  g_autofree char *line = wb_message_text_line (pen->message);
  const char *blank = wb_message_text_blank (pen->message);
  double width = pen->end - pen->start;
  GdkRGBA colour = pen->text;
  PangoLayout *layout;

  if (width <= 0)
    return;

  if (pen->is_event || blank != NULL)
    layout = create_layout (pen->row, blank != NULL ? blank : line, SENTENCE_SCALE, NULL);
  else
    layout = create_layout (pen->row, line, MACHINE_SCALE, "monospace");
  if (pen->is_event || pen->message->direction == WB_DIRECTION_SENT)
    colour = get_content_colour (pen, SENTENCE_FAINT);
  else if (blank != NULL)
    colour = get_faint (pen, FAINT);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  draw_layout (pen, layout, pen->start, width, colour);
}

static gboolean
has_name (WbMessageRow *self)
{
  return self->shows_name && self->connection != NULL;
}

static void
wb_message_row_snapshot (GtkWidget *widget,
                         GtkSnapshot *snapshot)
{
  WbMessageRow *self = WB_MESSAGE_ROW (widget);
  g_autofree char *subject = NULL;
  g_autofree char *event = NULL;
  Pen pen = { .row = widget, .message = self->message, .snapshot = snapshot, .end = gtk_widget_get_width (widget) };

  if (self->message == NULL)
    return;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &pen.text);
  pen.is_event = self->message->direction == WB_DIRECTION_LOCAL;
  subject = wb_message_text_subject (self->message, &pen.is_rejected);
  if (has_name (self))
    draw_bar (&pen, wb_connection_get_colour (self->connection));
  draw_head (&pen, self->compact);
  if (has_name (self))
    draw_name (&pen, self->connection);
  if (!self->compact && !pen.is_event)
    draw_size (&pen);
  if (subject != NULL && (pen.is_rejected || !self->compact))
    draw_subject (&pen, subject);
  event = wb_message_text_event (self->message);
  if (event != NULL)
    draw_event_name (&pen, event);
  draw_content (&pen);
}

static int
measure_line (GtkWidget *widget,
              double scale,
              const char *family)
{
  g_autoptr(PangoLayout) layout = create_layout (widget, NULL, scale, family);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

/* However wide the list is, the row draws what there is room for. */
static void
wb_message_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size G_GNUC_UNUSED,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline G_GNUC_UNUSED,
                        int *natural_baseline G_GNUC_UNUSED)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural =
        MAX (measure_line (widget, MACHINE_SCALE, "monospace"), measure_line (widget, SENTENCE_SCALE, NULL));
}

/*
 * The widget
 */

static void
wb_message_row_get_property (GObject *object,
                             guint prop_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  switch ((WbMessageRowProperty) prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, WB_MESSAGE_ROW (object)->compact);
      break;
    case PROP_SHOWS_NAME:
      g_value_set_boolean (value, WB_MESSAGE_ROW (object)->shows_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Shows and reads out what has changed. */
static void
refresh (WbMessageRow *self)
{
  self->filled = self->message == NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    wb_message_row_fill (self);
}

static void
wb_message_row_set_property (GObject *object,
                             guint prop_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  WbMessageRow *self = WB_MESSAGE_ROW (object);

  switch ((WbMessageRowProperty) prop_id)
    {
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SHOWS_NAME:
      self->shows_name = g_value_get_boolean (value);
      refresh (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_message_row_map (GtkWidget *widget)
{
  wb_message_row_fill (WB_MESSAGE_ROW (widget));

  GTK_WIDGET_CLASS (wb_message_row_parent_class)->map (widget);
}

static void
wb_message_row_dispose (GObject *object)
{
  g_clear_object (&WB_MESSAGE_ROW (object)->connection);

  G_OBJECT_CLASS (wb_message_row_parent_class)->dispose (object);
}

static void
wb_message_row_class_init (WbMessageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_message_row_dispose;
  object_class->get_property = wb_message_row_get_property;
  object_class->set_property = wb_message_row_set_property;
  widget_class->map = wb_message_row_map;
  widget_class->measure = wb_message_row_measure;
  widget_class->snapshot = wb_message_row_snapshot;

  /**
   * WbMessageRow:compact:
   *
   * Whether there is little room: then the time is short, and name and size are left out.
   */
  properties[PROP_COMPACT] =
      g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * WbMessageRow:shows-name:
   *
   * Whether the row says which connection the message belongs to. To set it makes the row look at the
   * connection again.
   */
  properties[PROP_SHOWS_NAME] = g_param_spec_boolean ("shows-name", NULL, NULL, FALSE,
                                                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "messagerow");
}

static void
wb_message_row_init (WbMessageRow *self)
{
  self->filled = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
wb_message_row_new (void)
{
  return g_object_new (WB_TYPE_MESSAGE_ROW, NULL);
}

/* The only part of a row's look that is a matter of style. */
static void
tint (WbMessageRow *self)
{
  gboolean is_rejected;
  g_autofree char *subject G_GNUC_UNUSED = wb_message_text_subject (self->message, &is_rejected);

  if (is_rejected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "rejected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "rejected");
}

/* What is read out. */
static char *
describe (WbMessageRow *self)
{
  g_autofree char *name = has_name (self) ? wb_connection_dup_name (self->connection) : NULL;
  g_autofree char *text = wb_message_text_spoken (self->message);
  const char *facts[] = { name, text };

  return wb_spoken_join (facts, G_N_ELEMENTS (facts));
}

/**
 * wb_message_row_set_message:
 * @self: a row
 * @message: (nullable): what to show; it has to stay until another one is set
 * @connection: (nullable): where it came from
 *
 * What is read out of a row out of sight changes when it comes into sight, or by
 * wb_message_row_fill().
 */
void
wb_message_row_set_message (WbMessageRow *self,
                            const WbMessage *message,
                            WbConnection *connection)
{
  g_return_if_fail (WB_IS_MESSAGE_ROW (self));

  self->message = message;
  g_set_object (&self->connection, connection);
  refresh (self);
}

gboolean
wb_message_row_is_filled (WbMessageRow *self)
{
  g_return_val_if_fail (WB_IS_MESSAGE_ROW (self), FALSE);

  return self->filled;
}

/**
 * wb_message_row_fill:
 * @self: a row
 *
 * Lets its message be read out, if it is not already.
 */
void
wb_message_row_fill (WbMessageRow *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (WB_IS_MESSAGE_ROW (self));

  if (self->filled)
    return;

  self->filled = TRUE;
  tint (self);
  text = describe (self);
  wb_spoken_set_row_label (GTK_WIDGET (self), text);
}
