/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the map reads of all tracks: by position, without rows. */

#include "config.h"

#include "wb-track-store-private.h"

/**
 * wb_track_store_get_length:
 * @self: a store
 *
 * Returns: how many tracks there are, those not yet committed included
 */
guint
wb_track_store_get_length (WbTrackStore *self)
{
  g_return_val_if_fail (WB_IS_TRACK_STORE (self), 0);

  return self->table.length;
}

/**
 * wb_track_store_get_block:
 * @self: a store
 * @number: position / %WB_TRACK_BLOCK_SIZE
 *
 * Returns: (transfer full): a block that stays as it is while it is held
 */
WbTrackBlock *
wb_track_store_get_block (WbTrackStore *self,
                          guint number)
{
  g_return_val_if_fail (WB_IS_TRACK_STORE (self), NULL);
  g_return_val_if_fail (number * WB_TRACK_BLOCK_SIZE < self->table.length, NULL);

  return wb_track_block_ref (wb_track_table_get_block (&self->table, number * WB_TRACK_BLOCK_SIZE));
}

/**
 * wb_track_store_get_trail:
 * @self: a store
 * @position: below its length
 *
 * Returns: (transfer none): the trail, until the store changes
 */
const WbTrail *
wb_track_store_get_trail (WbTrackStore *self,
                          guint position)
{
  g_return_val_if_fail (WB_IS_TRACK_STORE (self), NULL);
  g_return_val_if_fail (position < self->table.length, NULL);

  return wb_track_table_get_record (&self->table, position)->trail;
}

/**
 * wb_track_store_get_name:
 * @self: a store
 * @position: below its length
 *
 * Returns: (transfer none): what to call the track: its label, or its id where it has none; until
 *   the store changes
 */
const char *
wb_track_store_get_name (WbTrackStore *self,
                         guint position)
{
  const WbTrackRecord *record;

  g_return_val_if_fail (WB_IS_TRACK_STORE (self), NULL);
  g_return_val_if_fail (position < self->table.length, NULL);

  record = wb_track_table_get_record (&self->table, position);
  return record->label != NULL ? record->label : record->id;
}

/**
 * wb_track_store_get_heard:
 * @self: a store
 * @position: below its length
 *
 * Returns: when the track was heard last, by wb_time_get_uptime()
 */
gint64
wb_track_store_get_heard (WbTrackStore *self,
                          guint position)
{
  g_return_val_if_fail (WB_IS_TRACK_STORE (self), 0);
  g_return_val_if_fail (position < self->table.length, 0);

  return wb_track_table_get_record (&self->table, position)->heard;
}
