/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection that speaks Socket.IO. */

#include "config.h"

#include "wb-socket-io-options.h"

#include "wb-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbSocketIoOptions:
 *
 * Rows for a dialog: they are filled from a profile and written to one when the dialog is done.
 */
struct _WbSocketIoOptions {
  AdwPreferencesGroup parent_instance;

  /* Template children */
  AdwComboRow *protocol;
  GtkWidget *joining;
  GtkWidget *meaning;
  GtkEditable *path;
  GtkEditable *namespaces;
  GtkEditable *auth;
  GtkWidget *auth_note;
  GtkLabel *auth_problem;
  GtkSwitch *auto_ack;
  GtkEditable *object_events;
  GtkEditable *alert_event;
  GtkEditable *redirect_event;
  GtkEditable *refresh_event;

  /* State */
  gboolean is_in_address; /* what the address says it is */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbSocketIoOptions, wb_socket_io_options, ADW_TYPE_PREFERENCES_GROUP)

/* In the order of the row; the first one is none. */
static const char *const protocols[] = { NULL, "websocket", "socket.io" };

/* Addresses that begin so say it themselves. */
#define SCHEMES "socketio+"

/* Which row edits which property. */
static const struct {
  const char *property;
  gsize row;
  gboolean is_list;
} entries[] = {
  { "server-path", G_STRUCT_OFFSET (WbSocketIoOptions, path), FALSE },
  { "namespaces", G_STRUCT_OFFSET (WbSocketIoOptions, namespaces), TRUE },
  { "auth", G_STRUCT_OFFSET (WbSocketIoOptions, auth), FALSE },
  { "object-events", G_STRUCT_OFFSET (WbSocketIoOptions, object_events), TRUE },
  { "alert-event", G_STRUCT_OFFSET (WbSocketIoOptions, alert_event), FALSE },
  { "redirect-event", G_STRUCT_OFFSET (WbSocketIoOptions, redirect_event), FALSE },
  { "refresh-event", G_STRUCT_OFFSET (WbSocketIoOptions, refresh_event), FALSE },
};

static GtkEditable *
get_row (WbSocketIoOptions *self,
         gsize entry)
{
  return G_STRUCT_MEMBER (GtkEditable *, self, entries[entry].row);
}

/*
 * Checks
 */

/* Says (transfer full) (nullable) what is wrong with the authentication. */
static char *
find_problem (WbSocketIoOptions *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->auth)));
  g_autoptr(GError) error = NULL;
  WbJsonReader reader;
  WbJsonToken token;

  if (*text == '\0')
    return NULL;

  wb_json_reader_init (&reader, text, strlen (text));
  token = wb_json_reader_next (&reader);
  if (token == WB_JSON_OBJECT_BEGIN && wb_json_reader_skip (&reader, token) &&
      wb_json_reader_next (&reader) == WB_JSON_END)
    return NULL;
  if (reader.problem == NULL)
    return g_strdup (_ ("A JSON object was expected"));

  wb_json_reader_set_error (&reader, &error);
  return g_strdup (error->message);
}

static void
check (WbSocketIoOptions *self)
{
  g_autofree char *problem = find_problem (self);

  gtk_label_set_label (self->auth_problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->auth_note, problem != NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What only Socket.IO knows is shown where it is spoken. */
static void
protocol_changed_cb (WbSocketIoOptions *self)
{
  const char *chosen = protocols[adw_combo_row_get_selected (self->protocol)];
  gboolean speaks = chosen != NULL ? g_str_equal (chosen, "socket.io") : self->is_in_address;

  gtk_widget_set_visible (self->joining, speaks);
  gtk_widget_set_visible (self->meaning, speaks);
}

/*
 * Object
 */

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, protocol);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, joining);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, meaning);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, path);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, namespaces);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, auth);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, auth_note);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, auth_problem);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, auto_ack);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, object_events);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, alert_event);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, redirect_event);
  gtk_widget_class_bind_template_child (widget_class, WbSocketIoOptions, refresh_event);
}

