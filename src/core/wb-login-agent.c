/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Who sends the request by which a connection logs in. */

#include "config.h"

#include "wb-login-agent.h"

G_DEFINE_INTERFACE (WbLoginAgent, wb_login_agent, G_TYPE_OBJECT)

static void
wb_login_agent_default_init (WbLoginAgentInterface *iface G_GNUC_UNUSED)
{
}

void
wb_login_agent_send_async (WbLoginAgent *self,
                           WbLogin *login,
                           WbProfile *profile,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  WB_LOGIN_AGENT_GET_IFACE (self)->send_async (self, login, profile, cancellable, callback, data);
}

/**
 * wb_login_agent_send_finish:
 * @self: an agent
 * @result: what its callback got
 * @error: return location for a %WB_FAILURE
 *
 * Returns: (transfer full) (nullable): the body of the answer
 */
GBytes *
wb_login_agent_send_finish (WbLoginAgent *self,
                            GAsyncResult *result,
                            GError **error)
{
  return WB_LOGIN_AGENT_GET_IFACE (self)->send_finish (self, result, error);
}

/**
 * wb_login_agent_dup_cookies:
 * @self: an agent that has sent
 * @url: a normalised address
 *
 * Returns: (transfer full) (nullable): the cookies that belong there
 */
char *
wb_login_agent_dup_cookies (WbLoginAgent *self,
                            const char *url)
{
  return WB_LOGIN_AGENT_GET_IFACE (self)->dup_cookies (self, url);
}
