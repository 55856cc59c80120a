/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What servers may ask of the window by events: to tell something, and to show something else.
 *
 * A server is not trusted with more than that. It can't keep somebody from working: alerts are few,
 * what it shows can be undone, and it never takes the keyboard away from who is typing. */

#include "config.h"

#include "wb-window-private.h"

#include "wb-alert.h"
#include "wb-redirect.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many alerts are shown in a while; all are in the log. */
#define MAX_ALERTS 3
#define ALERT_PERIOD_US (10 * G_USEC_PER_SEC)

/* Desktop notifications follow each other at this distance at least. */
#define NOTIFICATION_INTERVAL_US (10 * G_USEC_PER_SEC)

/* Nobody finds the way any more in a window that switches more often. */
#define REDIRECT_INTERVAL_US (2 * G_USEC_PER_SEC)

#define MAX_HISTORY 50
#define UNDO_SECONDS 8

/* What the window showed. */
typedef struct {
  char *page;
  gboolean show_messages;
  WbTrack *selected;
  double latitude;
  double longitude;
  double zoom;
} View;

typedef struct {
  WbWindow *window;          /* borrowed: owns this */
  GQueue history;            /* of View */
  gint64 alerts[MAX_ALERTS]; /* when the last ones were read, in turn */
  guint next_alert;
  gint64 notified_at;
  gint64 redirected_at; /* when the last one was read */
  guint delay;                /* source id */
  WbRedirect *redirect;       /* that waits */
  WbConnection *redirects_to; /* whose objects it means */
} Directives;

/*
 * Views
 */

static void
view_free (gpointer data)
{
  View *view = data;

  g_clear_object (&view->selected);
  g_free (view->page);
  g_free (view);
}

static View *
view_copy (const View *view)
{
  View *copy = g_memdup2 (view, sizeof *view);

  copy->page = g_strdup (view->page);
  if (view->selected != NULL)
    g_object_ref (copy->selected);
  return copy;
}

static View *
view_take (WbWindow *window)
{
  View *view = g_new0 (View, 1);

  view->page = g_strdup (adw_view_stack_get_visible_child_name (window->stack));
  view->show_messages = window->show_messages;
  if (wb_map_view_get_selected (window->map) != NULL)
    view->selected = g_object_ref (wb_map_view_get_selected (window->map));
  wb_map_view_get_view (window->map, &view->latitude, &view->longitude, &view->zoom);
  return view;
}

static void
view_show (const View *view,
           WbWindow *window)
{
  if (!wb_window_is_narrow (window))
    wb_window_set_show_messages (window, view->show_messages);
  else if (view->page != NULL)
    adw_view_stack_set_visible_child_name (window->stack, view->page);
  wb_map_view_set_selected (window->map, view->selected);
  wb_map_view_go_to (window->map, view->latitude, view->longitude, view->zoom);
}

/* What is shown, as a path of redirects. */
static char *
get_path (WbWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  WbTrack *selected = wb_map_view_get_selected (window->map);
  gboolean is_log =
      wb_window_is_narrow (window)
          ? g_strcmp0 (adw_view_stack_get_visible_child_name (window->stack), "messages") == 0
          : focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (window->messages));

  if (is_log)
    return g_strdup ("/log");
  if (selected != NULL)
    return g_strconcat ("/marker/", wb_track_get_id (selected), NULL);
  return g_strdup ("/map");
}

/*
 * Alerts
 */

/* Some desktops read the text of a notification as markup. */
static char *
replace_markup (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "&", "＆", 0);
  g_string_replace (out, "<", "‹", 0);
  g_string_replace (out, ">", "›", 0);
  return g_string_free (out, FALSE);
}

static void
notify (Directives *self,
        WbConnection *connection,
        const char *text)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  gint64 now = g_get_monotonic_time ();
  g_autofree char *name = wb_connection_dup_name (connection);
  g_autofree char *title = replace_markup (name);
  g_autofree char *body = replace_markup (text);
  g_autoptr(GNotification) notification = g_notification_new (title);

  if (application == NULL ||
      (self->notified_at != 0 && now - self->notified_at < NOTIFICATION_INTERVAL_US))
    return;

  self->notified_at = now;
  g_notification_set_body (notification, body);
  g_application_send_notification (G_APPLICATION (application), "alert", notification);
}

