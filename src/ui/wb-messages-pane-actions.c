/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user does in the pane of messages: find, clear, save and copy. */

#include "config.h"

#include "wb-messages-pane-private.h"

#include "wb-file-dialog.h"
#include "wb-message-row.h"
#include "wb-message-text.h"
#include "wb-payload-type.h"

#include <glib/gi18n-lib.h>

static void
say (WbMessagesPane *self,
     const char *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);

  /* A file may have been written longer than the window was there. */
  if (self->toasts == NULL)
    return;

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (title));
}

/*
 * The toolbar
 */

/**
 * wb_messages_pane_filter_changed:
 * @self: a pane
 *
 * The user typed what to look for.
 */
void
wb_messages_pane_filter_changed (WbMessagesPane *self)
{
  wb_log_view_set_query (self->view, gtk_editable_get_text (GTK_EDITABLE (self->filter)));
}

/**
 * wb_messages_pane_filter_stopped:
 * @self: a pane
 *
 * The user does not look for anything any more.
 */
void
wb_messages_pane_filter_stopped (WbMessagesPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  gtk_widget_grab_focus (self->list_bin);
}

/**
 * wb_messages_pane_direction_changed:
 * @self: a pane
 *
 * The user chose which way messages have to go.
 */
void
wb_messages_pane_direction_changed (WbMessagesPane *self)
{
  WbLogDirection direction = WB_LOG_DIRECTION_ALL;

  if (gtk_toggle_button_get_active (self->received))
    direction = WB_LOG_DIRECTION_RECEIVED;
  else if (gtk_toggle_button_get_active (self->sent))
    direction = WB_LOG_DIRECTION_SENT;
  wb_log_view_set_direction (self->view, direction);
}

/**
 * wb_messages_pane_protocol_toggled:
 * @button: what the user pressed
 * @self: a pane
 *
 * Shows or hides messages that carry no data.
 */
void
wb_messages_pane_protocol_toggled (GtkToggleButton *button,
                                   WbMessagesPane *self)
{
  wb_log_view_set_shows_keepalive (self->view, gtk_toggle_button_get_active (button));
}

/**
 * wb_messages_pane_clear_filter:
 * @self: a pane
 *
 * Shows all messages again.
 */
void
wb_messages_pane_clear_filter (WbMessagesPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  wb_log_view_set_query (self->view, "");
  gtk_toggle_button_set_active (self->all, TRUE);
}

/**
 * wb_messages_pane_go_to_newest:
 * @self: a pane
 *
 * Goes on where the newest messages are.
 */
void
wb_messages_pane_go_to_newest (WbMessagesPane *self)
{
  wb_log_view_set_paused (self->view, FALSE);
  wb_list_follower_go_to_newest (self->follower);
}

/*
 * Clicking
 */

static G_DEFINE_QUARK (wb-messages-pane-list-item, list_item)

/**
 * wb_messages_pane_own_row:
 * @row: a row
 * @item: what will hold it
 *
 * Makes a row that can be clicked.
 */
void
wb_messages_pane_own_row (GtkWidget *row,
                          GtkListItem *item)
{
  g_object_set_qdata (G_OBJECT (row), list_item_quark (), item);
}

/**
 * wb_messages_pane_pressed:
 * @self: a pane
 *
 * The user is about to click into the list: a row has to hold still meanwhile.
 */
void
wb_messages_pane_pressed (WbMessagesPane *self)
{
  wb_list_follower_stay (self->follower);
}

/**
 * wb_messages_pane_released:
 * @self: a pane
 * @n_press: how many clicks in a row this was
 * @x: where in the list
 * @y: where in the list
 * @gesture: what saw it
 *
 * The user has clicked into the list. GTK knows what was below the pointer when that moved last; by now
 * the list may have gone on under it. So the row is looked up where it is seen.
 */
void
wb_messages_pane_released (WbMessagesPane *self,
                           int n_press,
                           double x,
                           double y,
                           GtkGesture *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, WB_TYPE_MESSAGE_ROW) : NULL;
  guint position;

  if (row == NULL)
    return;

  position = gtk_list_item_get_position (g_object_get_qdata (G_OBJECT (row), list_item_quark ()));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  gtk_single_selection_set_selected (self->selection, position);
  if (n_press == 2 || gtk_list_view_get_single_click_activate (self->list))
    g_signal_emit_by_name (self->list, "activate", position);
}

/*
 * Clearing
 */

/* What was cleared waits in the toast for second thoughts. */
typedef struct {
  WbMessageLog *log;
  WbLogContents *contents;
} Cleared;

static void
clear_cleared (gpointer data)
{
  Cleared *cleared = data;

  g_clear_pointer (&cleared->contents, wb_log_contents_free);
  g_object_unref (cleared->log);
}

static void
all_cleared_free (gpointer data,
                  GClosure *closure G_GNUC_UNUSED)
{
  g_array_unref (data);
}

static void
undo_clear_cb (AdwToast *toast G_GNUC_UNUSED,
               GArray *all_cleared)
{
  for (guint i = 0; i < all_cleared->len; i++)
    {
      Cleared *cleared = &g_array_index (all_cleared, Cleared, i);

      if (cleared->contents != NULL)
        wb_message_log_restore (cleared->log, g_steal_pointer (&cleared->contents));
    }
}

