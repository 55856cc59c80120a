/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A message that came during a test and can be kept as a sample. */

#pragma once

#include "wb-message.h"
#include "wb-registry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_SAMPLE_ROW (wb_sample_row_get_type ())
G_DECLARE_FINAL_TYPE (WbSampleRow, wb_sample_row, WB, SAMPLE_ROW, GtkListBoxRow)

GtkWidget *wb_sample_row_new (WbMessage *message,
                              WbRegistry *registry,
                              const char *format);
void wb_sample_row_join (WbSampleRow *self,
                         WbSampleRow *other);
void wb_sample_row_choose (WbSampleRow *self);
const char *wb_sample_row_get_text (WbSampleRow *self);

G_END_DECLS
