/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages as a file: one JSON object per line. */

#include "config.h"

#include "wb-message-export.h"

#include "wb-json.h"
#include "wb-message.h"
#include "wb-time.h"

#include <string.h>

typedef struct {
  GPtrArray *messages;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_ptr_array_unref (export->messages);
  g_object_unref (export->file);
  g_free (export);
}

static void
append_member (GString *line,
               const char *name,
               const char *value,
               gsize length)
{
  g_string_append_printf (line, ",\"%s\":", name);
  wb_json_append_string (line, value, length);
}

static void
append_payload (GString *line,
                const WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autofree char *base64 = NULL;

  if (text != NULL)
    {
      append_member (line, "text", text, length);
      return;
    }
  base64 = g_base64_encode (g_bytes_get_data (message->payload, NULL), wb_message_get_size (message));
  append_member (line, "base64", base64, strlen (base64));
}

static void
append_event (GString *line,
              const WbEvent *event)
{
  if (event->name != NULL)
    append_member (line, "event", event->name, strlen (event->name));
  if (event->space != NULL && !g_str_equal (event->space, WB_EVENT_ROOT))
    append_member (line, "namespace", event->space, strlen (event->space));
  if (event->ack >= 0)
    g_string_append_printf (line, ",\"ack\":%" G_GINT64_FORMAT, event->ack);
}

static void
append_attachments (GString *line,
                    const WbEvent *event)
{
  const char *separator = ",\"attachments\":[";

  for (guint i = 0; i < wb_event_get_n_attachments (event); i++)
    {
      gsize length;
      gconstpointer data = g_bytes_get_data (g_ptr_array_index (event->attachments, i), &length);
      g_autofree char *base64 = g_base64_encode (data, length);

      g_string_append_printf (line, "%s\"%s\"", separator, base64);
      separator = ",";
    }
  if (wb_event_get_n_attachments (event) > 0)
    g_string_append_c (line, ']');
}

static void
append_line (GString *line,
             const WbMessage *message)
{
  g_autofree char *time = wb_time_format (message->time);
  const char *direction = wb_direction_get_name (message->direction);
  const char *kind = wb_message_kind_get_name (message->kind);

  g_string_append_printf (line, "{\"type\":\"message\",\"number\":%" G_GUINT64_FORMAT, message->number);
  append_member (line, "direction", direction, strlen (direction));
  append_member (line, "kind", kind, strlen (kind));
  if (message->event != NULL)
    append_event (line, message->event);
  append_member (line, "time", time, strlen (time));
  g_string_append_printf (line, ",\"size\":%" G_GSIZE_FORMAT, wb_message_get_size (message));
  append_payload (line, message);
  if (message->event != NULL)
    append_attachments (line, message->event);
  g_string_append (line, "}\n");
}

static gboolean
write_all (const Export *export,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr(GFileOutputStream) file =
      g_file_replace (export->file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GString) line = g_string_new (NULL);

  if (file == NULL)
    return FALSE;

  stream = g_buffered_output_stream_new (G_OUTPUT_STREAM (file));
  for (guint i = 0; i < export->messages->len; i++)
    {
      g_string_truncate (line, 0);
      append_line (line, g_ptr_array_index (export->messages, i));
      if (!g_output_stream_write_all (stream, line->str, line->len, NULL, cancellable, error))
        return FALSE;
    }
  return g_output_stream_close (stream, cancellable, error);
}

static void
export_in_worker (GTask *task,
                  gpointer source G_GNUC_UNUSED,
                  gpointer data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_all (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * wb_message_export_async:
 * @messages: (transfer full) (element-type WbMessage): messages
 * @file: where to
 * @cancellable: (nullable): ends it early
 * @callback: called when it is done
 * @data: passed to @callback
 *
 * Writes messages to a file, in a worker.
 */
void
wb_message_export_async (GPtrArray *messages,
                         GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  Export *export = g_new0 (Export, 1);

  export->messages = messages;
  export->file = g_object_ref (file);
  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_in_worker);
}

gboolean
wb_message_export_finish (GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
