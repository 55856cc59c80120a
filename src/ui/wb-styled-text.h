/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Text in several styles, made by a worker and put into a text view a little at a time. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  WB_TEXT_PLAIN,
  WB_TEXT_NAME,
  WB_TEXT_STRING,
  WB_TEXT_NUMBER,
  WB_TEXT_WORD,        /* true, false, null */
  WB_TEXT_PUNCTUATION,
  WB_TEXT_HEADING,
  WB_TEXT_DIM,
  WB_TEXT_N_STYLES,
} WbTextStyle;

typedef struct _WbStyledText WbStyledText;

WbStyledText *wb_styled_text_new (void);
void wb_styled_text_free (WbStyledText *self);

void wb_styled_text_append (WbStyledText *self,
                            WbTextStyle style,
                            gboolean marked,
                            const char *text,
                            gssize length);
void wb_styled_text_append_spaces (WbStyledText *self,
                                   guint count);
gsize wb_styled_text_get_length (const WbStyledText *self);
const char *wb_styled_text_get_text (const WbStyledText *self);

void wb_styled_text_prepare_buffer (GtkTextBuffer *buffer,
                                    GtkTextDirection direction);
void wb_styled_text_disable_hyphens (GtkTextBuffer *buffer);
gboolean wb_styled_text_insert (WbStyledText *self,
                                GtkTextBuffer *buffer,
                                gint64 deadline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbStyledText, wb_styled_text_free)

G_END_DECLS
