/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Checks that a list model tells exactly what it does. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbListMirror:
 *
 * A copy of a list, kept only by its items-changed signals. As long as the model's signals are
 * exact, the copy holds the same objects in the same order.
 */
typedef struct {
  GListModel *model;
  GPtrArray *items; /* owned references */
  guint signals;
} WbListMirror;

void wb_list_mirror_init (WbListMirror *self,
                          GListModel *model);
void wb_list_mirror_clear (WbListMirror *self);
void wb_list_mirror_check (WbListMirror *self);

G_END_DECLS
