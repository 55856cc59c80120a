/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Messages as a file: one JSON object per line. */

#include "config.h"

#include "wb-message-export.h"

#include "wb-json.h"
#include "wb-message.h"
#include "wb-time.h"

#include <string.h>

/* So long the main thread collects messages in one turn, and so many before it looks at the clock. */
#define SLICE_US 2000
#define SLICE_MESSAGES 256

/**
 * WbMessageExport:
 *
 * What is to be written. It belongs to one thread at a time: the main thread collects the messages of a
 * view in slices, the oldest first, and a worker writes them. What changes meanwhile is shown as it is
 * when its turn comes.
 */
struct _WbMessageExport {
  WbLogView *view;   /* NULL when all is collected */
  guint next;        /* to be collected, counted from the oldest */
  GArray *lines;     /* Line */
  GHashTable *names; /* WbMessageLog, only its address → name of its connection */
  GFile *file;
};

typedef struct {
  WbMessage *message;
  const char *connection; /* borrowed from the names; NULL: it came while the others were collected */
} Line;

static void
clear_line (gpointer data)
{
  Line *line = data;

  wb_message_unref (line->message);
}

/* What was collected may be gone, and something else may stand before what is next. */
static void
changed_cb (WbMessageExport *self,
            guint position,
            guint removed,
            guint added,
            GListModel *view)
{
  if (wb_log_view_is_newest_first (self->view))
    position = g_list_model_get_n_items (view) - position - added;
  if (position + removed <= self->next)
    self->next = self->next - removed + added;
  else if (position < self->next)
    self->next = position + added;
}

/**
 * wb_message_export_new:
 * @view: the messages
 *
 * Returns: (transfer full): what is to be written of them
 */
WbMessageExport *
wb_message_export_new (WbLogView *view)
{
  WbMessageExport *self = g_new0 (WbMessageExport, 1);

  self->view = g_object_ref (view);
  g_signal_connect_swapped (view, "items-changed", G_CALLBACK (changed_cb), self);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

static void
release_view (WbMessageExport *self)
{
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_clear_object (&self->view);
}

void
wb_message_export_free (WbMessageExport *self)
{
  release_view (self);
  g_array_unref (self->lines);
  g_hash_table_unref (self->names);
  g_clear_object (&self->file);
  g_free (self);
}

/**
 * wb_message_export_name:
 * @self: an export without messages of @log
 * @log: a log
 * @connection: what its connection is called
 */
void
wb_message_export_name (WbMessageExport *self,
                        WbMessageLog *log,
                        const char *connection)
{
  g_hash_table_insert (self->names, log, g_strdup (connection));
}

/* Returns whether there was one more. */
static gboolean
collect_next (WbMessageExport *self)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->view));
  guint position = wb_log_view_is_newest_first (self->view) ? length - 1 - self->next : self->next;
  Line line;

  if (self->next >= length)
    return FALSE;

  line.message = wb_message_ref (wb_log_view_get_message (self->view, position));
  line.connection = g_hash_table_lookup (self->names, wb_log_view_get_log_at (self->view, position));
  g_array_append_val (self->lines, line);
  self->next++;
  return TRUE;
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
             const char *connection,
             const WbMessage *message)
{
  g_autofree char *time = wb_time_format (message->time);
  const char *direction = wb_direction_get_name (message->direction);
  const char *kind = wb_message_kind_get_name (message->kind);

  g_string_append (line, "{\"type\":\"message\"");
  if (connection != NULL)
    append_member (line, "connection", connection, strlen (connection));
  g_string_append_printf (line, ",\"number\":%" G_GUINT64_FORMAT, message->number);
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
write_all (const WbMessageExport *self,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr(GFileOutputStream) file =
      g_file_replace (self->file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  if (file == NULL)
    return FALSE;

  stream = g_buffered_output_stream_new (G_OUTPUT_STREAM (file));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      g_string_truncate (text, 0);
      append_line (text, line->connection, line->message);
      if (!g_output_stream_write_all (stream, text->str, text->len, NULL, cancellable, error))
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

static gboolean
collect_cb (gpointer data)
{
  GTask *task = data;
  WbMessageExport *self = g_task_get_task_data (task);
  gint64 end = g_get_monotonic_time () + SLICE_US;

  do
    for (guint i = 0; i < SLICE_MESSAGES; i++)
      if (!collect_next (self))
        {
          release_view (self);
          g_task_run_in_thread (task, export_in_worker);
          return G_SOURCE_REMOVE;
        }
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

/**
 * wb_message_export_async:
 * @self: (transfer full): messages
 * @file: where to
 * @cancellable: (nullable): ends it early
 * @callback: called when it is done
 * @data: passed to @callback
 *
 * Collects the messages, and writes them to a file in a worker.
 */
void
wb_message_export_async (WbMessageExport *self,
                         GFile *file,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr(GSource) source = g_idle_source_new ();

  self->file = g_object_ref (file);
  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, self, (GDestroyNotify) wb_message_export_free);
  /* Frames are drawn in between. */
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_attach_source (task, source, collect_cb);
}

gboolean
wb_message_export_finish (GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
