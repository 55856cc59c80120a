/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where messages are written and sent. */

#include "config.h"

#include "wb-composer.h"

#include "wb-drafts.h"
#include "wb-event-composer.h"
#include "wb-json.h"
#include "wb-styled-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A draft is saved when nothing was typed for so long. */
#define SAVE_DELAY_MS 600

/* Checking more than this at every key would be felt. */
#define MAX_CHECKED_BYTES (1024 * 1024)

typedef enum {
  KIND_TEXT,
  KIND_JSON,
  KIND_COMPACT, /* the same, but sent without the blanks that were typed */
} Kind;

/**
 * WbComposer:
 *
 * What was typed stays, whatever becomes of it, and belongs to the connection: each has its draft.
 * JSON with a fault can still be sent, because testing servers with it is what some are here for,
 * but not by accident.
 */
struct _WbComposer {
  GtkWidget parent_instance;

  /* Owned */
  WbConnection *connection;
  GSignalGroup *signals; /* of the connection */

  /* Template children */
  GtkWidget *box;
  GtkDropDown *kind;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkWidget *send_button;
  GtkRevealer *note_revealer;
  GtkLabel *note;
  GtkWidget *send_anyway;
  WbEventComposer *events; /* in the place of the box where the protocol speaks of events */

  /* State */
  char *fault;  /* what is wrong with the JSON */
  gboolean fault_is_end; /* it is only not finished yet */
  guint save;   /* source id */
};

typedef enum {
  PROP_CONNECTION = 1,
} WbComposerProperty;

static GParamSpec *properties[PROP_CONNECTION + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbComposer, wb_composer, GTK_TYPE_WIDGET)

/*
 * The text
 */

static char *
dup_text (WbComposer *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static Kind
get_kind (WbComposer *self)
{
  return (Kind) gtk_drop_down_get_selected (self->kind);
}

static GError *
check_json (const char *text)
{
  WbJsonReader reader;
  WbJsonToken token;
  GError *error = NULL;

  wb_json_reader_init (&reader, text, strlen (text));
  do
    token = wb_json_reader_next (&reader);
  while (token != WB_JSON_END && token != WB_JSON_INVALID);
  if (token == WB_JSON_INVALID)
    wb_json_reader_set_error (&reader, &error);
  return error;
}

static void
check (WbComposer *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr(GError) error = NULL;

  if (get_kind (self) != KIND_TEXT && strlen (text) <= MAX_CHECKED_BYTES)
    error = check_json (text);
  g_free (self->fault);
  self->fault = error != NULL ? g_strdup (error->message) : NULL;
  self->fault_is_end = g_error_matches (error, WB_JSON_ERROR, WB_JSON_ERROR_INCOMPLETE);
}

/*
 * The line below it
 */

static void
hide_note (WbComposer *self)
{
  gtk_revealer_set_reveal_child (self->note_revealer, FALSE);
}

static void
show_note (WbComposer *self,
           const char *text,
           gboolean is_fault,
           gboolean can_send)
{
  gtk_label_set_label (self->note, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->note), is_fault ? "dim-label" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), is_fault ? "error" : "dim-label");
  gtk_widget_set_visible (self->send_anyway, can_send);
  gtk_revealer_set_reveal_child (self->note_revealer, TRUE);
}

static void
show_fault (WbComposer *self)
{
  if (self->fault != NULL)
    show_note (self, self->fault, !self->fault_is_end, FALSE);
  else
    hide_note (self);
}

static gboolean
speaks_events (WbComposer *self)
{
  return self->connection != NULL && wb_connection_speaks_events (self->connection);
}

