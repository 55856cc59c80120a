/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which position is read from a message, and from where in it, in one sentence. */

#include "config.h"

#include "wb-sample-reading.h"

#include "wb-fix-text.h"
#include "wb-message-text.h"

#include <glib/gi18n-lib.h>

typedef struct {
  WbMessage *message;
  WbRegistry *registry;
  char *format;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  wb_message_unref (load->message);
  wb_registry_free (load->registry);
  g_free (load->format);
  g_free (load);
}

void
wb_sample_reading_free (WbSampleReading *self)
{
  g_free (self->sentence);
  g_free (self);
}

/*
 * The sentence
 */

/* Names of members come from a stranger and can be as long as the message. */
static char *
make_presentable (const char *path)
{
  g_autoptr(WbMessage) message = wb_message_new_text (WB_DIRECTION_LOCAL, 0, path);

  return wb_message_text_line (message);
}

/* As the message has it, to be compared with it. */
static char *
describe_position (const WbReport *fix)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (latitude, sizeof latitude, "%.9g", fix->latitude);
  g_ascii_formatd (longitude, sizeof longitude, "%.9g", fix->longitude);
  return g_strdup_printf ("%s, %s", latitude, longitude);
}

static char *
describe_fix (const WbReport *fix)
{
  g_autofree char *position = describe_position (fix);
  g_autofree char *latitude = NULL;
  g_autofree char *longitude = NULL;

  if (fix->latitude_path == NULL || fix->longitude_path == NULL)
    /* Translators: %s is a latitude and a longitude */
    return g_strdup_printf (_ ("Position: %s"), position);

  latitude = make_presentable (fix->latitude_path);
  longitude = make_presentable (fix->longitude_path);
  /* Translators: two names of members of a message, then a latitude and a longitude */
  return g_strdup_printf (_ ("Position from %s and %s: %s"), latitude, longitude, position);
}

static guint
count_fixes (const WbMessage *message)
{
  guint count = 0;

  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    count += report->kind == WB_REPORT_FIX;
  return count;
}

static char *
describe_fixes (const WbMessage *message,
                const WbReport *first)
{
  g_autofree char *sentence = describe_fix (first);
  guint more = count_fixes (message) - 1;

  if (more == 0)
    return g_steal_pointer (&sentence);
  /* Translators: %s is as in “Position from lat and lon: 48.137, 11.576” */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, and %u more", "%s, and %u more", more),
                          sentence, more);
}

static char *
describe_reason (const WbMessage *message)
{
  const WbReport *last = NULL;

  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    {
      if (report->kind == WB_REPORT_REMOVED)
        return g_strdup (_ ("No position: it says that an object is gone."));
      if (report->reason != WB_REASON_NONE && (last == NULL || report->kind == WB_REPORT_REJECTED))
        last = report;
    }
  if (last == NULL)
    return g_strdup (_ ("No position"));
  /* Translators: %s is as in “latitude out of range” */
  return g_strdup_printf (_ ("No position: %s"), wb_reason_describe (last->reason));
}

/**
 * wb_sample_reading_new:
 * @message: a message with reports
 *
 * Returns: (transfer full): what its reports say
 */
WbSampleReading *
wb_sample_reading_new (const WbMessage *message)
{
  const WbReport *fix = wb_fix_text_get_fix (message);
  WbSampleReading *self = g_new0 (WbSampleReading, 1);

  self->has_position = fix != NULL;
  self->sentence = fix != NULL ? describe_fixes (message, fix) : describe_reason (message);
  return self;
}

/*
 * Decoding
 */

/* A position that came in several messages is known to the decoder of the connection only. */
static void
load_in_worker (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  const Load *load = data;
  g_autoptr(WbMessage) explained = wb_registry_explain (load->registry, load->format, load->message);
  gboolean is_told = explained != NULL &&
                     (wb_fix_text_get_fix (explained) != NULL || load->message->reports == NULL);

  g_task_return_pointer (task, wb_sample_reading_new (is_told ? explained : load->message),
                         (GDestroyNotify) wb_sample_reading_free);
}

/**
 * wb_sample_reading_load_async:
 * @message: a message that is not too large to be decoded once more
 * @registry: what decoders there are
 * @format: (nullable): name of the format of its connection
 * @cancellable: (nullable): ends it early
 * @callback: called when it is done
 * @data: passed to @callback
 *
 * Reads a message by itself, in a worker.
 */
void
wb_sample_reading_load_async (WbMessage *message,
                              WbRegistry *registry,
                              const char *format,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);

  load->message = wb_message_ref (message);
  load->registry = wb_registry_ref (registry);
  load->format = g_strdup (format);
  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_in_worker);
}

WbSampleReading *
wb_sample_reading_load_finish (GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
