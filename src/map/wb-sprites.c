/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Pictures of markers, made once.
 *
 * A sheet holds the sprites of one theme, size and scale in a table that needs no hashing. As few
 * different sprites as possible are made: a lost track looks the same whatever it is, an upright
 * one wherever it points. */

#include "config.h"

#include "wb-sprites.h"

#include "wb-map-style.h"
#include "wb-track-store.h"

#include <math.h>

#define N_HEADINGS 64

/* Sizes for few, some and many objects, and one of the theme before. */
#define MAX_SHEETS 4

/* What all sprites together may take; about 10,000 of them. */
#define MAX_BYTES (32 * 1024 * 1024)

/* How long a frame may make sprites; each takes some 50 µs, and the first frames want hundreds. */
#define FRAME_BUDGET_US 1500

/* Tables of a sheet: live and stale ones for each colour, grey ones, and the cross. */
#define N_TURNED (WB_N_SHAPES * N_HEADINGS)
#define N_COLOURED (2 * WB_MAP_STYLE_MAX_COLOURS * N_TURNED)
#define LOST_SLOT (N_COLOURED + N_TURNED)
#define N_SLOTS (LOST_SLOT + 1)

typedef struct {
  WbTheme theme;
  double size;
  int scale;
  WbSprite *sprites[N_SLOTS];
  guint32 used[N_SLOTS]; /* frame in which it was asked for last */
} Sheet;

struct _WbSprites {
  GPtrArray *sheets; /* of Sheet, the one in use first */
  gsize bytes;

  /* Of the frame */
  guint32 frame;
  gint64 spent; /* µs */
  gboolean is_complete;
  gboolean is_full; /* of sprites that are in use */
};

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  for (guint i = 0; i < N_SLOTS; i++)
    g_clear_pointer (&sheet->sprites[i], wb_sprite_free);
  g_free (sheet);
}

WbSprites *
wb_sprites_new (void)
{
  WbSprites *self = g_new0 (WbSprites, 1);

  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  return self;
}

void
wb_sprites_free (WbSprites *self)
{
  g_ptr_array_unref (self->sheets);
  g_free (self);
}

static gsize
get_sheet_bytes (const Sheet *sheet)
{
  gsize bytes = 0;

  for (guint i = 0; i < N_SLOTS; i++)
    if (sheet->sprites[i] != NULL)
      bytes += wb_sprite_get_bytes (sheet->sprites[i]);
  return bytes;
}

static void
drop_last_sheet (WbSprites *self)
{
  self->bytes -= get_sheet_bytes (g_ptr_array_index (self->sheets, self->sheets->len - 1));
  g_ptr_array_set_size (self->sheets, (int) self->sheets->len - 1);
}

static void
add_sheet (WbSprites *self,
           WbTheme theme,
           double size,
           int scale)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  if (self->sheets->len == MAX_SHEETS)
    drop_last_sheet (self);
  sheet->theme = theme;
  sheet->size = size;
  sheet->scale = scale;
  g_ptr_array_insert (self->sheets, 0, sheet);
}

/**
 * wb_sprites_choose:
 * @self: the sprites
 * @theme: colours
 * @size: edge of the box around a shape, logical pixels
 * @scale: device pixels per logical pixel
 *
 * Begins a frame, and chooses what its sprites are for.
 */
void
wb_sprites_choose (WbSprites *self,
                   WbTheme theme,
                   double size,
                   int scale)
{
  self->frame++;
  self->spent = 0;
  self->is_complete = TRUE;
  self->is_full = FALSE;
  for (guint i = 0; i < self->sheets->len; i++)
    {
      Sheet *sheet = g_ptr_array_index (self->sheets, i);

      if (sheet->theme == theme && sheet->size == size && sheet->scale == scale)
        {
          g_ptr_array_insert (self->sheets, 0, g_ptr_array_steal_index (self->sheets, i));
          return;
        }
    }
  add_sheet (self, theme, size, scale);
}

static WbSprite *
make_sprite (const Sheet *sheet,
             guint shape,
             guint colour,
             guint turn,
             WbFreshness freshness)
{
  WbMarker marker = {
    .theme = sheet->theme,
    .shape = shape,
    .colour = colour,
    .freshness = freshness,
    .angle = turn * 2 * G_PI / N_HEADINGS,
    .size = sheet->size * wb_marker_get_size_factor (shape),
  };
  int radius = (int) ceil (wb_marker_get_radius (&marker) * sheet->scale) + 1;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * radius, 2 * radius);
  cairo_t *cr = cairo_create (surface);
  WbSprite *sprite;

  cairo_translate (cr, radius, radius);
  cairo_scale (cr, sheet->scale, sheet->scale);
  wb_marker_draw (&marker, cr);
  cairo_destroy (cr);
  sprite = wb_sprite_new (surface, radius, radius);
  cairo_surface_destroy (surface);
  return sprite;
}

