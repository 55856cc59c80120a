/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the window costs with the demo feed, minute by minute: processor time of the main thread per
 * frame, how far it was behind at worst, and memory. */

#include "config.h"

#include "wb-application.h"
#include "wb-demo-transport.h"
#include "wb-format.h"
#include "wb-turns.h"
#include "wb-window.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The first frames, rows and tiles take their time once. */
#define WARM_UP_S 10
#define SAMPLE_MS 100
#define REPORT_US (60 * G_USEC_PER_SEC)

static struct {
  int objects;
  double rate;
  int seconds;
  gboolean hidden;
} options = { .objects = 1000, .rate = 10, .seconds = 60 };

static const GOptionEntry entries[] = {
  { "objects", 0, 0, G_OPTION_ARG_INT, &options.objects, "Objects of the demo", "N" },
  { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options.rate, "Positions of each of them in a second", "HZ" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &options.seconds, "How long to measure", "S" },
  { "hidden", 0, 0, G_OPTION_ARG_NONE, &options.hidden, "Hide the window meanwhile", NULL },
  G_OPTION_ENTRY_NULL,
};

typedef struct {
  GApplication *application;
  GtkWidget *window;
  WbConnection *connection;
  GArray *frames; /* µs of processor time each took in this minute */
  gint64 frame_began;
  guint behind;     /* the most in this minute, seconds */
  guint64 received; /* when measuring began */
  gint64 began;
  gint64 reported;
} Bench;

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static double
get_frame_ms (Bench *self,
              guint percent)
{
  if (self->frames->len == 0)
    return 0;
  return (double) g_array_index (self->frames, gint64, (self->frames->len - 1) * percent / 100) / 1000;
}

static double
get_resident_mb (void)
{
  g_autofree char *contents = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &contents, NULL, NULL))
    sscanf (contents, "%*d %ld", &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static void
report (Bench *self)
{
  g_array_sort (self->frames, compare);
  g_print ("%4.0f s: %5u frames, 50 %%: %5.1f ms, 99 %%: %5.1f ms, worst: %5.1f ms; behind: %u s; %5.1f MB\n",
           (double) (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC, self->frames->len,
           get_frame_ms (self, 50), get_frame_ms (self, 99), get_frame_ms (self, 100),
           self->behind, get_resident_mb ());
  g_array_set_size (self->frames, 0);
  self->behind = 0;
  self->reported = g_get_monotonic_time ();
}

static void
before_paint_cb (Bench *self)
{
  self->frame_began = wb_turns_get_processor_time ();
}

static void
after_paint_cb (Bench *self)
{
  gint64 duration = wb_turns_get_processor_time () - self->frame_began;

  g_array_append_val (self->frames, duration);
}

static void
finish (Bench *self)
{
  g_print ("%.0f of %.0f messages a second\n",
           (double) (wb_connection_get_received (self->connection) - self->received) * G_USEC_PER_SEC /
               (double) (g_get_monotonic_time () - self->began),
           options.objects * options.rate);
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
}

static void
shown_again_cb (Bench *self)
{
  g_print ("shown again after %.1f ms\n", (double) (g_get_monotonic_time () - self->frame_began) / 1000);
  finish (self);
}

static void
show_again (Bench *self)
{
  gtk_widget_set_visible (self->window, TRUE);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (self->window), self);
  self->frame_began = g_get_monotonic_time ();
  g_signal_connect_swapped (gtk_widget_get_frame_clock (self->window), "after-paint", G_CALLBACK (shown_again_cb), self);
}

static gboolean
sample_cb (gpointer data)
{
  Bench *self = data;
  gint64 now = g_get_monotonic_time ();
  gboolean is_over = now >= self->began + options.seconds * G_USEC_PER_SEC;

  self->behind = MAX (self->behind, wb_connection_get_behind (self->connection));
  if (is_over || now >= self->reported + REPORT_US)
    report (self);
  if (!is_over)
    return G_SOURCE_CONTINUE;

  if (options.hidden)
    show_again (self);
  else
    finish (self);
  return G_SOURCE_REMOVE;
}

static void
begin_cb (gpointer data)
{
  Bench *self = data;
  GdkFrameClock *clock;

  self->window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self->application)));
  self->connection = wb_window_get_current (WB_WINDOW (self->window));
  self->received = wb_connection_get_received (self->connection);
  self->began = self->reported = g_get_monotonic_time ();
  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (after_paint_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_widget_set_visible (self->window, !options.hidden);
  g_print ("   0 s: %.1f MB\n", get_resident_mb ());
  g_timeout_add (SAMPLE_MS, sample_cb, self);
}

static void
run (void)
{
  g_autofree char *address = g_strdup_printf ("demo:?objects=%d&rate=%g", options.objects, options.rate);
  char *arguments[] = { (char *) "whereabouts", address, NULL };
  WbRegistry *registry = wb_registry_new ();
  g_autoptr(WbApplication) application = NULL;
  Bench bench = { .frames = g_array_new (FALSE, FALSE, sizeof (gint64)) };

  wb_demo_register (registry);
  wb_format_register (registry);
  application = wb_application_new (registry);
  bench.application = G_APPLICATION (application);
  g_application_set_flags (bench.application, G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_timeout_add_once (WARM_UP_S * 1000, begin_cb, &bench);
  g_application_run (bench.application, 2, arguments);

  g_array_unref (bench.frames);
  g_clear_object (&application);
  wb_registry_free (registry);
}

int
main (int argc,
      char *argv[])
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("whereabouts-XXXXXX", NULL);

  /* What is kept for the next run is not to be measured, nor to be found among the user's. */
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  run ();
  return EXIT_SUCCESS;
}
