/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The inside of the pane of messages. */

#pragma once

#include "wb-composer.h"
#include "wb-list-follower.h"
#include "wb-message-details.h"
#include "wb-message-export.h"
#include "wb-messages-pane.h"
#include "wb-row-filler.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbMessagesPane:
 *
 * With little room the details take the place of the list, under a button that leads back.
 */
struct _WbMessagesPane {
  GtkWidget parent_instance;

  /* Owned */
  WbMonitor *monitor;
  WbConnection *connection;
  WbConnection *detailed; /* whose message is in the details */
  GSignalGroup *signals; /* of the connection */
  WbLogView *view;
  GtkSingleSelection *selection;
  WbListFollower *follower;
  WbRowFiller *filler;
  WbLogEntry *reselect; /* selected before the list was replaced */

  /* Template children */
  AdwToastOverlay *toasts;
  GtkWidget *list_side;
  GtkGrid *bar;
  GtkWidget *filter;
  GtkWidget *directions;
  GtkWidget *buttons;
  GtkToggleButton *all;
  GtkToggleButton *received;
  GtkToggleButton *sent;
  GtkToggleButton *merge;
  GtkToggleButton *pause;
  GtkWidget *clear;
  GtkWidget *save;
  GtkRevealer *query_revealer;
  GtkLabel *query_error;
  GtkStack *pages;
  GtkScrolledWindow *scroller;
  GtkWidget *list_bin;
  GtkListView *list;
  GtkLabel *waiting;
  GtkLabel *empty;
  GtkWidget *newest;
  GtkLabel *newest_label;
  GtkSpinner *spinner;
  WbMessageDetails *details;
  WbComposer *composer;

  /* State */
  gboolean details_visible;
  gboolean details_open; /* in the place of the list */
  gboolean compact;
  gboolean merged; /* wanted; with a single connection there is nothing to merge */
  guint compact_change; /* source id */
  guint spinner_delay;  /* source id */
};

void wb_messages_pane_update_sides (WbMessagesPane *self);
gboolean wb_messages_pane_go_back (WbMessagesPane *self);
void wb_messages_pane_update_page (WbMessagesPane *self);
void wb_messages_pane_set_monitor (WbMessagesPane *self,
                                   WbMonitor *monitor);
WbConnection *wb_messages_pane_find_connection (WbMessagesPane *self,
                                                WbMessageLog *log);
WbConnection *wb_messages_pane_get_connection_at (WbMessagesPane *self,
                                                  guint position);
void wb_messages_pane_show_details (WbMessagesPane *self,
                                    WbMessage *message,
                                    WbConnection *connection);
void wb_messages_pane_filter_changed (WbMessagesPane *self);
void wb_messages_pane_filter_stopped (WbMessagesPane *self);
void wb_messages_pane_direction_changed (WbMessagesPane *self);
void wb_messages_pane_protocol_toggled (GtkToggleButton *button,
                                        WbMessagesPane *self);
void wb_messages_pane_clear_filter (WbMessagesPane *self);
void wb_messages_pane_go_to_newest (WbMessagesPane *self);
void wb_messages_pane_own_row (GtkWidget *row,
                               GtkListItem *item);
void wb_messages_pane_pressed (WbMessagesPane *self);
void wb_messages_pane_released (WbMessagesPane *self,
                                int n_press,
                                double x,
                                double y,
                                GtkGesture *gesture);
void wb_messages_pane_clear (WbMessagesPane *self);
WbMessageExport *wb_messages_pane_export (WbMessagesPane *self);
void wb_messages_pane_save (WbMessagesPane *self);
void wb_messages_pane_save_payload (WbMessagesPane *self);
void wb_messages_pane_copy_payload (WbMessagesPane *self);

G_END_DECLS
