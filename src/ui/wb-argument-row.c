/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One argument of an event that is being written: JSON, a text, or what is in a file. */

#include "config.h"

#include "wb-argument-row.h"

#include "wb-file-dialog.h"
#include "wb-json.h"
#include "wb-transport.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
  KIND_JSON,
  KIND_TEXT,
  KIND_FILE,
} Kind;

struct _WbArgumentRow {
  GtkWidget parent_instance;

  /* Owned */
  GBytes *data;  /* of the file */
  char *problem; /* with the file */
  GCancellable *loading;

  /* Template children */
  GtkWidget *box;
  GtkDropDown *kind;
  GtkEditable *value;
  GtkButton *choose;
  GtkWidget *remove;
};

typedef enum {
  SIGNAL_REMOVED,
  N_SIGNALS,
} WbArgumentRowSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbArgumentRow, wb_argument_row, GTK_TYPE_WIDGET)

static Kind
get_kind (WbArgumentRow *self)
{
  return (Kind)gtk_drop_down_get_selected (self->kind);
}

/* The button in a drop-down has no name, and that is where the keyboard stops. */
static void
speak_kind (WbArgumentRow *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->kind));
  GtkStringObject *kind = gtk_drop_down_get_selected_item (self->kind);
  /* Translators: %s is “JSON”, “Text” or “File” */
  g_autofree char *label =
      g_strdup_printf (_ ("Kind of argument: %s"), gtk_string_object_get_string (kind));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
kind_changed_cb (WbArgumentRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->value), get_kind (self) != KIND_FILE);
  gtk_widget_set_visible (GTK_WIDGET (self->choose), get_kind (self) == KIND_FILE);
  speak_kind (self);
}

static void
remove_cb (WbArgumentRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

/*
 * Files
 */

/* A bigger one could not be sent. */
static gboolean
read_more_cb (const char *contents G_GNUC_UNUSED,
              goffset size,
              gpointer data G_GNUC_UNUSED)
{
  return size < WB_SEND_QUEUE_MAX_BYTES;
}

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(WbArgumentRow) self = data;
  g_autoptr(GError) error = NULL;
  char *contents;
  gsize length;

  if (g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &length, NULL, &error))
    {
      self->data = g_bytes_new_take (contents, length);
      if (length >= WB_SEND_QUEUE_MAX_BYTES)
        self->problem = g_strdup (_ ("The file is too large"));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->problem = g_strdup (error->message);
}

static void
chosen_cb (GFile *file,
           gpointer data)
{
  wb_argument_row_set_file (data, file);
}

static void
choose_cb (WbArgumentRow *self)
{
  wb_file_dialog_open (GTK_WIDGET (self), _ ("Choose a File"), NULL, chosen_cb, g_object_ref (self),
                       g_object_unref);
}

/*
 * Object
 */

static void
wb_argument_row_dispose (GObject *object)
{
  WbArgumentRow *self = WB_ARGUMENT_ROW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_clear_pointer (&self->problem, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_ARGUMENT_ROW);

  G_OBJECT_CLASS (wb_argument_row_parent_class)->dispose (object);
}

static void
wb_argument_row_class_init (WbArgumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_argument_row_dispose;

  /**
   * WbArgumentRow::removed:
   *
   * The user does not want it any more.
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-argument-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbArgumentRow, box);
  gtk_widget_class_bind_template_child (widget_class, WbArgumentRow, kind);
  gtk_widget_class_bind_template_child (widget_class, WbArgumentRow, value);
  gtk_widget_class_bind_template_child (widget_class, WbArgumentRow, choose);
  gtk_widget_class_bind_template_child (widget_class, WbArgumentRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
wb_argument_row_init (WbArgumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->value), GTK_TEXT_DIR_LTR);
  speak_kind (self);
}

GtkWidget *
wb_argument_row_new (void)
{
  return g_object_new (WB_TYPE_ARGUMENT_ROW, NULL);
}

/**
 * wb_argument_row_set_file:
 * @self: a row
 * @file: what is sent; it is read now
 */
void
wb_argument_row_set_file (WbArgumentRow *self,
                          GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (WB_IS_ARGUMENT_ROW (self));

  name = g_file_get_basename (file);
  shown = g_filename_display_name (name);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_clear_pointer (&self->problem, g_free);
  self->loading = g_cancellable_new ();
  gtk_drop_down_set_selected (self->kind, KIND_FILE);
  gtk_button_set_label (self->choose, shown);
  g_file_load_partial_contents_async (file, self->loading, read_more_cb, loaded_cb, g_object_ref (self));
}

static gboolean
append_json (const char *text,
             GString *arguments,
             GError **error)
{
  g_autofree char *array = g_strdup_printf ("[%s]", text);
  WbJsonReader reader;

  /* One value and no more: “1,2” would be two arguments. */
  wb_json_reader_init (&reader, text, strlen (text));
  if (wb_json_reader_skip (&reader, wb_json_reader_next (&reader)) && reader.length > 0 &&
      wb_json_reader_next (&reader) == WB_JSON_END &&
      wb_event_check_arguments (array, strlen (array), WB_EVENT_PLAIN, error))
    {
      g_string_append (arguments, text);
      return TRUE;
    }
  if (reader.problem != NULL)
    wb_json_reader_set_error (&reader, error);
  else
    g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_NO_ARRAY,
                         _ ("An argument is one JSON value"));
  return FALSE;
}

static gboolean
append_file (WbArgumentRow *self,
             GString *arguments,
             WbEvent *event,
             GError **error)
{
  if (self->data == NULL || self->problem != NULL)
    {
      g_set_error_literal (error, WB_EVENT_ERROR, WB_EVENT_ERROR_PLACEHOLDER,
                           self->problem != NULL ? self->problem
                                                 : _ ("A file has to be chosen first"));
      return FALSE;
    }

  g_string_append_printf (arguments, "{\"_placeholder\":true,\"num\":%u}",
                          wb_event_get_n_attachments (event));
  wb_event_attach (event, self->data);
  return TRUE;
}

/**
 * wb_argument_row_append:
 * @self: a row
 * @arguments: the JSON array it is appended to
 * @event: takes what is no JSON
 * @error: return location
 *
 * Returns: whether what was written is an argument
 */
gboolean
wb_argument_row_append (WbArgumentRow *self,
                        GString *arguments,
                        WbEvent *event,
                        GError **error)
{
  const char *text;

  g_return_val_if_fail (WB_IS_ARGUMENT_ROW (self), FALSE);

  text = gtk_editable_get_text (self->value);
  switch (get_kind (self))
    {
    case KIND_JSON:
      return append_json (text, arguments, error);
    case KIND_FILE:
      return append_file (self, arguments, event, error);
    case KIND_TEXT:
    default:
      wb_json_append_string (arguments, text, strlen (text));
      return TRUE;
    }
}