static GArray *
clear_logs (GPtrArray *logs)
{
  GArray *all_cleared = g_array_new (FALSE, FALSE, sizeof (Cleared));

  g_array_set_clear_func (all_cleared, clear_cleared);
  for (guint i = 0; i < logs->len; i++)
    {
      WbMessageLog *log = g_ptr_array_index (logs, i);
      Cleared cleared = { g_object_ref (log), wb_message_log_steal (log) };

      g_array_append_val (all_cleared, cleared);
    }
  return all_cleared;
}

/**
 * wb_messages_pane_clear:
 * @self: a pane
 *
 * Drops all messages of the connections that are shown, which can be undone for a while.
 */
void
wb_messages_pane_clear (WbMessagesPane *self)
{
  g_autoptr(GPtrArray) logs = wb_log_view_get_logs (self->view);
  AdwToast *toast = adw_toast_new (_ ("Messages cleared"));

  wb_log_view_set_paused (self->view, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clear_cb), clear_logs (logs),
                         all_cleared_free, G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/*
 * Saving and copying
 */

static void
saved_cb (GObject *source G_GNUC_UNUSED,
          GAsyncResult *result,
          gpointer data)
{
  g_autoptr(WbMessagesPane) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (!wb_message_export_finish (result, &error))
    text = g_strdup_printf (_ ("The file could not be saved: %s"), error->message);
  say (self, text != NULL ? text : _ ("Messages saved"));
}

/**
 * wb_messages_pane_export:
 * @self: a pane
 *
 * Returns: (transfer full): what is shown, oldest first
 */
WbMessageExport *
wb_messages_pane_export (WbMessagesPane *self)
{
  g_autoptr(GPtrArray) logs = wb_log_view_get_logs (self->view);
  WbMessageExport *export = wb_message_export_new (self->view);

  for (guint i = 0; i < logs->len; i++)
    {
      WbConnection *connection = wb_messages_pane_find_connection (self, g_ptr_array_index (logs, i));
      g_autofree char *name = connection != NULL ? wb_connection_dup_name (connection) : g_strdup ("");

      wb_message_export_name (export, g_ptr_array_index (logs, i), name);
    }
  return export;
}

static void
save_chosen_cb (GFile *file,
                gpointer data)
{
  WbMessagesPane *self = data;

  wb_message_export_async (wb_messages_pane_export (self), file, NULL, saved_cb, g_object_ref (self));
}

/**
 * wb_messages_pane_save:
 * @self: a pane
 *
 * Saves the messages that are shown.
 */
void
wb_messages_pane_save (WbMessagesPane *self)
{
  wb_file_dialog_save (GTK_WIDGET (self), _ ("Save Messages"), _ ("messages.ndjson"), save_chosen_cb,
                       g_object_ref (self), g_object_unref);
}

static void
payload_saved_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer data)
{
  g_autoptr(WbMessagesPane) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup_printf (_ ("The file could not be saved: %s"), error->message);
  say (self, text != NULL ? text : _ ("Payload saved"));
}

typedef struct {
  WbMessagesPane *pane;
  GBytes *payload;
} SavePayload;

static void
save_payload_free (gpointer data)
{
  SavePayload *save = data;

  g_object_unref (save->pane);
  g_bytes_unref (save->payload);
  g_free (save);
}

static void
payload_chosen_cb (GFile *file,
                   gpointer data)
{
  SavePayload *save = data;

  g_file_replace_contents_bytes_async (file, save->payload, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       payload_saved_cb, g_object_ref (save->pane));
}

/**
 * wb_messages_pane_save_payload:
 * @self: a pane
 *
 * Saves the payload of the message in the details, byte by byte.
 */
void
wb_messages_pane_save_payload (WbMessagesPane *self)
{
  WbMessage *message = wb_message_details_get_message (self->details);
  SavePayload *save = g_new0 (SavePayload, 1);
  const char *extension;
  g_autofree char *name = NULL;

  wb_payload_classify (message->payload, &extension);
  name = g_strdup_printf ("message-%" G_GUINT64_FORMAT "%s", message->number, extension);
  save->pane = g_object_ref (self);
  save->payload = g_bytes_ref (message->payload);
  wb_file_dialog_save (GTK_WIDGET (self), _ ("Save Payload"), name, payload_chosen_cb, save, save_payload_free);
}

/**
 * wb_messages_pane_copy_payload:
 * @self: a pane
 *
 * Copies the payload of the message in the details.
 */
void
wb_messages_pane_copy_payload (WbMessagesPane *self)
{
  WbMessage *message = wb_message_details_get_message (self->details);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  gboolean is_text = wb_message_text_is_readable (message);
  g_autoptr(GdkContentProvider) content =
      gdk_content_provider_new_for_bytes (is_text ? "text/plain;charset=utf-8" : "application/octet-stream",
                                          message->payload);

  gdk_clipboard_set_content (clipboard, content);
  say (self, _ ("Payload copied"));
}

/**
 * wb_messages_pane_focus_composer:
 * @self: a pane
 *
 * Puts the keyboard where messages are written.
 */
void
wb_messages_pane_focus_composer (WbMessagesPane *self)
{
  g_return_if_fail (WB_IS_MESSAGES_PANE (self));

  gtk_widget_child_focus (GTK_WIDGET (self->composer), GTK_DIR_TAB_FORWARD);
}
