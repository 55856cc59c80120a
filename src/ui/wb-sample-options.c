/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Samples of what is sent and received, to be edited. */

#include "config.h"

#include "wb-sample-options.h"

#include "wb-sample-reading.h"
#include "wb-styled-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The sample is read when nothing was typed for so long. */
#define READ_DELAY_MS 200

/**
 * WbSampleOptions:
 *
 * Tells while a sample is typed or pasted which position would be read from it. Nothing is changed
 * before wb_sample_options_apply().
 */
struct _WbSampleOptions {
  AdwPreferencesGroup parent_instance;

  /* Borrowed: outlives the window */
  WbRegistry *registry;

  /* Owned */
  char *format;
  GCancellable *cancellable; /* of the reading that is under way */

  /* Template children */
  GtkEditable *request;
  GtkLabel *response_title;
  GtkWidget *response;
  GtkTextBuffer *buffer;
  GtkLabel *reading;

  guint read; /* source id */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbSampleOptions, wb_sample_options, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_response (WbSampleOptions *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/* A position is plain to see; what else is said is dim, or red. */
static void
say (WbSampleOptions *self,
     const char *sentence,
     const char *css_class)
{
  static const char *const classes[] = { "dim-label", "wb-status-failed" };

  gtk_label_set_text (self->reading, sentence);
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i], css_class) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self->reading), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->reading), classes[i]);
}

/*
 * Reading
 */

static void
stop_reading (WbSampleOptions *self)
{
  g_clear_handle_id (&self->read, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_cb (GObject *source G_GNUC_UNUSED,
         GAsyncResult *result,
         gpointer data)
{
  g_autoptr(WbSampleReading) reading = wb_sample_reading_load_finish (result, NULL);

  /* Without a reading there is another text already, or no widget any more. */
  if (reading != NULL)
    say (data, reading->sentence, reading->has_position ? NULL : "dim-label");
}

static gboolean
read_now_cb (gpointer data)
{
  WbSampleOptions *self = data;
  g_autofree char *text = dup_response (self);
  g_autoptr(WbMessage) message =
      wb_message_new_text (WB_DIRECTION_RECEIVED, g_get_real_time (), text);

  self->read = 0;
  self->cancellable = g_cancellable_new ();
  wb_sample_reading_load_async (message, self->registry, self->format, self->cancellable, read_cb,
                                self);
  return G_SOURCE_REMOVE;
}

static void
response_changed_cb (WbSampleOptions *self)
{
  stop_reading (self);
  if (!wb_sample_options_are_valid (self))
    say (self, _ ("A sample is a text of 64 kB at most."), "wb-status-failed");
  else if (gtk_text_buffer_get_char_count (self->buffer) == 0 || self->registry == NULL)
    say (self, _ ("Paste a message of the server to see which position is read from it."),
         "dim-label");
  else
    self->read = g_timeout_add (READ_DELAY_MS, read_now_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/*
 * Object
 */

static void
wb_sample_options_dispose (GObject *object)
{
  stop_reading (WB_SAMPLE_OPTIONS (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_SAMPLE_OPTIONS);

  G_OBJECT_CLASS (wb_sample_options_parent_class)->dispose (object);
}

static void
wb_sample_options_finalize (GObject *object)
{
  g_free (WB_SAMPLE_OPTIONS (object)->format);

  G_OBJECT_CLASS (wb_sample_options_parent_class)->finalize (object);
}

static void
wb_sample_options_class_init (WbSampleOptionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_sample_options_dispose;
  object_class->finalize = wb_sample_options_finalize;

  /**
   * WbSampleOptions::changed:
   *
   * Something else was entered, and wb_sample_options_are_valid() may be something else.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_SAMPLE_OPTIONS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-sample-options.ui");
  gtk_widget_class_bind_template_child (widget_class, WbSampleOptions, request);
  gtk_widget_class_bind_template_child (widget_class, WbSampleOptions, response_title);
  gtk_widget_class_bind_template_child (widget_class, WbSampleOptions, response);
  gtk_widget_class_bind_template_child (widget_class, WbSampleOptions, buffer);
  gtk_widget_class_bind_template_child (widget_class, WbSampleOptions, reading);
  gtk_widget_class_bind_template_callback (widget_class, response_changed_cb);
}

static void
wb_sample_options_init (WbSampleOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Payloads run from left to right in every language. */
  gtk_widget_set_direction (self->response, GTK_TEXT_DIR_LTR);
  wb_styled_text_disable_hyphens (self->buffer);
  response_changed_cb (self);
}

/**
 * wb_sample_options_set_registry:
 * @self: the options
 * @registry: what decoders there are; outlives the window
 */
void
wb_sample_options_set_registry (WbSampleOptions *self,
                                WbRegistry *registry)
{
  g_return_if_fail (WB_IS_SAMPLE_OPTIONS (self));

  self->registry = registry;
}

/**
 * wb_sample_options_show:
 * @self: the options
 * @profile: what to show
 */
void
wb_sample_options_show (WbSampleOptions *self,
                        WbProfile *profile)
{
  g_autofree char *request = NULL;
  g_autofree char *response = NULL;

  g_return_if_fail (WB_IS_SAMPLE_OPTIONS (self));

  g_object_get (profile, "sample-request", &request, "sample-response", &response, NULL);
  g_free (self->format);
  self->format = g_strdup (wb_profile_get_format (profile));
  wb_sample_options_set_request (self, request);
  wb_sample_options_set_response (self, response);
}

/**
 * wb_sample_options_set_request:
 * @self: the options
 * @text: (nullable): what is sent, or nothing
 */
void
wb_sample_options_set_request (WbSampleOptions *self,
                               const char *text)
{
  g_return_if_fail (WB_IS_SAMPLE_OPTIONS (self));

  gtk_editable_set_text (self->request, text != NULL ? text : "");
}

/**
 * wb_sample_options_set_response:
 * @self: the options
 * @text: (nullable): what is received, or nothing
 */
void
wb_sample_options_set_response (WbSampleOptions *self,
                                const char *text)
{
  g_return_if_fail (WB_IS_SAMPLE_OPTIONS (self));

  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
}

/**
 * wb_sample_options_are_valid:
 * @self: the options
 *
 * Returns: whether what was entered can be kept
 */
gboolean
wb_sample_options_are_valid (WbSampleOptions *self)
{
  g_autofree char *response = NULL;

  g_return_val_if_fail (WB_IS_SAMPLE_OPTIONS (self), FALSE);

  response = dup_response (self);
  return strlen (response) <= WB_MAX_SAMPLE_BYTES &&
         strlen (gtk_editable_get_text (self->request)) <= WB_MAX_SAMPLE_BYTES;
}

/**
 * wb_sample_options_apply:
 * @self: valid options
 * @profile: where to put what was entered
 */
void
wb_sample_options_apply (WbSampleOptions *self,
                         WbProfile *profile)
{
  const char *request;
  g_autofree char *response = NULL;

  g_return_if_fail (WB_IS_SAMPLE_OPTIONS (self));

  request = gtk_editable_get_text (self->request);
  response = dup_response (self);
  g_object_set (profile,
                "sample-request", *request != '\0' ? request : NULL,
                "sample-response", *response != '\0' ? response : NULL,
                NULL);
}
