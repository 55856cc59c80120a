/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What all tests share. */

#include "config.h"

#include "wb-test.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static gboolean
tick_cb (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_REMOVE;
}

void
wb_test_iterate (gint64 deadline,
                 const char *condition,
                 const char *where)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr(GSource) tick = g_timeout_source_new (10);

  if (g_get_monotonic_time () > deadline)
    g_error ("%s: “%s” did not become true within %d s", where, condition, WB_TEST_TIMEOUT_S);

  /* A condition may change on another thread without waking this one. */
  g_source_set_callback (tick, tick_cb, NULL, NULL);
  g_source_attach (tick, context);
  g_main_context_iteration (context, TRUE);
  g_source_destroy (tick);
}

/**
 * wb_test_get_thread_time:
 *
 * Returns: processor time of this thread alone, in microseconds
 */
gint64
wb_test_get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/**
 * wb_test_get_memory:
 *
 * Returns: bytes of memory that are in use
 */
gsize
wb_test_get_memory (void)
{
  g_autofree char *text = NULL;
  unsigned long total;
  unsigned long resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &total, &resident), ==, 2);
  return resident * (gsize) sysconf (_SC_PAGESIZE);
}

/**
 * wb_test_keep_data_apart:
 *
 * Has what a program keeps for its next run kept in a folder of its own; to be called first of all.
 */
void
wb_test_keep_data_apart (void)
{
  g_autofree char *folder = g_dir_make_tmp ("whereabouts-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
}
