/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A strict tokenizer for JSON: the door for every JSON byte from outside. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Deeper nesting is refused: real messages stay below 10, and readers may recurse. */
#define WB_JSON_MAX_DEPTH 128

#define WB_JSON_ERROR (wb_json_error_quark ())
GQuark wb_json_error_quark (void);

typedef enum {
  WB_JSON_ERROR_SYNTAX,
  WB_JSON_ERROR_INCOMPLETE,
  WB_JSON_ERROR_TOO_DEEP,
  WB_JSON_ERROR_BAD_UTF8,
  WB_JSON_ERROR_TOO_MUCH, /* valid, but more than anybody means well by */
} WbJsonError;

typedef enum {
  WB_JSON_END, /* no more values */
  WB_JSON_OBJECT_BEGIN,
  WB_JSON_OBJECT_END,
  WB_JSON_ARRAY_BEGIN,
  WB_JSON_ARRAY_END,
  WB_JSON_NAME, /* of a member; its value follows */
  WB_JSON_STRING,
  WB_JSON_NUMBER,
  WB_JSON_TRUE,
  WB_JSON_FALSE,
  WB_JSON_NULL,
  WB_JSON_INVALID, /* wb_json_reader_set_error() says why; nothing can be read after it */
} WbJsonToken;

/**
 * WbJsonReader:
 * @text: the raw text of the last token, within the input; names and strings with their quotes
 * @length: its bytes
 * @escaped: whether the last name or string holds a backslash
 * @depth: how many objects and arrays are open after the last token
 *
 * Reads RFC 8259 JSON from memory, token by token, without copying or allocating. Several values
 * may follow each other, with or without white space between them; a byte order mark in front is
 * skipped. The input must stay as it is while the reader is used. Other members are private.
 */
typedef struct {
  const char *text;
  gsize length;
  gboolean escaped;
  guint depth;

  const char *begin;
  const char *end;
  const char *cursor;
  guint expect;
  guint64 objects[WB_JSON_MAX_DEPTH / 64]; /* one bit a level: an object, not an array */
  WbJsonError error;
  const char *problem;
} WbJsonReader;

void wb_json_reader_init (WbJsonReader *self,
                          const char *data,
                          gsize length);
WbJsonToken wb_json_reader_next (WbJsonReader *self);
gboolean wb_json_reader_skip (WbJsonReader *self,
                              WbJsonToken token);
gboolean wb_json_reader_get_double (const WbJsonReader *self,
                                    double *value);
char *wb_json_reader_dup_string (const WbJsonReader *self);
void wb_json_reader_refuse (WbJsonReader *self,
                            const char *problem);
void wb_json_reader_set_error (const WbJsonReader *self,
                               GError **error);

void wb_json_append_string (GString *out,
                            const char *text,
                            gsize length);
char *wb_json_compact (const char *text);

G_END_DECLS
