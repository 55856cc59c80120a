/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Pictures of names, made once.
 *
 * Laying out a text costs a hundred times as much as putting its picture onto the map, and the same
 * names come again in every frame. */

#include "config.h"

#include "wb-labels.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* What all labels together may take, at the beginning of a frame; a thousand of them. */
#define MAX_BYTES (16 * 1024 * 1024)

/* How long a frame may make labels; each takes some 20 µs, and the first of its kind far more. */
#define FRAME_BUDGET_US 1000

/* Longer names end in an ellipsis. */
#define MAX_WIDTH 200

/* Bytes of a name that are looked at; what is wider than MAX_WIDTH is cut off anyway. */
#define MAX_LENGTH 256

#define HALO_WIDTH 2.5
#define HALO_OPACITY 0.9

/* How many device pixels a halo may reach beyond the text. */
#define MAX_REACH 6

/* The ring of a capital's dot. */
#define DOT_HOLE 1.1
#define DOT_HALO 1.0

static const struct {
  double size;
  PangoWeight weight;
  gboolean italic;
  gboolean capitals;
  double spacing;
  double dot; /* radius */
  const char *colour;
  const char *halo;
} kinds[WB_N_LABELS] = {
  [WB_LABEL_NAME] = { 11.5, PANGO_WEIGHT_SEMIBOLD, FALSE, FALSE, 0, 0, "city-label", "halo" },
  [WB_LABEL_NAME_DIM] = { 11.5, PANGO_WEIGHT_SEMIBOLD, FALSE, FALSE, 0, 0, "city-label-minor", "halo" },
  [WB_LABEL_CAPITAL] = { 13, PANGO_WEIGHT_SEMIBOLD, FALSE, FALSE, 0, 3, "city-label", "halo" },
  [WB_LABEL_CITY_LARGE] = { 13, PANGO_WEIGHT_NORMAL, FALSE, FALSE, 0, 2.5, "city-label", "halo" },
  [WB_LABEL_CITY] = { 12, PANGO_WEIGHT_NORMAL, FALSE, FALSE, 0, 2, "city-label", "halo" },
  [WB_LABEL_TOWN] = { 11, PANGO_WEIGHT_NORMAL, FALSE, FALSE, 0, 2, "city-label-minor", "halo" },
  [WB_LABEL_COUNTRY] = { 12, PANGO_WEIGHT_SEMIBOLD, FALSE, TRUE, 3, 0, "country-label", "land" },
  [WB_LABEL_SEA] = { 13, PANGO_WEIGHT_NORMAL, TRUE, FALSE, 1.5, 0, "sea-label", NULL },
};

/* What a label is found by. */
typedef struct {
  WbLabelKind kind;
  const char *text;
} Key;

typedef struct {
  Key key;
  char *text; /* owned, key.text */
  WbLabel label;
  guint64 used; /* frame in which it was asked for last */
} Entry;

struct _WbLabels {
  /* Owned */
  GHashTable *entries; /* Key of the entry → Entry */
  WbSprite *dots[WB_N_LABELS];
  PangoFontDescription *font;
  double text_scale; /* how much larger than usual the user wants text */
  PangoLayout *layout;

  /* State */
  WbTheme theme;
  int scale;
  guint64 frame;
  gint64 spent; /* µs in this frame */
  gboolean is_complete; /* this frame */
  gsize bytes;
};

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_str_hash (key->text) * WB_N_LABELS + key->kind;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *first = a, *second = b;

  return first->kind == second->kind && strcmp (first->text, second->text) == 0;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  wb_sprite_free (entry->label.sprite);
  g_free (entry->text);
  g_free (entry);
}

static PangoLayout *
make_layout (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout = pango_layout_new (context);

  /* The picture is in device pixels already; hinting would only move letters apart. */
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  g_object_unref (context);
  return layout;
}

WbLabels *
wb_labels_new (void)
{
  WbLabels *self = g_new0 (WbLabels, 1);

  self->entries = g_hash_table_new_full (key_hash, key_equal, NULL, entry_free);
  self->font = pango_font_description_from_string ("Sans");
  self->layout = make_layout ();
  self->scale = 1;
  self->text_scale = 1;
  return self;
}

static void
forget (WbLabels *self)
{
  g_hash_table_remove_all (self->entries);
  for (guint i = 0; i < WB_N_LABELS; i++)
    g_clear_pointer (&self->dots[i], wb_sprite_free);
  self->bytes = 0;
}

void
wb_labels_free (WbLabels *self)
{
  forget (self);
  g_hash_table_unref (self->entries);
  pango_font_description_free (self->font);
  g_object_unref (self->layout);
  g_free (self);
}

/**
 * wb_labels_set_font:
 * @self: the labels
 * @font: the font of the system, whose family counts
 */
void
wb_labels_set_font (WbLabels *self,
                    const PangoFontDescription *font)
{
  forget (self);
  pango_font_description_free (self->font);
  self->font = pango_font_description_copy (font);
}

