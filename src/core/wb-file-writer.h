/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Writes and deletes small files on a worker, one after the other. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _WbFileWriter WbFileWriter;

/**
 * WbFileWrittenFunc:
 * @subject: what was passed to wb_file_writer_write()
 * @text: what was to be written
 * @error: (nullable): why it was not, as a sentence for people
 * @data: what was passed to wb_file_writer_new()
 */
typedef void (*WbFileWrittenFunc) (gpointer subject,
                                   const char *text,
                                   const GError *error,
                                   gpointer data);

WbFileWriter *wb_file_writer_new (WbFileWrittenFunc written,
                                  GDestroyNotify subject_free,
                                  gpointer data);
void wb_file_writer_free (WbFileWriter *self);

void wb_file_writer_write (WbFileWriter *self,
                           GFile *file,
                           const char *text,
                           const char *expected,
                           gpointer subject);
void wb_file_writer_delete (WbFileWriter *self,
                            GFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbFileWriter, wb_file_writer_free)

G_END_DECLS
