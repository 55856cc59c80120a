/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Why the current connection failed, on the map. */

#include "config.h"

#include "wb-failure-card.h"

#include "wb-state-view.h"

/**
 * WbFailureCard:
 *
 * Shows itself when a connection fails. It is not in the way of anything: the rest of the window
 * stays usable, and it goes as soon as the connection is tried again or it is dismissed.
 */
struct _WbFailureCard {
  GtkWidget parent_instance;

  /* Owned */
  GSignalGroup *signals; /* of the connection */

  /* Template children */
  GtkWidget *card;
  GtkLabel *title;
  GtkLabel *explanation;
};

G_DEFINE_FINAL_TYPE (WbFailureCard, wb_failure_card, GTK_TYPE_WIDGET)

static void
state_changed_cb (WbFailureCard *self)
{
  g_autoptr(WbConnection) connection = g_signal_group_dup_target (self->signals);
  g_autofree char *explanation = NULL;
  gboolean failed = connection != NULL && wb_state_view_is_failed (connection);

  gtk_widget_set_visible (GTK_WIDGET (self), failed);
  if (!failed)
    return;

  explanation = wb_state_view_dup_explanation (connection);
  gtk_label_set_text (self->title, wb_state_view_get_label (connection));
  gtk_label_set_text (self->explanation, explanation);
}

static void
dismissed_cb (WbFailureCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-failure-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, card);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, title);
  gtk_widget_class_bind_template_child (widget_class, WbFailureCard, explanation);
  gtk_widget_class_bind_template_callback (widget_class, dismissed_cb);
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
  state_changed_cb (self);
}