/* Forgets what has not been shown lately; what was shown would only have to be made again. */
static void
drop_unused (WbSprites *self)
{
  Sheet *sheet = g_ptr_array_index (self->sheets, 0);

  for (guint i = 0; i < N_SLOTS; i++)
    if (sheet->sprites[i] != NULL && sheet->used[i] + 1 < self->frame)
      {
        self->bytes -= wb_sprite_get_bytes (sheet->sprites[i]);
        g_clear_pointer (&sheet->sprites[i], wb_sprite_free);
      }
}

static gboolean
has_room (WbSprites *self)
{
  while (self->bytes > MAX_BYTES && self->sheets->len > 1)
    drop_last_sheet (self);
  if (self->bytes > MAX_BYTES && !self->is_full)
    {
      drop_unused (self);
      self->is_full = self->bytes > MAX_BYTES;
    }
  return !self->is_full;
}

/* Whether there are time and room for one more. */
static gboolean
may_make (WbSprites *self)
{
  if (self->spent < FRAME_BUDGET_US)
    return has_room (self);

  self->is_complete = FALSE;
  return FALSE;
}

static guint
find_slot (guint shape,
           guint colour,
           guint turn,
           WbFreshness freshness)
{
  guint turned = shape * N_HEADINGS + turn;

  switch (freshness)
    {
    case WB_FRESHNESS_LOST:
      return LOST_SLOT;
    case WB_FRESHNESS_LAST_KNOWN:
      return N_COLOURED + turned;
    case WB_FRESHNESS_LIVE:
    case WB_FRESHNESS_STALE:
    default:
      return (2 * colour + (freshness == WB_FRESHNESS_STALE)) * N_TURNED + turned;
    }
}

/**
 * wb_sprites_get:
 * @self: the sprites, of which a kind has been chosen
 * @icon: what the track is
 * @colour: number of its colour
 * @heading: where it points, in 1/255 turns, or %WB_TRACK_NO_HEADING
 * @freshness: how fresh it is
 *
 * Where there is no time or no room to make a sprite, a dot of the same colour has to do.
 *
 * Returns: (transfer none): the sprite, until the next frame begins
 */
const WbSprite *
wb_sprites_get (WbSprites *self,
                WbIcon icon,
                guint colour,
                guint heading,
                WbFreshness freshness)
{
  Sheet *sheet = g_ptr_array_index (self->sheets, 0);
  gboolean points = heading != WB_TRACK_NO_HEADING;
  guint shape = wb_marker_choose_shape (icon, points);
  gboolean turned = points && !wb_marker_is_upright (shape);
  guint turn = turned ? (heading * N_HEADINGS + WB_TRACK_NO_HEADING / 2) / WB_TRACK_NO_HEADING % N_HEADINGS : 0;
  guint number = colour % wb_map_style_get (sheet->theme)->n_tracks;
  guint slot = find_slot (shape, number, turn, freshness);

  if (sheet->sprites[slot] == NULL && !may_make (self))
    {
      shape = WB_ICON_UNKNOWN;
      turn = 0;
      slot = find_slot (shape, number, turn, freshness);
    }
  sheet->used[slot] = self->frame;
  if (sheet->sprites[slot] == NULL)
    {
      gint64 begin = g_get_monotonic_time ();

      sheet->sprites[slot] = make_sprite (sheet, shape, number, turn, freshness);
      self->bytes += wb_sprite_get_bytes (sheet->sprites[slot]);
      self->spent += g_get_monotonic_time () - begin;
    }
  return sheet->sprites[slot];
}

/**
 * wb_sprites_is_complete:
 * @self: the sprites
 *
 * Returns: whether there was time to make all sprites that this frame asked for
 */
gboolean
wb_sprites_is_complete (WbSprites *self)
{
  return self->is_complete;
}

/**
 * wb_sprites_get_bytes:
 * @self: the sprites
 *
 * Returns: what their pictures take
 */
gsize
wb_sprites_get_bytes (WbSprites *self)
{
  return self->bytes;
}
