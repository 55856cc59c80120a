/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which position is read from a message, and from where in it, in one sentence. */

#pragma once

#include "wb-message.h"
#include "wb-registry.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbSampleReading:
 * @sentence: as in “Position from data.pos.lat and data.pos.lng: 48.137, 11.576”, or why there is
 *   none
 * @has_position: whether there is one
 */
typedef struct {
  char *sentence;
  gboolean has_position;
} WbSampleReading;

WbSampleReading *wb_sample_reading_new (const WbMessage *message);
void wb_sample_reading_free (WbSampleReading *self);

void wb_sample_reading_load_async (WbMessage *message,
                                   WbRegistry *registry,
                                   const char *format,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);
WbSampleReading *wb_sample_reading_load_finish (GAsyncResult *result,
                                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbSampleReading, wb_sample_reading_free)

G_END_DECLS
