/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The picture being painted, and the fast ways to put something onto it.
 *
 * A sprite is stored as two planes of bytes: what it adds, and how much it keeps of what lies
 * below. So blending is the same few operations for every byte, which compilers turn into vector
 * instructions on any machine. */

#include "config.h"

#include "wb-canvas.h"

#include <string.h>

/* Rows of sprites are a multiple of so many bytes: a vector register of any current machine. */
#define STEP 16
#define STEP_PIXELS (STEP / (int) sizeof (guint32))

#define OPAQUE 0xff000000u

/* The part of a row that is not transparent, in bytes from its begin; a multiple of STEP. */
typedef struct {
  guint16 begin;
  guint16 end;
} Span;

struct _WbSprite {
  int x; /* from the anchor to the left edge */
  int y; /* from the anchor to the upper edge */
  int width; /* multiple of STEP_PIXELS */
  int height;
  guint8 *add;  /* premultiplied colours */
  guint8 *keep; /* 255 − alpha, once for each byte */
  Span *spans;  /* of each row */
};

/*
 * Canvas
 */

/**
 * wb_canvas_init:
 * @self: a canvas
 * @surface: an image surface of 32 bits per pixel that stays alive as long as @self
 * @scale: device pixels per logical pixel
 *
 * Begins to paint onto @surface. What was there stays until it is painted over.
 */
void
wb_canvas_init (WbCanvas *self,
                cairo_surface_t *surface,
                int scale)
{
  cairo_surface_t *alias;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  self->pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
  self->width = cairo_image_surface_get_width (surface);
  self->height = cairo_image_surface_get_height (surface);
  self->stride = stride / (int) sizeof (guint32);
  self->scale = scale;

  /* As ARGB32, so that cairo keeps the highest byte. */
  alias = cairo_image_surface_create_for_data ((guchar *) self->pixels, CAIRO_FORMAT_ARGB32,
                                               self->width, self->height, stride);
  self->cr = cairo_create (alias);
  cairo_scale (self->cr, scale, scale);
  cairo_surface_destroy (alias);
}

/**
 * wb_canvas_clear:
 * @self: a canvas
 *
 * Ends painting.
 */
void
wb_canvas_clear (WbCanvas *self)
{
  g_clear_pointer (&self->cr, cairo_destroy);
}

/**
 * wb_canvas_fill:
 * @self: a canvas
 * @x: left edge
 * @y: upper edge
 * @width: width
 * @height: height
 * @pixel: an opaque colour, see wb_canvas_get_pixel()
 *
 * Fills a rectangle of device pixels, of which parts may lie outside.
 */
void
wb_canvas_fill (WbCanvas *self,
                int x,
                int y,
                int width,
                int height,
                guint32 pixel)
{
  int right = MIN (x + width, self->width), bottom = MIN (y + height, self->height);
  int left = MAX (x, 0);

  for (int row = MAX (y, 0); row < bottom; row++)
    for (int column = left; column < right; column++)
      self->pixels[(gsize) row * self->stride + column] = pixel;
}

/**
 * wb_canvas_copy:
 * @self: a canvas
 * @x: left edge
 * @y: upper edge
 * @pixels: opaque pixels
 * @stride: pixels from one row to the next
 * @width: width
 * @height: height
 *
 * Copies a rectangle of device pixels, of which parts may lie outside.
 */
void
wb_canvas_copy (WbCanvas *self,
                int x,
                int y,
                const guint32 *pixels,
                int stride,
                int width,
                int height)
{
  int left = MAX (x, 0), right = MIN (x + width, self->width);
  int top = MAX (y, 0), bottom = MIN (y + height, self->height);

  for (int row = top; row < bottom; row++)
    {
      const guint32 *from = pixels + (gsize) (row - y) * stride - x;
      guint32 *to = self->pixels + (gsize) row * self->stride;

      for (int column = left; column < right; column++)
        to[column] = from[column] | OPAQUE;
    }
}

/**
 * wb_canvas_get_pixel:
 * @colour: a colour
 *
 * Returns: the colour as an opaque pixel
 */
guint32
wb_canvas_get_pixel (const GdkRGBA *colour)
{
  guint32 red = (guint32) (colour->red * 255 + 0.5f);
  guint32 green = (guint32) (colour->green * 255 + 0.5f);
  guint32 blue = (guint32) (colour->blue * 255 + 0.5f);

  return OPAQUE | red << 16 | green << 8 | blue;
}

/*
 * Sprites
 */

