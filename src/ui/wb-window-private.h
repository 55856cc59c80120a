/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the files of the main window share. */

#pragma once

#include "wb-adaptive-bin.h"
#include "wb-connection-button.h"
#include "wb-connections-panel.h"
#include "wb-failure-card.h"
#include "wb-map-view.h"
#include "wb-messages-pane.h"
#include "wb-object-card.h"
#include "wb-objects-panel.h"
#include "wb-window.h"

G_BEGIN_DECLS

/* The messages below the map are at least this high. */
#define WB_WINDOW_MESSAGES_MIN_HEIGHT 160

/**
 * WbWindow:
 *
 * The window puts the panels together and tells each what it is about: the map and the list share
 * the selected object, the header and the messages show the current connection. It is the only
 * place that knows whether the window is narrow, and then moves the panels to pages of their own.
 */
struct _WbWindow {
  AdwApplicationWindow parent_instance;

  /* Owned */
  WbMonitor *monitor;
  GSettings *settings;
  WbConnection *current;
  GVariant *first_view; /* where the map was at first */

  /* Weak: destroyed with the window */
  GtkWindow *editor;

  /* Template children */
  WbAdaptiveBin *bin;
  GtkWidget *sidebar_button;
  GtkWidget *open_button;
  GtkWidget *close_button;
  GtkWidget *search_button;
  GtkWidget *messages_button;
  WbConnectionButton *connection_button;
  GtkWidget *title;
  AdwToastOverlay *toasts;
  AdwFlap *flap;
  WbConnectionsPanel *connections;
  GtkWidget *objects_side;
  AdwBin *objects_slot;
  WbObjectsPanel *objects;
  AdwViewStack *stack;
  AdwViewStackPage *messages_page;
  GtkPaned *paned;
  GtkWidget *map_side;
  WbMapView *map;
  GtkWidget *first_run;
  WbFailureCard *failure_card;
  WbObjectCard *object_card;
  AdwBin *messages_slot;
  WbMessagesPane *messages;
  AdwBin *objects_narrow_slot;
  AdwBin *messages_narrow_slot;
  GtkWidget *switcher_bar;

  /* State */
  guint timer;           /* source id: shows what changes with time */
  guint settle;          /* source id: ends the first layout */
  guint64 seen_messages; /* what the current connection had received when they were looked at */
  gboolean settled;
  gboolean show_sidebar;
  gboolean show_messages;
};

void wb_window_install_actions (GtkWidgetClass *widget_class);
void wb_window_init_actions (WbWindow *self);
void wb_window_update_actions (WbWindow *self);
void wb_window_init_directives (WbWindow *self);
AdwToast *wb_window_add_toast (WbWindow *self,
                               const char *text,
                               guint seconds,
                               const char *button);

WbConnection *wb_window_insert (WbWindow *self,
                                WbProfile *profile,
                                guint position);
void wb_window_install_connection_actions (GtkWidgetClass *widget_class);
void wb_window_update_connection_actions (WbWindow *self);
void wb_window_accept_files (WbWindow *self);

void wb_window_restore (WbWindow *self);
void wb_window_restore_current (WbWindow *self);
void wb_window_save (WbWindow *self);

gboolean wb_window_has_connections (WbWindow *self);
gboolean wb_window_is_narrow (WbWindow *self);
void wb_window_arrange (WbWindow *self);
void wb_window_arrange_header (WbWindow *self);
void wb_window_arrange_card (WbWindow *self);
void wb_window_set_show_sidebar (WbWindow *self,
                                 gboolean show);
void wb_window_set_show_messages (WbWindow *self,
                                  gboolean show);

G_END_DECLS
