/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The objects that stand for tracks while somebody holds them. */

#include "config.h"

#include "wb-track-store-private.h"

/* Returns: (transfer full): the row of a track */
WbTrack *
wb_track_store_dup_row (WbTrackStore *self,
                        guint32 handle)
{
  WbTrack *row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (handle));

  if (row != NULL)
    return g_object_ref (row);

  row = wb_track_new (self, handle);
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (handle), row);
  return row;
}

/* A track changed: its row, if somebody holds one, is told at commit. */
void
wb_track_store_touch_row (WbTrackStore *self,
                          guint32 handle)
{
  WbTrack *row;

  self->changed = TRUE;
  if (g_hash_table_size (self->rows) == 0)
    return;

  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (handle));
  if (row != NULL)
    g_hash_table_add (self->touched, g_object_ref (row));
}

/* A track is removed. Listeners of its row hear of it at commit: until then the list is not what they
 * may expect. */
void
wb_track_store_take_row (WbTrackStore *self,
                         guint32 handle)
{
  WbTrack *row;

  wb_track_store_touch_row (self, handle);
  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (handle));
  if (row == NULL)
    return;

  g_hash_table_remove (self->rows, GUINT_TO_POINTER (handle));
  wb_track_set_removed (row);
}

/* Nobody holds the row of a track any longer. */
void
wb_track_store_forget_row (WbTrackStore *self,
                           guint32 handle)
{
  g_hash_table_remove (self->rows, GUINT_TO_POINTER (handle));
}

/* Tells the listeners of all rows that were touched since the last time. */
void
wb_track_store_notify_rows (WbTrackStore *self)
{
  g_autoptr(GHashTable) touched = g_steal_pointer (&self->touched);
  GHashTableIter iter;
  gpointer row;

  self->touched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    wb_track_notify_changed (row);
}
