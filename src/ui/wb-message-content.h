/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A message prepared for reading, by a worker. */

#pragma once

#include "wb-registry.h"
#include "wb-styled-text.h"

G_BEGIN_DECLS

/* More of a payload than this is not shown; what is copied and saved is complete. */
#define WB_CONTENT_MAX_BYTES (256 * 1024)

/* Pictures beyond this are not decoded: a small file can hold a huge one. */
#define WB_CONTENT_MAX_PICTURE_BYTES (8 * 1024 * 1024)
#define WB_CONTENT_MAX_PICTURE_SIZE 4096

/**
 * WbMessageContent:
 * @is_binary: whether it is shown in hexadecimal
 * @is_cut: whether only the beginning is shown
 * @pretty: laid out, or bytes beside text
 * @raw: as it was sent
 * @fix: what the decoder said
 * @picture: (nullable): if it is one
 * @note: (nullable): what else is to be said about it
 */
typedef struct {
  gboolean is_binary;
  gboolean is_cut;
  WbStyledText *pretty;
  WbStyledText *raw;
  WbStyledText *fix;
  GdkTexture *picture;
  char *note;
} WbMessageContent;

void wb_message_content_free (WbMessageContent *self);

void wb_message_content_load_async (WbMessage *message,
                                    WbRegistry *registry,
                                    const char *format,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
WbMessageContent *wb_message_content_load_finish (GAsyncResult *result,
                                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMessageContent, wb_message_content_free)

G_END_DECLS