static void
update (WbComposer *self)
{
  gboolean is_empty = gtk_text_buffer_get_char_count (self->buffer) == 0;

  gtk_widget_set_visible (self->box, !speaks_events (self));
  gtk_widget_set_visible (GTK_WIDGET (self->events), speaks_events (self));
  gtk_widget_set_visible (self->placeholder, is_empty);
  gtk_widget_set_sensitive (self->send_button, wb_composer_can_send (self));
  gtk_widget_set_tooltip_text (self->send_button,
                               self->connection != NULL &&
                                       wb_connection_get_state (self->connection) == WB_STATE_OPEN
                                   ? _ ("Send (Ctrl+Enter)")
                                   : _ ("Messages can be sent while the connection is open"));
}

/*
 * Drafts
 */

static void
save_draft (WbComposer *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->save, g_source_remove);
  if (self->connection == NULL)
    return;

  text = dup_text (self);
  wb_drafts_save (wb_connection_get_profile (self->connection), text);
}

static gboolean
save_cb (gpointer data)
{
  WbComposer *self = data;

  self->save = 0;
  save_draft (self);
  return G_SOURCE_REMOVE;
}

static void
save_later (WbComposer *self)
{
  g_clear_handle_id (&self->save, g_source_remove);
  self->save = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
  g_source_set_name_by_id (self->save, "save draft");
}

static void
load_draft (WbComposer *self)
{
  g_autofree char *draft = NULL;

  if (self->connection != NULL)
    draft = wb_drafts_load (wb_connection_get_profile (self->connection));
  gtk_text_buffer_set_text (self->buffer, draft != NULL ? draft : "", -1);
  if (draft != NULL && *draft != '\0')
    gtk_drop_down_set_selected (self->kind, strchr ("{[", *draft) == NULL ? KIND_TEXT
                                            : wb_drafts_get_compact ()    ? KIND_COMPACT
                                                                          : KIND_JSON);
  g_clear_handle_id (&self->save, g_source_remove);
}

/*
 * Sending
 */

/* JSON with a fault, or too long to be checked, goes out as it is. */
static char *
dup_message (WbComposer *self)
{
  g_autofree char *text = dup_text (self);

  if (get_kind (self) != KIND_COMPACT || self->fault != NULL || strlen (text) > MAX_CHECKED_BYTES)
    return g_steal_pointer (&text);
  return wb_json_compact (text);
}

static void
send_now (WbComposer *self)
{
  g_autofree char *text = dup_message (self);
  g_autoptr(GError) error = NULL;

  if (wb_connection_send_text (self->connection, text, -1, &error))
    show_fault (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_note (self, error->message, TRUE, FALSE);
}

static void
ask_about_fault (WbComposer *self)
{
  g_autofree char *sentence = g_strdup_printf (_ ("This is not valid JSON. %s."), self->fault);

  show_note (self, sentence, TRUE, TRUE);
}

static void
send_anyway_cb (WbComposer *self)
{
  if (wb_composer_can_send (self))
    send_now (self);
}

static gboolean
send_shortcut_cb (GtkWidget *widget,
                  GVariant *arguments G_GNUC_UNUSED,
                  gpointer data G_GNUC_UNUSED)
{
  wb_composer_send (WB_COMPOSER (widget));
  return GDK_EVENT_STOP;
}

static void
text_changed_cb (WbComposer *self)
{
  check (self);
  show_fault (self);
  update (self);
  save_later (self);
}

/* The button in a drop-down has no name, and that is where the keyboard stops. */
static void
speak_kind (WbComposer *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->kind));
  GtkStringObject *kind = gtk_drop_down_get_selected_item (self->kind);
  /* Translators: %s is “Text”, “JSON” or “Compact JSON” */
  g_autofree char *label = g_strdup_printf (_ ("Kind of message: %s"), gtk_string_object_get_string (kind));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
kind_changed_cb (WbComposer *self)
{
  if (get_kind (self) != KIND_TEXT)
    wb_drafts_set_compact (get_kind (self) == KIND_COMPACT);
  check (self);
  show_fault (self);
  speak_kind (self);
}

/*
 * Object
 */

