/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Painting scenes: base map, trails, markers and names into one opaque picture.
 *
 * From back to front: tiles, names of places, trails, what lies below the selected marker, markers,
 * the selected marker, names of tracks. The pictures come from a pool: whoever shows one may keep it
 * for a while, and it is painted again when nobody else holds it. */

#include "config.h"

#include "wb-scene.h"

#include "wb-base-painter.h"
#include "wb-labeller.h"
#include "wb-map-style.h"
#include "wb-selection-painter.h"
#include "wb-sprites.h"
#include "wb-trail-painter.h"
#include "wb-visible.h"

#include <gtk/gtk.h>
#include <math.h>

/* What GTK counts text in, 1024ths of a dot per inch, when the user wants it neither larger nor
 * smaller; and how large names may become before they hide the map. */
#define USUAL_DPI (96 * 1024.0)
#define MAX_TEXT_SCALE 2.0

/* Pictures that are kept: the one painted, the one shown, and one that is still on its way. */
#define POOL_SIZE 3

/* How near a track must be to be picked, logical pixels. */
#define PICK_RADIUS 16

/* How far the count must go back before markers change their size again, as a share of the bound. */
#define SIZE_SLACK 0.1

typedef enum {
  SIZE_FEW,
  SIZE_SOME,
  SIZE_MANY,
} SizeClass;

struct _WbScenePainter {
  /* Owned */
  WbTrackStore *tracks;
  WbBasePainter *base;
  WbSprites *sprites;
  WbLabeller *labeller;
  GPtrArray *pool; /* of cairo_surface_t */

  /* State */
  WbVisible visible;
  SizeClass size;
};

/**
 * wb_scene_painter_use_system_font:
 * @self: a painter
 *
 * Takes the font of the desktop and how large the user wants text, where there is a desktop. A new
 * painter has done so.
 */
void
wb_scene_painter_use_system_font (WbScenePainter *self)
{
  GtkSettings *settings = gtk_is_initialized () ? gtk_settings_get_default () : NULL;
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  int dpi;

  if (settings == NULL)
    return;

  g_object_get (settings, "gtk-font-name", &name, "gtk-xft-dpi", &dpi, NULL);
  font = pango_font_description_from_string (name);
  wb_labeller_set_font (self->labeller, font);
  wb_labeller_set_text_scale (self->labeller, CLAMP (dpi / USUAL_DPI, 1, MAX_TEXT_SCALE));
  pango_font_description_free (font);
}

/**
 * wb_scene_painter_new:
 * @tiles: where the base map comes from
 * @tracks: what is shown on it
 *
 * Returns: (transfer full): a painter
 */
WbScenePainter *
wb_scene_painter_new (WbTileCache *tiles,
                      WbTrackStore *tracks)
{
  WbScenePainter *self = g_new0 (WbScenePainter, 1);

  self->tracks = g_object_ref (tracks);
  self->base = wb_base_painter_new (tiles);
  self->sprites = wb_sprites_new ();
  self->labeller = wb_labeller_new ();
  self->pool = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  self->size = SIZE_SOME;
  wb_visible_init (&self->visible);
  wb_scene_painter_use_system_font (self);
  return self;
}

void
wb_scene_painter_free (WbScenePainter *self)
{
  wb_visible_clear (&self->visible);
  g_ptr_array_unref (self->pool);
  wb_labeller_free (self->labeller);
  wb_sprites_free (self->sprites);
  wb_base_painter_free (self->base);
  g_object_unref (self->tracks);
  g_free (self);
}

/*
 * Pool
 */

static gboolean
fits (cairo_surface_t *surface,
      const WbScene *scene)
{
  return cairo_image_surface_get_width (surface) == scene->width * scene->scale &&
         cairo_image_surface_get_height (surface) == scene->height * scene->scale;
}

static cairo_surface_t *
take_surface (WbScenePainter *self,
              const WbScene *scene)
{
  cairo_surface_t *surface;

  for (guint i = 0; i < self->pool->len;)
    {
      surface = g_ptr_array_index (self->pool, i);
      if (!fits (surface, scene))
        g_ptr_array_remove_index (self->pool, i);
      else if (cairo_surface_get_reference_count (surface) == 1)
        return cairo_surface_reference (surface);
      else
        i++;
    }

  /* The oldest is dropped from the pool and lives as long as it is shown. */
  if (self->pool->len == POOL_SIZE)
    g_ptr_array_remove_index (self->pool, 0);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, scene->width * scene->scale, scene->height * scene->scale);
  g_ptr_array_add (self->pool, surface);
  return cairo_surface_reference (surface);
}

/*
 * Markers
 */

/* Few markers are drawn large and many small. Near a bound the size stays as it was, so that it does
 * not flicker when tracks come and go. */
static SizeClass
choose_size (SizeClass before,
             guint count,
             const WbMapStyle *style)
{
  double many = style->many_above, few = style->few_below;

  if (count > (before == SIZE_MANY ? many * (1 - SIZE_SLACK) : many))
    return SIZE_MANY;
  if (count < (before == SIZE_FEW ? few * (1 + SIZE_SLACK) : few))
    return SIZE_FEW;
  return SIZE_SOME;
}

