/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the answer of a server sends a connection on to, and what may go along. Used inside net
 * only. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

/* Whoever is sent on more often is sent in a circle. */
#define WB_HOP_MAX 5

WbProfile *wb_hop_new (WbProfile *profile,
                       const char *location,
                       guint n_before,
                       GError **error);

G_END_DECLS