/* Looked at before anything else: a server may send alerts as fast as it can. What is none, or for
 * another page, counts as well: it has to be read to know that. */
static gboolean
may_alert (Directives *self)
{
  gint64 oldest = self->alerts[self->next_alert];
  gint64 now = g_get_monotonic_time ();

  if (oldest != 0 && now - oldest < ALERT_PERIOD_US)
    return FALSE;

  self->alerts[self->next_alert] = now;
  self->next_alert = (self->next_alert + 1) % MAX_ALERTS;
  return TRUE;
}

static void
show_alert (Directives *self,
            WbConnection *connection,
            const WbMessage *message)
{
  g_autoptr(WbAlert) alert = may_alert (self) ? wb_alert_parse (message->payload) : NULL;
  g_autofree char *path = get_path (self->window);

  if (alert == NULL || !wb_pages_contain ((const char *const *)alert->pages, path))
    return;

  wb_window_add_toast (self->window, alert->text, alert->seconds, NULL);
  if (!gtk_window_is_active (GTK_WINDOW (self->window)))
    notify (self, connection, alert->text);
}

/*
 * Redirects
 */

static gboolean
is_typing (WbWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);
}

static gboolean
show_marker (WbWindow *window,
             WbConnection *connection,
             const char *id)
{
  g_autoptr(WbTrack) track = wb_track_store_lookup (wb_monitor_get_tracks (window->monitor),
                                                     wb_connection_get_source (connection), id);
  double latitude, longitude, zoom;

  if (track == NULL)
    return FALSE;

  adw_view_stack_set_visible_child_name (window->stack, "map");
  wb_map_view_set_selected (window->map, track);
  wb_map_view_get_view (window->map, &latitude, &longitude, &zoom);
  wb_map_view_go_to (window->map, wb_track_get_latitude (track), wb_track_get_longitude (track),
                     zoom);
  return TRUE;
}

/* Returns whether there was anything to show. */
static gboolean
show_place (WbWindow *window,
            WbConnection *connection,
            WbPlace place,
            const char *id)
{
  gboolean typing = is_typing (window);

  switch (place)
    {
    case WB_PLACE_MAP:
      adw_view_stack_set_visible_child_name (window->stack, "map");
      if (!typing)
        gtk_widget_grab_focus (GTK_WIDGET (window->map));
      return TRUE;
    case WB_PLACE_LOG:
    case WB_PLACE_SEND:
      wb_window_set_show_messages (window, TRUE);
      if (!typing && place == WB_PLACE_SEND)
        wb_messages_pane_focus_composer (window->messages);
      return TRUE;
    case WB_PLACE_MARKER:
      return show_marker (window, connection, id);
    case WB_PLACE_BACK:
    case WB_PLACE_NOWHERE:
    default:
      return FALSE;
    }
}

static gboolean
go_back (Directives *self)
{
  View *view = g_queue_pop_tail (&self->history);

  if (view == NULL)
    return FALSE;

  view_show (view, self->window);
  view_free (view);
  return TRUE;
}

typedef struct {
  WbWindow *window; /* borrowed: its overlay owns the toast */
  View *view;
} Undo;

static void
undo_free (gpointer data,
           GClosure *closure G_GNUC_UNUSED)
{
  Undo *undo = data;

  view_free (undo->view);
  g_free (undo);
}

static void
undo_cb (AdwToast *toast G_GNUC_UNUSED,
         Undo *undo)
{
  view_show (undo->view, undo->window);
}

static void
offer_undo (Directives *self,
            WbConnection *connection,
            View *before)
{
  g_autofree char *name = wb_connection_dup_name (connection);
  /* Translators: %s is the name of a connection, whose server switched the window to another view
   */
  g_autofree char *text = g_strdup_printf (_ ("Shown on request of %s"), name);
  Undo *undo = g_new0 (Undo, 1);
  AdwToast *toast;

  undo->window = self->window;
  undo->view = before;
  toast = wb_window_add_toast (self->window, text, UNDO_SECONDS, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), undo, undo_free, 0);
}

static void
remember (Directives *self,
          View *view)
{
  g_queue_push_tail (&self->history, view);
  if (self->history.length > MAX_HISTORY)
    view_free (g_queue_pop_head (&self->history));
}