static gboolean
is_row_empty (const guint32 *pixels,
              int width)
{
  for (int i = 0; i < width; i++)
    if (pixels[i] != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_column_empty (const guint32 *pixels,
                 int stride,
                 int height)
{
  for (int i = 0; i < height; i++)
    if (pixels[(gsize) i * stride] != 0)
      return FALSE;
  return TRUE;
}

/* Fills the planes from @pixels; what lies right of @width stays transparent. */
static void
fill_planes (WbSprite *self,
             const guint32 *pixels,
             int stride,
             int width)
{
  gsize bytes = (gsize) self->width * self->height * sizeof (guint32);

  self->add = g_malloc0 (2 * bytes);
  self->keep = self->add + bytes;
  memset (self->keep, 255, bytes);
  for (int row = 0; row < self->height; row++)
    {
      gsize at = (gsize) row * self->width * sizeof (guint32);

      memcpy (self->add + at, pixels + (gsize) row * stride, (gsize) width * sizeof (guint32));
      for (int column = 0; column < width; column++)
        memset (self->keep + at + (gsize) column * sizeof (guint32),
                255 - (int) (pixels[(gsize) row * stride + column] >> 24), sizeof (guint32));
    }
}

static void
find_spans (WbSprite *self)
{
  guint bytes = (guint) self->width * sizeof (guint32);

  self->spans = g_new0 (Span, MAX (1, self->height));
  for (int row = 0; row < self->height; row++)
    {
      const guint8 *keep = self->keep + (gsize) row * bytes;
      guint begin = 0, end = bytes;

      while (begin < bytes && keep[begin] == 255)
        begin++;
      while (end > begin && keep[end - 1] == 255)
        end--;
      self->spans[row].begin = (guint16) (begin / STEP * STEP);
      self->spans[row].end = (guint16) ((end + STEP - 1) / STEP * STEP);
    }
}

/**
 * wb_sprite_new:
 * @surface: an ARGB32 image surface
 * @anchor_x: which of its pixels comes to lie where the sprite is put
 * @anchor_y: the same for its rows
 *
 * Returns: (transfer full): a sprite that shows what is on @surface, without empty edges
 */
WbSprite *
wb_sprite_new (cairo_surface_t *surface,
               int anchor_x,
               int anchor_y)
{
  WbSprite *self = g_new0 (WbSprite, 1);
  const guint32 *pixels;
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface) / (int) sizeof (guint32);
  int left = 0, top = 0;

  cairo_surface_flush (surface);
  pixels = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface);
  while (height > 0 && is_row_empty (pixels + (gsize) (height - 1) * stride, width))
    height--;
  while (top < height && is_row_empty (pixels + (gsize) top * stride, width))
    top++;
  while (width > 0 && is_column_empty (pixels + width - 1, stride, height))
    width--;
  while (left < width && is_column_empty (pixels + left, stride, height))
    left++;

  self->x = left - anchor_x;
  self->y = top - anchor_y;
  self->height = height - top;
  self->width = (width - left + STEP_PIXELS - 1) / STEP_PIXELS * STEP_PIXELS;
  fill_planes (self, pixels + (gsize) top * stride + left, stride, width - left);
  find_spans (self);
  return self;
}

void
wb_sprite_free (WbSprite *self)
{
  g_free (self->add);
  g_free (self->spans);
  g_free (self);
}

gsize
wb_sprite_get_bytes (const WbSprite *self)
{
  gsize height = (gsize) self->height;

  return sizeof (WbSprite) + sizeof (Span) * height + 2 * (gsize) self->width * height * sizeof (guint32);
}

/* below × keep / 255 + add, rounded; exact for every value. */
static inline guint8
blend (guint8 below,
       guint8 add,
       guint8 keep)
{
  guint16 product = (guint16) (below * keep + 128);

  return (guint8) (add + ((guint16) (product + (product >> 8)) >> 8));
}

static inline void
blend_steps (guint8 *restrict row,
             const guint8 *restrict add,
             const guint8 *restrict keep,
             int bytes)
{
  for (int i = 0; i < bytes; i += STEP)
    for (int j = i; j < i + STEP; j++)
      row[j] = blend (row[j], add[j], keep[j]);
}

static void
blit_clipped (WbCanvas *self,
              const WbSprite *sprite,
              int x,
              int y)
{
  int left = MAX (0, -x), right = MIN (sprite->width, self->width - x);
  int top = MAX (0, -y), bottom = MIN (sprite->height, self->height - y);

  for (int row = top; row < bottom; row++)
    {
      guint8 *below = (guint8 *) (self->pixels + (gssize) (y + row) * self->stride + x);
      gsize at = (gsize) row * sprite->width * sizeof (guint32);

      for (int i = left * (int) sizeof (guint32); i < right * (int) sizeof (guint32); i++)
        below[i] = blend (below[i], sprite->add[at + i], sprite->keep[at + i]);
    }
}

/**
 * wb_canvas_blit:
 * @self: a canvas
 * @sprite: a sprite
 * @x: where to put its anchor, device pixels
 * @y: where to put its anchor
 *
 * Puts a sprite onto the canvas; parts may lie outside.
 */
void
wb_canvas_blit (WbCanvas *self,
                const WbSprite *sprite,
                int x,
                int y)
{
  int bytes = sprite->width * (int) sizeof (guint32);

  x += sprite->x;
  y += sprite->y;
  if (x < 0 || y < 0 || x + sprite->width > self->width || y + sprite->height > self->height)
    {
      blit_clipped (self, sprite, x, y);
      return;
    }

  for (int row = 0; row < sprite->height; row++)
    {
      Span span = sprite->spans[row];
      gsize at = (gsize) row * bytes + span.begin;

      blend_steps ((guint8 *) (self->pixels + (gsize) (y + row) * self->stride + x) + span.begin, sprite->add + at,
                   sprite->keep + at, span.end - span.begin);
    }
}
