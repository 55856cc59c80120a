/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A small world for tests of what is painted: tracks on the open ocean and a painter. No display. */

#pragma once

#include "wb-scene.h"

#define NOW (G_GINT64_CONSTANT (1772360130) * G_USEC_PER_SEC)
#define SECOND ((gint64) G_USEC_PER_SEC)
#define WIDTH 400
#define HEIGHT 300

typedef struct {
  WbTileCache *tiles;
  WbTrackStore *store;
  WbScenePainter *painter;
  guint source; /* of the tracks added from now on */
  WbIcon icon;  /* what they are */
  WbScene scene;
} World;

void world_init (World *world);
void world_clear (World *world);

void world_add_track (World *world,
                      const char *id,
                      double x,
                      double y,
                      double course,
                      double speed,
                      gint64 received);
cairo_surface_t *world_paint (World *world);

/* Rows of pixels are words of 32 bits. */
static inline guint32
get_pixel (cairo_surface_t *surface,
           int x,
           int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}
