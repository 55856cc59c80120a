/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Gathers what happens on a connection into batches. */

#pragma once

#include "wb-batch-queue.h"

G_BEGIN_DECLS

typedef struct _WbBatchWriter WbBatchWriter;

WbBatchWriter *wb_batch_writer_new (WbBatchQueue *queue,
                                    GMainContext *context);
void wb_batch_writer_free (WbBatchWriter *self);

void wb_batch_writer_add (WbBatchWriter *self,
                          WbMessage *message);
void wb_batch_writer_count (WbBatchWriter *self,
                            gsize received,
                            gsize sent);
void wb_batch_writer_tell_namespaces (WbBatchWriter *self,
                                      char **namespaces);
void wb_batch_writer_measure (WbBatchWriter *self,
                              gint64 round_trip);
gboolean wb_batch_writer_is_due (WbBatchWriter *self);
void wb_batch_writer_hand_over (WbBatchWriter *self);

G_END_DECLS