/**
 * wb_labels_set_text_scale:
 * @self: the labels
 * @scale: how much larger than usual text should be
 */
void
wb_labels_set_text_scale (WbLabels *self,
                          double scale)
{
  forget (self);
  self->text_scale = scale;
}

static gboolean
is_unused (gpointer key G_GNUC_UNUSED,
           gpointer value,
           gpointer data)
{
  WbLabels *self = data;
  Entry *entry = value;
  gboolean unused = entry->used + 1 < self->frame;

  if (unused)
    self->bytes -= wb_sprite_get_bytes (entry->label.sprite);
  return unused;
}

/**
 * wb_labels_choose:
 * @self: the labels
 * @theme: colours
 * @scale: device pixels per logical pixel
 *
 * Begins a frame. Labels got from now on stay until the next one begins.
 */
void
wb_labels_choose (WbLabels *self,
                  WbTheme theme,
                  int scale)
{
  self->frame++;
  self->spent = 0;
  self->is_complete = TRUE;
  if (theme != self->theme || scale != self->scale)
    {
      forget (self);
      self->theme = theme;
      self->scale = scale;
    }
  else if (self->bytes > MAX_BYTES)
    g_hash_table_foreach_remove (self->entries, is_unused, self);
}

/*
 * Drawing
 */

static void
set_map_colour (cairo_t *cr,
                WbTheme theme,
                const char *name,
                double opacity)
{
  GdkRGBA colour;

  wb_palette_get_map_colour (theme, name, &colour);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, opacity);
}

