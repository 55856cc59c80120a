/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Why the current connection failed, on the map. */

#include "config.h"

#include "wb-failure-card.h"

#include "wb-state-view.h"
#include "wb-status-icon.h"

/**
 * WbFailureCard:
 *
 * Shows itself when a connection fails or is lost. It is not in the way of anything: the rest of the
 * window stays usable, and it goes when the user tries again or dismisses it, and when the
 * connection is open again. Until then it stays, whatever attempts the connection makes by itself.
 */
struct _WbFailureCard {
  GtkWidget parent_instance;

  /* Owned */
  GSignalGroup *signals; /* of the connection */

  /* Template children */
  GtkWidget *card;
  GtkWidget *tint;
  WbStatusIcon *status;
  GtkLabel *title;
  GtkLabel *explanation;
  GtkWidget *again;
  GtkWidget *reconnect;
  GtkWidget *stop;
  GtkWidget *edit;

  /* State */
  gboolean trying;    /* the connection is trying again by itself */
  gboolean dismissed; /* not to be shown again while it tries */
};

G_DEFINE_FINAL_TYPE (WbFailureCard, wb_failure_card, GTK_TYPE_WIDGET)

static void
show_buttons (WbFailureCard *self,
              WbState state)
{
  gtk_widget_set_visible (self->again, state == WB_STATE_CLOSED);
  gtk_widget_set_visible (self->edit, state == WB_STATE_CLOSED);
  gtk_widget_set_visible (self->reconnect, state == WB_STATE_WAITING);
  gtk_widget_set_visible (self->stop, state != WB_STATE_CLOSED);
}

static void
show_failure (WbFailureCard *self,
              WbConnection *connection)
{
  g_autofree char *explanation = wb_state_view_dup_explanation (connection);

  gtk_label_set_text (self->explanation, explanation);
  if (self->trying)
    gtk_widget_add_css_class (self->tint, "waiting");
  else
    gtk_widget_remove_css_class (self->tint, "waiting");
}

/* While an attempt is under way, why the last one failed is still what there is to know. */
static void
state_changed_cb (WbFailureCard *self)
{
  g_autoptr(WbConnection) connection = g_signal_group_dup_target (self->signals);
  WbState state = connection != NULL ? wb_connection_get_state (connection) : WB_STATE_CLOSED;
  gboolean failed = connection != NULL && wb_state_view_is_failed (connection);

  self->trying = state == WB_STATE_WAITING || (state == WB_STATE_CONNECTING && self->trying);
  self->dismissed = self->dismissed && self->trying;
  gtk_widget_set_visible (GTK_WIDGET (self), (failed || self->trying) && !self->dismissed);
  if (failed || state == WB_STATE_WAITING)
    show_failure (self, connection);
  show_buttons (self, state);
  wb_failure_card_update (self);
}

static void
dismissed_cb (WbFailureCard *self)
{
  self->dismissed = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The button goes, and would drop the keyboard focus. With nothing to stop the card goes, too, and what
 * it lies on takes the focus. */
static void
tried_cb (WbFailureCard *self,
          GtkWidget *button)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (!gtk_widget_is_focus (button))
    return;
  if (gtk_widget_get_visible (self->stop))
    gtk_widget_grab_focus (self->stop);
  else if (GTK_IS_OVERLAY (parent))
    gtk_widget_grab_focus (gtk_overlay_get_child (GTK_OVERLAY (parent)));
}

static void
wb_failure_card_dispose (GObject *object)
{
  WbFailureCard *self = WB_FAILURE_CARD (object);

  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_FAILURE_CARD);

  G_OBJECT_CLASS (wb_failure_card_parent_class)->dispose (object);
}

static void
wb_failure_card_class_init (WbFailureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_failure_card_dispose;

  g_type_ensure (WB_TYPE_STATUS_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-failure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, card);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, tint);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, status);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, title);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, explanation);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, again);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, reconnect);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, stop);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, edit);
  gtk_widget_class_bind_template_callback (widget_class, dismissed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tried_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
wb_failure_card_init (WbFailureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (WB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (state_changed_cb), self);
}

/**
 * wb_failure_card_set_connection:
 * @self: a failure card
 * @connection: (nullable): the current connection
 */
void
wb_failure_card_set_connection (WbFailureCard *self,
                                WbConnection *connection)
{
  g_return_if_fail (WB_IS_FAILURE_CARD (self));

  g_signal_group_set_target (self->signals, connection);
  wb_status_icon_set_connection (self->status, connection);
  self->trying = self->dismissed = FALSE;
  state_changed_cb (self);
}

/**
 * wb_failure_card_update:
 * @self: a failure card
 *
 * Shows what changes without a signal: how long it is until the connection is tried again.
 */
void
wb_failure_card_update (WbFailureCard *self)
{
  g_autoptr(WbConnection) connection = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (WB_IS_FAILURE_CARD (self));

  connection = g_signal_group_dup_target (self->signals);
  if (connection == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  line = wb_state_view_dup_line (connection);
  gtk_label_set_text (self->title, line);
}
