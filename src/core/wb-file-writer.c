/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Writes and deletes small files on a worker, one after the other.
 *
 * A file is replaced as a whole: whoever reads it sees the old content or the new one, also after
 * the computer has lost its power. */

#include "config.h"

#include "wb-file-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbFileWriter:
 *
 * Its jobs are done in the order in which they were given. Answers come on the main context that
 * was the thread's default one when the job was given.
 */
struct _WbFileWriter
{
  gatomicrefcount ref_count; /* the owner and the jobs that are under way */
  GThreadPool *pool;
  GHashTable *contents;      /* GFile → what was written there last; for the worker alone */
  WbFileWrittenFunc written; /* NULL once the owner is gone */
  GDestroyNotify subject_free;
  gpointer data;
};

typedef struct
{
  WbFileWriter *writer;
  GMainContext *context;
  GFile *file;
  char *text;     /* NULL to delete the file */
  char *expected; /* what the file has to hold before, NULL for anything */
  gpointer subject;
  GError *error;
} Job;

static void
writer_unref (WbFileWriter *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->contents);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->subject != NULL)
    job->writer->subject_free (job->subject);
  writer_unref (job->writer);
  g_main_context_unref (job->context);
  g_object_unref (job->file);
  g_free (job->text);
  g_free (job->expected);
  g_clear_error (&job->error);
  g_free (job);
}

static void
make_folder (GFile *file)
{
  g_autoptr(GFile) parent = g_file_get_parent (file);
  g_autofree char *path = parent != NULL ? g_file_get_path (parent) : NULL;

  if (path != NULL)
    g_mkdir_with_parents (path, 0700);
}

/* Compared is what is in the file, not its time: that is coarse, and also changes when nothing else
 * does. Who gave this job may not have known yet how the one before it would end. */
static gboolean
is_as_expected (Job *job)
{
  g_autofree char *content = NULL;

  if (job->expected == NULL || !g_file_load_contents (job->file, NULL, &content, NULL, NULL, NULL))
    return TRUE;
  return g_str_equal (content, job->expected) ||
         g_strcmp0 (content, g_hash_table_lookup (job->writer->contents, job->file)) == 0;
}

/* Words for what went wrong; without @error it is that somebody else has written the file. */
static void
explain (Job *job,
         const GError *error)
{
  g_autofree char *base_name = g_file_get_basename (job->file);
  g_autofree char *name = g_filename_display_name (base_name);

  if (error == NULL)
    g_set_error (
        &job->error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
        _ ("“%s” was not saved: another program has changed it. Open it again to see how."), name);
  else
    g_set_error (&job->error, G_IO_ERROR, error->code, _ ("“%s” was not saved: %s"), name,
                 error->message);
}

static void
write_file (Job *job)
{
  g_autoptr(GError) error = NULL;

  if (!is_as_expected (job))
    {
      explain (job, NULL);
      return;
    }
  make_folder (job->file);
  if (!g_file_replace_contents (job->file, job->text, strlen (job->text), NULL, FALSE,
                                G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    explain (job, error);
  else if (job->expected != NULL)
    g_hash_table_insert (job->writer->contents, g_object_ref (job->file), g_strdup (job->text));
}

static gboolean
done_cb (gpointer data)
{
  Job *job = data;

  if (job->writer->written != NULL)
    job->writer->written (job->subject, job->text, job->error, job->writer->data);
  return G_SOURCE_REMOVE;
}

/* Not by g_main_context_invoke(), which may call on this thread. */
static void
tell (Job *job)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_callback (source, done_cb, job, job_free);
  g_source_attach (source, job->context);
}

static void
do_job (gpointer data,
        gpointer unused G_GNUC_UNUSED)
{
  Job *job = data;

  if (job->text == NULL)
    {
      g_file_delete (job->file, NULL, NULL);
      job_free (job);
      return;
    }
  write_file (job);
  tell (job);
}

static void
push (WbFileWriter *self,
      GFile *file,
      const char *text,
      const char *expected,
      gpointer subject)
{
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_inc (&self->ref_count);
  job->writer = self;
  job->context = g_main_context_ref_thread_default ();
  job->file = g_object_ref (file);
  job->text = g_strdup (text);
  job->expected = g_strdup (expected);
  job->subject = subject;
  g_thread_pool_push (self->pool, job, NULL);
}

/**
 * wb_file_writer_new:
 * @written: called after each file
 * @subject_free: called for each subject that wb_file_writer_write() was given
 * @data: passed to @written
 *
 * Returns: (transfer full): a writer
 */
WbFileWriter *
wb_file_writer_new (WbFileWrittenFunc written,
                    GDestroyNotify subject_free,
                    gpointer data)
{
  WbFileWriter *self = g_new0 (WbFileWriter, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->contents =
      g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, g_free);
  self->written = written;
  self->subject_free = subject_free;
  self->data = data;
  self->pool = g_thread_pool_new (do_job, NULL, 1, FALSE, NULL);
  return self;
}

/**
 * wb_file_writer_free:
 * @self: (transfer full): a writer
 *
 * Waits until everything is written. Nothing is told any more.
 */
void
wb_file_writer_free (WbFileWriter *self)
{
  self->written = NULL;
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  writer_unref (self);
}

/**
 * wb_file_writer_write:
 * @self: a writer
 * @file: the file, which is made with its folder if it is not there
 * @text: its new content
 * @expected: (nullable): what @file has to hold if it exists, unless this writer wrote it; other
 *   content is not overwritten
 * @subject: (transfer full): passed to the function that is called afterwards
 */
void
wb_file_writer_write (WbFileWriter *self,
                      GFile *file,
                      const char *text,
                      const char *expected,
                      gpointer subject)
{
  push (self, file, text, expected, subject);
}

/**
 * wb_file_writer_delete:
 * @self: a writer
 * @file: a file, which need not exist
 */
void
wb_file_writer_delete (WbFileWriter *self,
                       GFile *file)
{
  push (self, file, NULL, NULL, NULL);
}
