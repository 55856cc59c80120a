/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What one frame of the map shows, and painting it. */

#pragma once

#include "wb-palette.h"
#include "wb-tile-cache.h"
#include "wb-track-store.h"

#include <cairo.h>
#include <graphene.h>
#include <pango/pango.h>

G_BEGIN_DECLS

#define WB_SCENE_NOTHING G_MAXUINT

/**
 * WbScene:
 * @x: Mercator units of the middle of the picture, see wb_geo_mercator_x()
 * @y: Mercator units of the middle
 * @zoom: zoom level, may be fractional; at z the world is 256·2^z logical pixels wide
 * @width: logical pixels
 * @height: logical pixels
 * @scale: device pixels per logical pixel
 * @theme: colours
 * @now: wb_time_get_uptime(); moving tracks are drawn where they are by then
 * @glide: whether tracks move between their fixes
 * @selected: position in the store of the selected track, or %WB_SCENE_NOTHING
 * @hovered: position in the store of the track under the pointer, or %WB_SCENE_NOTHING
 * @trails: whether all trails are drawn, not only the selected one's
 * @nameless: whether the names of places are left out
 * @obstacles: (element-type graphene_rect_t): parts that are covered by controls, where nothing
 *   should be written; logical pixels
 *
 * Everything a frame depends on but the tracks themselves.
 */
typedef struct {
  guint32 x;
  guint32 y;
  double zoom;
  int width;
  int height;
  int scale;
  WbTheme theme;
  gint64 now;
  gboolean glide;
  guint selected;
  guint hovered;
  gboolean trails;
  gboolean nameless;
  GArray *obstacles;
} WbScene;

double wb_scene_get_pixels_per_unit (const WbScene *self);
void wb_scene_project (const WbScene *self,
                       guint32 x,
                       guint32 y,
                       double *screen_x,
                       double *screen_y);
void wb_scene_unproject (const WbScene *self,
                         double screen_x,
                         double screen_y,
                         guint32 *x,
                         guint32 *y);

/**
 * WbScenePainter:
 *
 * Paints scenes: base map, trails, markers and names into one opaque picture. Used by one thread.
 */
typedef struct _WbScenePainter WbScenePainter;

WbScenePainter *wb_scene_painter_new (WbTileCache *tiles,
                                      WbTrackStore *tracks);
void wb_scene_painter_free (WbScenePainter *self);

void wb_scene_painter_use_system_font (WbScenePainter *self);
cairo_surface_t *wb_scene_painter_paint (WbScenePainter *self,
                                         const WbScene *scene);
gboolean wb_scene_painter_is_complete (WbScenePainter *self);
guint wb_scene_painter_pick (WbScenePainter *self,
                             const WbScene *scene,
                             double screen_x,
                             double screen_y);
gboolean wb_scene_painter_locate (WbScenePainter *self,
                                  const WbScene *scene,
                                  guint position,
                                  double *screen_x,
                                  double *screen_y);
double wb_scene_painter_get_fastest (WbScenePainter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbScenePainter, wb_scene_painter_free)

G_END_DECLS
