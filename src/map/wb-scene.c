/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where things of the world are in the picture. */

#include "config.h"

#include "wb-scene.h"

#include <math.h>

/* At zoom 0 the 2³² units of the world are 256 = 2⁸ pixels. */
#define ZOOM_OF_UNITS 24

/**
 * wb_scene_get_pixels_per_unit:
 * @self: a scene
 *
 * Returns: how many logical pixels a Mercator unit is
 */
double
wb_scene_get_pixels_per_unit (const WbScene *self)
{
  return exp2 (self->zoom - ZOOM_OF_UNITS);
}

/**
 * wb_scene_project:
 * @self: a scene
 * @x: Mercator units
 * @y: Mercator units
 * @screen_x: (out): logical pixels from the left edge, of the copy of the world nearest the middle
 * @screen_y: (out): logical pixels from the upper edge
 */
void
wb_scene_project (const WbScene *self,
                  guint32 x,
                  guint32 y,
                  double *screen_x,
                  double *screen_y)
{
  double scale = wb_scene_get_pixels_per_unit (self);

  *screen_x = self->width / 2.0 + (gint32) (x - self->x) * scale;
  *screen_y = self->height / 2.0 + ((double) y - self->y) * scale;
}

/**
 * wb_scene_unproject:
 * @self: a scene
 * @screen_x: logical pixels from the left edge
 * @screen_y: logical pixels from the upper edge
 * @x: (out): Mercator units
 * @y: (out): Mercator units; above and below the world, those of its edge
 */
void
wb_scene_unproject (const WbScene *self,
                    double screen_x,
                    double screen_y,
                    guint32 *x,
                    guint32 *y)
{
  double scale = wb_scene_get_pixels_per_unit (self);
  double down = self->y + (screen_y - self->height / 2.0) / scale;

  *x = self->x + (guint32) (gint64) llround ((screen_x - self->width / 2.0) / scale);
  *y = (guint32) CLAMP (round (down), 0, (double) G_MAXUINT32);
}