static void
prepare_layout (WbLabels *self,
                WbLabelKind kind,
                const char *text)
{
  PangoFontDescription *font = pango_font_description_copy (self->font);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *start = g_utf8_substring (text, 0, g_utf8_strlen (text, MAX_LENGTH));
  g_autofree char *shown = kinds[kind].capitals ? g_utf8_strup (start, -1) : g_steal_pointer (&start);

  pango_font_description_set_absolute_size (font, kinds[kind].size * self->text_scale * self->scale * PANGO_SCALE);
  pango_font_description_set_weight (font, kinds[kind].weight);
  pango_font_description_set_style (font, kinds[kind].italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  if (kinds[kind].spacing > 0)
    pango_attr_list_insert (attributes, pango_attr_letter_spacing_new (
                                            (int) (kinds[kind].spacing * self->scale * PANGO_SCALE)));

  pango_layout_set_width (self->layout, -1);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_text (self->layout, shown, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
}

/* How much of the halo each neighbour of a pixel of text gets. */
typedef struct {
  int reach;
  guint8 shares[2 * MAX_REACH + 1][2 * MAX_REACH + 1];
} Brush;

static void
make_brush (Brush *brush,
            int scale)
{
  double radius = MIN (HALO_WIDTH / 2 * scale, MAX_REACH - 0.5);

  brush->reach = (int) ceil (radius - 0.5);
  for (int y = -brush->reach; y <= brush->reach; y++)
    for (int x = -brush->reach; x <= brush->reach; x++)
      brush->shares[y + brush->reach][x + brush->reach] = (guint8) (255 * CLAMP (radius + 0.5 - hypot (x, y), 0, 1));
}

/* Widens the shape of the text to that of its halo. */
static void
spread (const guint32 *pixels,
        guint8 *halo,
        int width,
        int height,
        int stride,
        const Brush *brush)
{
  for (int y = brush->reach; y < height - brush->reach; y++)
    for (int x = brush->reach; x < width - brush->reach; x++)
      {
        guint alpha = pixels[(gsize) y * stride + x] >> 24;

        if (alpha == 0)
          continue;
        for (int j = 0; j <= 2 * brush->reach; j++)
          for (int i = 0; i <= 2 * brush->reach; i++)
            {
              guint8 *to = &halo[(gsize) (y + j - brush->reach) * stride + x + i - brush->reach];
              guint cover = alpha * brush->shares[j][i] / 255;

              *to = (guint8) MAX (*to, cover);
            }
      }
}

/* Puts the halo below the text. Stroking the outlines of the letters would look the same and take
 * ten times as long. */
static void
add_halo (WbLabels *self,
          cairo_surface_t *text,
          const char *colour_name)
{
  int width = cairo_image_surface_get_width (text), height = cairo_image_surface_get_height (text);
  int stride = cairo_image_surface_get_stride (text) / (int) sizeof (guint32);
  guint32 *pixels;
  g_autofree guint8 *halo = g_malloc0 ((gsize) stride * height);
  GdkRGBA colour;
  Brush brush;

  cairo_surface_flush (text);
  pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (text);
  make_brush (&brush, self->scale);
  spread (pixels, halo, width, height, stride, &brush);
  wb_palette_get_map_colour (self->theme, colour_name, &colour);
  for (gsize i = 0; i < (gsize) stride * height; i++)
    if (halo[i] > 0)
      {
        guint alpha = (guint) (halo[i] * HALO_OPACITY) * (255 - (pixels[i] >> 24)) / 255;

        pixels[i] += alpha << 24 | (guint) (colour.red * alpha) << 16 | (guint) (colour.green * alpha) << 8 |
                     (guint) (colour.blue * alpha);
      }
  cairo_surface_mark_dirty (text);
}

static void
draw_text (WbLabels *self,
           WbLabelKind kind,
           cairo_surface_t *surface,
           double x,
           double y)
{
  cairo_t *cr = cairo_create (surface);

  cairo_move_to (cr, x, y);
  set_map_colour (cr, self->theme, kinds[kind].colour, 1);
  pango_cairo_show_layout (cr, self->layout);
  cairo_destroy (cr);
  if (kinds[kind].halo != NULL)
    add_halo (self, surface, kinds[kind].halo);
}

static void
make_label (WbLabels *self,
            WbLabelKind kind,
            const char *text,
            WbLabel *label)
{
  PangoRectangle logical;
  cairo_surface_t *surface;
  int margin = (int) ceil (HALO_WIDTH * self->scale) + 1;
  int max_width = (int) (MAX_WIDTH * self->text_scale * self->scale);

  prepare_layout (self, kind, text);
  pango_layout_get_pixel_extents (self->layout, NULL, &logical);
  if (logical.width > max_width)
    {
      pango_layout_set_width (self->layout, max_width * PANGO_SCALE);
      pango_layout_get_pixel_extents (self->layout, NULL, &logical);
    }
  /* Spaced letters have a space after the last one too. */
  logical.width -= (int) (kinds[kind].spacing * self->scale);
  logical.width = MAX (logical.width, 1);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, logical.width + 2 * margin, logical.height + 2 * margin);
  draw_text (self, kind, surface, margin - logical.x, margin - logical.y);
  label->sprite = wb_sprite_new (surface, margin, margin + logical.height / 2);
  label->width = (logical.width + self->scale - 1) / self->scale;
  label->height = (logical.height + self->scale - 1) / self->scale;
  cairo_surface_destroy (surface);
}

static WbSprite *
make_dot (WbLabels *self,
          WbLabelKind kind)
{
  double radius = kinds[kind].dot;
  int edge = (int) ceil ((radius + DOT_HALO + 1) * self->scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * edge, 2 * edge);
  cairo_t *cr = cairo_create (surface);
  WbSprite *sprite;

  cairo_translate (cr, edge, edge);
  cairo_scale (cr, self->scale, self->scale);
  cairo_arc (cr, 0, 0, radius + DOT_HALO, 0, 2 * G_PI);
  set_map_colour (cr, self->theme, "halo", HALO_OPACITY);
  cairo_fill (cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  set_map_colour (cr, self->theme, "city-dot", 1);
  cairo_fill (cr);
  if (kind == WB_LABEL_CAPITAL)
    {
      cairo_arc (cr, 0, 0, DOT_HOLE, 0, 2 * G_PI);
      set_map_colour (cr, self->theme, "halo", 1);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  sprite = wb_sprite_new (surface, edge, edge);
  cairo_surface_destroy (surface);
  return sprite;
}

static Entry *
add_entry (WbLabels *self,
           WbLabelKind kind,
           const char *text)
{
  gint64 begin = g_get_monotonic_time ();
  Entry *entry = g_new0 (Entry, 1);

  entry->text = g_strdup (text);
  entry->key = (Key){ kind, entry->text };
  make_label (self, kind, text, &entry->label);
  if (kinds[kind].dot > 0 && self->dots[kind] == NULL)
    self->dots[kind] = make_dot (self, kind);
  entry->label.dot = self->dots[kind];
  self->bytes += wb_sprite_get_bytes (entry->label.sprite);
  g_hash_table_insert (self->entries, &entry->key, entry);
  self->spent += g_get_monotonic_time () - begin;
  return entry;
}

/**
 * wb_labels_get:
 * @self: the labels
 * @kind: what kind of thing has the name
 * @text: the name
 *
 * Returns: (transfer none) (nullable): its label, until the next frame begins; %NULL when there is
 *   no time to make it in this frame, which is never so for the first one
 */
const WbLabel *
wb_labels_get (WbLabels *self,
               WbLabelKind kind,
               const char *text)
{
  Key key = { kind, text };
  Entry *entry = g_hash_table_lookup (self->entries, &key);

  if (entry == NULL && self->spent >= FRAME_BUDGET_US)
    {
      self->is_complete = FALSE;
      return NULL;
    }
  if (entry == NULL)
    entry = add_entry (self, kind, text);
  entry->used = self->frame;
  return &entry->label;
}

/**
 * wb_labels_is_complete:
 * @self: the labels
 *
 * Returns: whether there was time to make all labels that this frame asked for
 */
gboolean
wb_labels_is_complete (WbLabels *self)
{
  return self->is_complete;
}