static void
wb_socket_io_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_SOCKET_IO_OPTIONS);

  G_OBJECT_CLASS (wb_socket_io_options_parent_class)->dispose (object);
}

static void
wb_socket_io_options_class_init (WbSocketIoOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_socket_io_options_dispose;

  /**
   * WbSocketIoOptions::changed:
   *
   * wb_socket_io_options_are_valid() may say something else.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_SOCKET_IO_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-socket-io-options.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, protocol_changed_cb);
}

static void
wb_socket_io_options_init (WbSocketIoOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
load_entry (WbSocketIoOptions *self,
            gsize entry,
            WbProfile *profile)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) list = NULL;

  if (entries[entry].is_list)
    {
      g_object_get (profile, entries[entry].property, &list, NULL);
      text = list != NULL ? g_strjoinv (", ", list) : NULL;
    }
  else
    g_object_get (profile, entries[entry].property, &text, NULL);
  gtk_editable_set_text (get_row (self, entry), text != NULL ? text : "");
}

/**
 * wb_socket_io_options_show:
 * @self: options
 * @profile: what to show
 */
void
wb_socket_io_options_show (WbSocketIoOptions *self,
                           WbProfile *profile)
{
  const WbEventSettings *settings = wb_profile_get_events (profile);

  g_return_if_fail (WB_IS_SOCKET_IO_OPTIONS (self));

  adw_combo_row_set_selected (self->protocol, 0);
  for (guint i = 1; i < G_N_ELEMENTS (protocols); i++)
    if (g_strcmp0 (settings->protocol, protocols[i]) == 0)
      adw_combo_row_set_selected (self->protocol, i);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    load_entry (self, i, profile);
  gtk_switch_set_active (self->auto_ack, settings->auto_ack);
  check (self);
  protocol_changed_cb (self);
}

/**
 * wb_socket_io_options_set_address:
 * @self: options
 * @address: what is typed as the address, which may say what is spoken
 */
void
wb_socket_io_options_set_address (WbSocketIoOptions *self,
                                  const char *address)
{
  g_return_if_fail (WB_IS_SOCKET_IO_OPTIONS (self));

  self->is_in_address = g_ascii_strncasecmp (address, SCHEMES, strlen (SCHEMES)) == 0;
  protocol_changed_cb (self);
}

/* Returns (transfer full) (nullable) the names in a list with commas. */
static char **
split_list (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_empty = TRUE;

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      {
        g_strv_builder_add (builder, parts[i]);
        is_empty = FALSE;
      }
  return is_empty ? NULL : g_strv_builder_end (builder);
}

/**
 * wb_socket_io_options_apply:
 * @self: options
 * @profile: where to write what is shown
 */
void
wb_socket_io_options_apply (WbSocketIoOptions *self,
                            WbProfile *profile)
{
  g_return_if_fail (WB_IS_SOCKET_IO_OPTIONS (self));

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (get_row (self, i))));
      g_auto(GStrv) list = entries[i].is_list ? split_list (text) : NULL;

      if (entries[i].is_list)
        g_object_set (profile, entries[i].property, list, NULL);
      else
        g_object_set (profile, entries[i].property, *text != '\0' ? text : NULL, NULL);
    }
  g_object_set (profile, "protocol", protocols[adw_combo_row_get_selected (self->protocol)],
                "auto-ack", gtk_switch_get_active (self->auto_ack), NULL);
}

/**
 * wb_socket_io_options_are_valid:
 * @self: options
 *
 * Returns: whether what is shown can be used
 */
gboolean
wb_socket_io_options_are_valid (WbSocketIoOptions *self)
{
  g_autofree char *problem = NULL;

  g_return_val_if_fail (WB_IS_SOCKET_IO_OPTIONS (self), FALSE);

  problem = find_problem (self);
  return problem == NULL;
}