static void
redirect_now (Directives *self)
{
  g_autofree char *path = get_path (self->window);
  g_autofree char *id = NULL;
  WbPlace place;
  View *before;

  if (!wb_pages_contain ((const char *const *)self->redirect->pages, path))
    return;

  place = wb_redirect_resolve (self->redirect->target, path, &id);
  before = view_take (self->window);
  if (place == WB_PLACE_BACK ? !go_back (self)
                             : !show_place (self->window, self->redirects_to, place, id))
    {
      view_free (before);
      return;
    }
  if (place != WB_PLACE_BACK)
    remember (self, view_copy (before));
  offer_undo (self, self->redirects_to, before);
}

static gboolean
delay_cb (gpointer data)
{
  Directives *self = data;

  self->delay = 0;
  /* A window that was closed may still be held by somebody. */
  if (self->window->monitor != NULL)
    redirect_now (self);
  return G_SOURCE_REMOVE;
}

static void
drop_redirect (Directives *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_pointer (&self->redirect, wb_redirect_free);
  g_clear_object (&self->redirects_to);
}

/* The latest word counts, and every one costs time. */
static void
redirect (Directives *self,
          WbConnection *connection,
          const WbMessage *message)
{
  gint64 now = g_get_monotonic_time ();
  gboolean is_early = self->redirected_at != 0 && now - self->redirected_at < REDIRECT_INTERVAL_US;
  WbRedirect *wanted;

  if (is_early)
    return;

  self->redirected_at = now;
  wanted = wb_redirect_parse (message->payload);
  if (wanted == NULL)
    return;

  drop_redirect (self);
  self->redirect = wanted;
  self->redirects_to = g_object_ref (connection);
  self->delay = g_timeout_add (wanted->delay, delay_cb, self);
}

/*
 * Events
 */

static gboolean
is_called (const WbMessage *message,
           const char *name)
{
  return name != NULL && *name != '\0' && g_strcmp0 (message->event->name, name) == 0;
}

static void
applied_cb (
    WbConnection *connection, const WbBatch *batch, guint first, guint count, Directives *self)
{
  const WbEventSettings *settings = wb_profile_get_events (wb_connection_get_profile (connection));

  for (guint i = first; i < first + count; i++)
    {
      const WbMessage *message = g_ptr_array_index (batch->messages, i);

      if (message->kind != WB_MESSAGE_EVENT || message->direction != WB_DIRECTION_RECEIVED)
        continue;
      if (is_called (message, settings->alert_event))
        show_alert (self, connection, message);
      else if (is_called (message, settings->redirect_event))
        redirect (self, connection, message);
    }
}

/* What was removed is not on the screen any more. */
static void
forget_removed (Directives *self,
                GListModel *connections)
{
  if (self->redirects_to != NULL && !g_list_store_find (G_LIST_STORE (connections), self->redirects_to, NULL))
    drop_redirect (self);
}

/* The handlers end with the window: it owns what they are called with. */
static void
connections_changed_cb (GListModel *connections,
                        guint position,
                        guint removed G_GNUC_UNUSED,
                        guint added,
                        WbWindow *window)
{
  Directives *self = g_object_get_data (G_OBJECT (window), "directives");

  forget_removed (self, connections);
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(WbConnection) connection = g_list_model_get_item (connections, i);
      GClosure *closure = g_cclosure_new (G_CALLBACK (applied_cb), self, NULL);

      /* One that has changed its place was known before. */
      g_signal_handlers_disconnect_by_data (connection, self);
      g_object_watch_closure (G_OBJECT (window), closure);
      g_signal_connect_closure (connection, "applied", closure, FALSE);
    }
}

static void
directives_free (gpointer data)
{
  Directives *self = data;

  drop_redirect (self);
  g_queue_clear_full (&self->history, view_free);
  g_free (self);
}

/**
 * wb_window_init_directives:
 * @self: a window with its monitor
 *
 * Makes it do what servers ask of it.
 */
void
wb_window_init_directives (WbWindow *self)
{
  GListModel *connections = wb_monitor_get_connections (self->monitor);
  Directives *directives = g_new0 (Directives, 1);

  directives->window = self;
  g_object_set_data_full (G_OBJECT (self), "directives", directives, directives_free);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (connections_changed_cb), self,
                           0);
  connections_changed_cb (connections, 0, 0, g_list_model_get_n_items (connections), self);
}
