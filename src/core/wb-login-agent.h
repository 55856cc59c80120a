/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Who sends the request by which a connection logs in: core knows no HTTP. */

#pragma once

#include "wb-login.h"
#include "wb-profile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WB_TYPE_LOGIN_AGENT (wb_login_agent_get_type ())
G_DECLARE_INTERFACE (WbLoginAgent, wb_login_agent, WB, LOGIN_AGENT, GObject)

/**
 * WbLoginAgentInterface:
 * @send_async: sends an expanded request; @profile says whom to trust and how long to wait
 * @send_finish: the body of a favourable answer, at most %WB_LOGIN_MAX_ANSWER_BYTES of it, or a
 *   %WB_FAILURE
 * @dup_cookies: afterwards, the cookies that belong to an address, “name=value; name=value”
 *
 * Lives on a feed's thread. One object serves one request.
 */
struct _WbLoginAgentInterface {
  GTypeInterface parent_iface;

  void (*send_async) (WbLoginAgent *self,
                      WbLogin *login,
                      WbProfile *profile,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data);
  GBytes *(*send_finish) (WbLoginAgent *self,
                          GAsyncResult *result,
                          GError **error);
  char *(*dup_cookies) (WbLoginAgent *self,
                        const char *url);
};

void wb_login_agent_send_async (WbLoginAgent *self,
                                WbLogin *login,
                                WbProfile *profile,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
GBytes *wb_login_agent_send_finish (WbLoginAgent *self,
                                    GAsyncResult *result,
                                    GError **error);
char *wb_login_agent_dup_cookies (WbLoginAgent *self,
                                  const char *url);

G_END_DECLS
