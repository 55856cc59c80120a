/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Keeps a list of messages at its newest line. */

#pragma once

#include "wb-log-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WB_TYPE_LIST_FOLLOWER (wb_list_follower_get_type ())
G_DECLARE_FINAL_TYPE (WbListFollower, wb_list_follower, WB, LIST_FOLLOWER, GObject)

WbListFollower *wb_list_follower_new (GtkScrolledWindow *window,
                                      WbLogView *view);
guint wb_list_follower_get_n_missed (WbListFollower *self);
void wb_list_follower_go_to_newest (WbListFollower *self);
void wb_list_follower_stay (WbListFollower *self);

G_END_DECLS
