/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A message prepared for reading, by a worker. */

#include "config.h"

#include "wb-message-content.h"

#include "wb-fix-text.h"
#include "wb-hex.h"
#include "wb-json-highlighter.h"
#include "wb-message-text.h"
#include "wb-payload-type.h"
#include "wb-picture-size.h"
#include "wb-svg-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  WbMessage *message;
  WbRegistry *registry; /* nullable */
  char *format;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  wb_message_unref (load->message);
  g_clear_pointer (&load->registry, wb_registry_free);
  g_free (load->format);
  g_free (load);
}

void
wb_message_content_free (WbMessageContent *self)
{
  g_clear_pointer (&self->pretty, wb_styled_text_free);
  g_clear_pointer (&self->raw, wb_styled_text_free);
  g_clear_pointer (&self->fix, wb_styled_text_free);
  g_clear_object (&self->picture);
  g_free (self->note);
  g_free (self);
}

static void
take_note (WbMessageContent *self,
           char *note)
{
  g_free (self->note);
  self->note = note;
}

/*
 * Pictures
 */

static void
take_picture (WbMessageContent *self,
              GdkTexture *picture,
              guint width,
              guint height,
              const GError *error)
{
  self->picture = picture;
  if (picture == NULL)
    take_note (self, g_strdup_printf (_ ("The picture can’t be shown: %s"), error->message));
  else
    take_note (self, g_strdup_printf (_ ("Picture, %u × %u pixels"), width, height));
}

static void
load_drawing (WbMessageContent *self,
              GBytes *payload)
{
  guint width = 0, height = 0;
  g_autoptr(GError) error = NULL;
  GdkTexture *picture = wb_svg_picture_load (payload, &width, &height, &error);

  take_picture (self, picture, width, height, error);
}

static void
load_pixels (WbMessageContent *self,
             GBytes *payload)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (payload, &length);
  guint width, height;
  GdkTexture *picture;
  g_autoptr(GError) error = NULL;

  if (length < 4 || !wb_picture_size_read (data, length, &width, &height))
    return;
  if (length > WB_CONTENT_MAX_PICTURE_BYTES || width > WB_CONTENT_MAX_PICTURE_SIZE ||
      height > WB_CONTENT_MAX_PICTURE_SIZE)
    {
      take_note (self, g_strdup_printf (_ ("A picture of %u × %u pixels is too large to be shown."), width, height));
      return;
    }

  picture = gdk_texture_new_from_bytes (payload, &error);
  take_picture (self, picture, width, height, error);
}

static void
load_picture (WbMessageContent *self,
              GBytes *payload)
{
  WbPayloadType type = wb_payload_classify (payload, NULL);

  if (type == WB_PAYLOAD_DRAWING)
    load_drawing (self, payload);
  else if (type == WB_PAYLOAD_PICTURE)
    load_pixels (self, payload);
}

/*
 * Text
 */

static void
add_path (GHashTable *paths,
          const char *path)
{
  if (path != NULL)
    g_hash_table_add (paths, g_strdup (path));
}

static GHashTable *
find_paths (const Load *load)
{
  g_autoptr(GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(WbMessage) explained = NULL;

  if (load->registry != NULL && load->message->direction == WB_DIRECTION_RECEIVED)
    explained = wb_registry_explain (load->registry, load->format, load->message);
  for (const WbReport *report = explained != NULL ? explained->reports : NULL; report != NULL;
       report = report->next)
    {
      add_path (paths, report->latitude_path);
      add_path (paths, report->longitude_path);
    }
  return g_hash_table_size (paths) > 0 ? g_steal_pointer (&paths) : NULL;
}

/* The beginning that is shown, which does not end within a character. */
static gsize
cut_text (const char *text,
          gsize length)
{
  if (length <= WB_CONTENT_MAX_BYTES)
    return length;

  length = WB_CONTENT_MAX_BYTES;
  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static gboolean
looks_like_json (const char *text,
                 gsize length)
{
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return length > 0 && strchr ("{[", *text) != NULL && *text != '\0';
}

static void
load_text (WbMessageContent *self,
           const Load *load,
           const char *text,
           gsize length)
{
  gsize shown = cut_text (text, length);
  g_autoptr(GHashTable) paths = shown == length ? find_paths (load) : NULL;
  g_autoptr(GError) error = NULL;

  self->is_cut = shown < length;
  wb_styled_text_append (self->raw, WB_TEXT_PLAIN, FALSE, text, (gssize) shown);
  if (load->message->direction != WB_DIRECTION_LOCAL &&
      wb_json_highlighter_append (self->pretty, text, shown, self->is_cut, paths, &error))
    return;

  g_clear_pointer (&self->pretty, wb_styled_text_free);
  self->pretty = wb_styled_text_new ();
  wb_styled_text_append (self->pretty, WB_TEXT_PLAIN, FALSE, text, (gssize) shown);
  if (error != NULL && looks_like_json (text, length))
    /* Translators: %s is as in “Line 3, column 12: a comma was expected” */
    take_note (self, g_strdup_printf (_ ("This is not valid JSON. %s."), error->message));
}

/*
 * Bytes
 */

static void
load_bytes (WbMessageContent *self,
            const guint8 *data,
            gsize length)
{
  gsize shown = MIN (length, WB_CONTENT_MAX_BYTES / 4);
  g_autoptr(GString) dump = g_string_new (NULL);
  g_autoptr(GString) line = g_string_new (NULL);

  self->is_binary = TRUE;
  self->is_cut = shown < length;
  wb_hex_append_dump (dump, data, shown);
  wb_hex_append_line (line, data, shown);
  wb_styled_text_append (self->pretty, WB_TEXT_PLAIN, FALSE, dump->str, (gssize) dump->len);
  wb_styled_text_append (self->raw, WB_TEXT_PLAIN, FALSE, line->str, (gssize) line->len);
}

static WbMessageContent *
load (const Load *job)
{
  WbMessageContent *self = g_new0 (WbMessageContent, 1);
  gsize length;
  const char *data = g_bytes_get_data (job->message->payload, &length);

  self->pretty = wb_styled_text_new ();
  self->raw = wb_styled_text_new ();
  self->fix = wb_styled_text_new ();
  wb_fix_text_append (self->fix, job->message);

  load_picture (self, job->message->payload);
  if (wb_message_text_is_readable (job->message) && wb_message_get_text (job->message, &length) != NULL)
    load_text (self, job, length > 0 ? data : "", length);
  else
    load_bytes (self, (const guint8 *) data, length);

  if (self->is_cut && self->picture == NULL)
    take_note (self, g_strdup (_ ("Only the beginning is shown. Save the payload to see all of it.")));
  return self;
}

static void
load_in_worker (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  g_task_return_pointer (task, load (data), (GDestroyNotify) wb_message_content_free);
}

/**
 * wb_message_content_load_async:
 * @message: a message
 * @registry: (nullable): what decoders there are
 * @format: (nullable): name of the format of its connection
 * @cancellable: ends it early
 * @callback: called when it is done
 * @data: passed to @callback
 *
 * Prepares a message for reading.
 */
void
wb_message_content_load_async (WbMessage *message,
                               WbRegistry *registry,
                               const char *format,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  Load *job = g_new0 (Load, 1);

  job->message = wb_message_ref (message);
  job->registry = registry != NULL ? wb_registry_ref (registry) : NULL;
  job->format = g_strdup (format);
  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, job, load_free);
  g_task_run_in_thread (task, load_in_worker);
}

WbMessageContent *
wb_message_content_load_finish (GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