static double
get_size (SizeClass size,
          const WbMapStyle *style)
{
  const double sizes[] = {
    [SIZE_FEW] = style->size_few,
    [SIZE_SOME] = style->size,
    [SIZE_MANY] = style->size_many,
  };

  return sizes[size];
}

static void
paint_markers (WbScenePainter *self,
               WbCanvas *canvas,
               const WbScene *scene,
               double size)
{
  wb_sprites_choose (self->sprites, scene->theme, size, scene->scale);
  for (guint i = 0; i < self->visible.tracks->len; i++)
    {
      const WbVisibleTrack *track = &g_array_index (self->visible.tracks, WbVisibleTrack, i);

      if (track->position != scene->selected)
        wb_canvas_blit (canvas,
                        wb_sprites_get (self->sprites, track->icon, track->colour, track->heading, track->freshness),
                        (int) floorf (track->x * scene->scale + 0.5f), (int) floorf (track->y * scene->scale + 0.5f));
    }
}

/**
 * wb_scene_painter_paint:
 * @self: a painter
 * @scene: a scene of at least one pixel
 *
 * Returns: (transfer full): the picture, an opaque image surface whose device scale is that of
 *   @scene; it stays as it is while it is held
 */
cairo_surface_t *
wb_scene_painter_paint (WbScenePainter *self,
                        const WbScene *scene)
{
  const WbMapStyle *style = wb_map_style_get (scene->theme);
  cairo_surface_t *surface;
  WbCanvas canvas;
  double size;

  g_return_val_if_fail (scene->width > 0 && scene->height > 0 && scene->scale > 0, NULL);

  wb_visible_update (&self->visible, self->tracks, scene);
  self->size = choose_size (self->size, self->visible.n_in_view, style);
  size = get_size (self->size, style);
  wb_labeller_plan (self->labeller, scene, self->tracks, &self->visible, size);

  surface = take_surface (self, scene);
  wb_canvas_init (&canvas, surface, scene->scale);
  wb_base_painter_paint (self->base, &canvas, scene);
  wb_labeller_draw_places (self->labeller, &canvas);
  wb_trail_painter_paint (&canvas, scene, self->tracks, &self->visible);
  wb_selection_painter_paint_below (&canvas, scene, self->tracks);
  paint_markers (self, &canvas, scene, size);
  wb_selection_painter_paint_above (&canvas, scene, self->tracks, size);
  wb_labeller_draw_names (self->labeller, &canvas);
  wb_canvas_clear (&canvas);

  cairo_surface_mark_dirty (surface);
  cairo_surface_set_device_scale (surface, scene->scale, scene->scale);
  return surface;
}

/*
 * Questions
 */

/**
 * wb_scene_painter_is_complete:
 * @self: a painter
 *
 * What is seen for the first time is made once, and a frame has little time for that: where there
 * is much of it, markers are dots at first and names are missing.
 *
 * Returns: whether the picture painted last had all its markers and names; if not, painting again
 *   makes some more
 */
gboolean
wb_scene_painter_is_complete (WbScenePainter *self)
{
  return wb_sprites_is_complete (self->sprites) && wb_labeller_is_complete (self->labeller);
}

/**
 * wb_scene_painter_pick:
 * @self: a painter
 * @scene: a scene
 * @screen_x: logical pixels
 * @screen_y: logical pixels
 *
 * Returns: the position in the store of the track nearest to a place, or %WB_SCENE_NOTHING when none
 *   is near
 */
guint
wb_scene_painter_pick (WbScenePainter *self,
                       const WbScene *scene,
                       double screen_x,
                       double screen_y)
{
  return wb_visible_pick (self->tracks, scene, screen_x, screen_y, PICK_RADIUS);
}

/**
 * wb_scene_painter_locate:
 * @self: a painter
 * @scene: a scene
 * @position: where a track stands in the store
 * @screen_x: (out): where it is drawn, logical pixels; set if there is such a track
 * @screen_y: (out): where it is drawn, logical pixels; set if there is such a track
 *
 * Returns: whether there is such a track and it is within the picture
 */
gboolean
wb_scene_painter_locate (WbScenePainter *self,
                         const WbScene *scene,
                         guint position,
                         double *screen_x,
                         double *screen_y)
{
  g_autoptr(WbTrackBlock) block = NULL;

  if (position >= wb_track_store_get_length (self->tracks))
    return FALSE;

  block = wb_track_store_get_block (self->tracks, position / WB_TRACK_BLOCK_SIZE);
  wb_visible_place (self->tracks, scene, block, position, screen_x, screen_y);
  return *screen_x >= 0 && *screen_y >= 0 && *screen_x < scene->width && *screen_y < scene->height;
}

/**
 * wb_scene_painter_get_fastest:
 * @self: a painter
 *
 * Returns: speed of the fastest track that glides in the scene painted last, in logical pixels per
 *   second; 0 when nothing moves until a fix comes
 */
double
wb_scene_painter_get_fastest (WbScenePainter *self)
{
  return self->visible.fastest;
}
