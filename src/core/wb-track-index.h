/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds and sorts tracks on a worker thread. */

#pragma once

#include "wb-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WB_TYPE_TRACK_SORT (wb_track_sort_get_type ())
GType wb_track_sort_get_type (void);

typedef enum {
  WB_TRACK_SORT_NAME,
  WB_TRACK_SORT_RECENT, /* the one heard last first */
  WB_TRACK_SORT_SPEED,  /* the fastest first */
} WbTrackSort;

/**
 * WbTrackEntry:
 * @id: owned
 * @label: (nullable): owned
 * @attributes: (nullable): owned; taken only where they are searched
 * @heard: when it was heard last, by wb_time_get_uptime()
 * @speed: metres per second, NaN when not known
 * @handle: names it in the store
 *
 * What finding and sorting need of a track.
 */
typedef struct {
  GRefString *id;
  GRefString *label;
  GRefString *attributes;
  gint64 heard;
  float speed;
  guint32 handle;
} WbTrackEntry;

GArray *wb_track_entries_new (guint reserved);

typedef struct _WbTrackIndexer WbTrackIndexer;

WbTrackIndexer *wb_track_indexer_new (void);
void wb_track_indexer_free (WbTrackIndexer *self);

GArray *wb_track_indexer_run (WbTrackIndexer *self,
                              GArray *entries,
                              const char *search,
                              WbTrackSort sort,
                              GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTrackIndexer, wb_track_indexer_free)

G_END_DECLS
