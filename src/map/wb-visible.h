/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which tracks a scene shows, and where. */

#pragma once

#include "wb-scene.h"

G_BEGIN_DECLS

/**
 * WbVisibleTrack:
 * @position: where it stands in the store
 * @x: where it is drawn, logical pixels
 * @y: where it is drawn, logical pixels
 * @icon: a #WbIcon
 * @colour: number of its colour
 * @heading: where its marker points, in 1/255 turns
 * @freshness: a #WbFreshness
 */
typedef struct {
  guint position;
  float x;
  float y;
  guint8 icon;
  guint8 colour;
  guint8 heading;
  guint8 freshness;
} WbVisibleTrack;

/**
 * WbVisible:
 * @tracks: (element-type WbVisibleTrack): those to draw, by their position in the store
 * @outside: (element-type WbVisibleTrack): those near enough that their trails may be seen
 * @n_in_view: how many are in the picture, those left out because others cover them included
 * @fastest: speed of the fastest one that glides, logical pixels per second
 *
 * What a scene shows of the store. Other members are private.
 */
typedef struct {
  GArray *tracks;
  GArray *outside;
  guint n_in_view;
  double fastest;

  guint8 *occupied;
  gsize n_cells;
} WbVisible;

void wb_visible_init (WbVisible *self);
void wb_visible_clear (WbVisible *self);
void wb_visible_update (WbVisible *self,
                        WbTrackStore *tracks,
                        const WbScene *scene);

void wb_visible_find (WbTrackStore *tracks,
                      guint position,
                      gint64 now,
                      gboolean glides,
                      guint32 *x,
                      guint32 *y);
void wb_visible_place (WbTrackStore *tracks,
                       const WbScene *scene,
                       const WbTrackBlock *block,
                       guint position,
                       double *x,
                       double *y);
guint wb_visible_pick (WbTrackStore *tracks,
                       const WbScene *scene,
                       double x,
                       double y,
                       double radius);

G_END_DECLS