static void
wb_composer_get_property (GObject *object,
                          guint prop_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  switch ((WbComposerProperty) prop_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, WB_COMPOSER (object)->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_composer_set_property (GObject *object,
                          guint prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  switch ((WbComposerProperty) prop_id)
    {
    case PROP_CONNECTION:
      wb_composer_set_connection (WB_COMPOSER (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_composer_dispose (GObject *object)
{
  WbComposer *self = WB_COMPOSER (object);

  if (self->save != 0)
    save_draft (self);
  g_clear_object (&self->signals);
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_COMPOSER);

  G_OBJECT_CLASS (wb_composer_parent_class)->dispose (object);
}

static void
wb_composer_finalize (GObject *object)
{
  g_free (WB_COMPOSER (object)->fault);

  G_OBJECT_CLASS (wb_composer_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, WbComposer, box);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, kind);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, view);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, buffer);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, send_button);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, note_revealer);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, note);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, send_anyway);
  gtk_widget_class_bind_template_child (widget_class, WbComposer, events);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_anyway_cb);
  gtk_widget_class_bind_template_callback (widget_class, wb_composer_send);
}

static void
wb_composer_class_init (WbComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_composer_dispose;
  object_class->finalize = wb_composer_finalize;
  object_class->get_property = wb_composer_get_property;
  object_class->set_property = wb_composer_set_property;

  /**
   * WbComposer:connection:
   *
   * Where messages go.
   */
  properties[PROP_CONNECTION] =
      g_param_spec_object ("connection", NULL, NULL, WB_TYPE_CONNECTION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (WB_TYPE_EVENT_COMPOSER);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Before the text sees the key: it would take it for a new line. */
static void
add_shortcut (WbComposer *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter");
  GtkShortcutAction *action = gtk_callback_action_new (send_shortcut_cb, NULL, NULL);

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (trigger, action));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
wb_composer_init (WbComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  wb_styled_text_disable_hyphens (self->buffer);
  gtk_widget_set_direction (GTK_WIDGET (self->placeholder), GTK_TEXT_DIR_LTR);
  self->signals = g_signal_group_new (WB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update), self);
  add_shortcut (self);
  gtk_drop_down_set_selected (self->kind, wb_drafts_get_compact () ? KIND_COMPACT : KIND_JSON);
  update (self);
  speak_kind (self);
}

/**
 * wb_composer_set_connection:
 * @self: a composer
 * @connection: (nullable): where messages go
 *
 * Shows the draft of another connection; the one that was shown is kept.
 */
void
wb_composer_set_connection (WbComposer *self,
                            WbConnection *connection)
{
  g_return_if_fail (WB_IS_COMPOSER (self));

  if (self->connection == connection)
    return;

  if (self->save != 0)
    save_draft (self);
  g_set_object (&self->connection, connection);
  g_signal_group_set_target (self->signals, connection);
  wb_event_composer_set_connection (self->events, connection);
  load_draft (self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
}

/**
 * wb_composer_can_send:
 * @self: a composer
 *
 * Returns: whether something was typed and the connection is open
 */
gboolean
wb_composer_can_send (WbComposer *self)
{
  g_return_val_if_fail (WB_IS_COMPOSER (self), FALSE);

  if (speaks_events (self))
    return wb_event_composer_can_send (self->events);
  return self->connection != NULL && wb_connection_get_state (self->connection) == WB_STATE_OPEN &&
         gtk_text_buffer_get_char_count (self->buffer) > 0;
}

/**
 * wb_composer_send:
 * @self: a composer
 *
 * Sends what was typed, or asks first if it is JSON with a fault.
 */
void
wb_composer_send (WbComposer *self)
{
  g_return_if_fail (WB_IS_COMPOSER (self));

  if (!wb_composer_can_send (self))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (speaks_events (self))
    wb_event_composer_send (self->events);
  else if (self->fault != NULL)
    ask_about_fault (self);
  else
    send_now (self);
}
