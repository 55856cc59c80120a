/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How far a request has come on its way through a proxy. Used inside net only. */

#pragma once

#include "wb-net-failure.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define WB_TYPE_PROXY_WATCH (wb_proxy_watch_get_type ())
G_DECLARE_FINAL_TYPE (WbProxyWatch, wb_proxy_watch, WB, PROXY_WATCH, GObject)

WbProxyWatch *wb_proxy_watch_new (SoupSession *session,
                                  SoupMessage *request);

void wb_proxy_watch_tell (WbProxyWatch *self,
                          WbNetFacts *facts);

G_END_DECLS
