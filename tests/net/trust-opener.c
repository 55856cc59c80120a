/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connects to one server again and again, and prints a line for each attempt.
 *
 * Its arguments are an address and whom each attempt trusts and who it is: “trust=SHA256”, “ca=FILE”,
 * “certificate=FILE”, several with a comma in between, or “nobody”; with “login:” before it is a log-in
 * request instead. “--resumes” alone says whether sessions are taken up at all.
 *
 * This is a program of its own because GIO takes up no TLS session again after g_test_init(). */

#include "config.h"

#include "wb-login-request.h"
#include "wb-test-client.h"
#include "wb-test.h"

#include <string.h>

static void
set_trust (WbProfile *profile,
           const char *words)
{
  g_auto(GStrv) parts = g_strsplit (words, ",", -1);

  for (char **part = parts; *part != NULL; part++)
    if (g_str_has_prefix (*part, "trust="))
      g_object_set (profile, "trusted-certificate", *part + strlen ("trust="), NULL);
    else if (g_str_has_prefix (*part, "ca="))
      g_object_set (profile, "ca-file", *part + strlen ("ca="), NULL);
    else if (g_str_has_prefix (*part, "certificate="))
      g_object_set (profile, "client-certificate", *part + strlen ("certificate="), NULL);
}

static void
open_link (const char *url,
           const char *words)
{
  g_autoptr(WbTestClient) client = wb_test_client_new (url);

  set_trust (client->profile, words);
  wb_test_client_open (client);
  /* Before its first message a server has sent what takes the session up again. */
  wb_test_await (client->n_received > 0 || client->closed != NULL);
  g_print ("%s\n", client->failure != NULL ? client->failure->message : "open");
  if (client->closed == NULL)
    wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
}

static void
sent_cb (GObject *agent,
         GAsyncResult *result,
         gpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = wb_login_agent_send_finish (WB_LOGIN_AGENT (agent), result, &error);

  g_print ("%s\n", answer != NULL ? "open" : error->message);
  *(gboolean *) data = TRUE;
}

static void
log_in (const char *url,
        const char *words)
{
  g_autoptr(WbLoginAgent) agent = g_object_new (WB_TYPE_LOGIN_REQUEST, NULL);
  g_autoptr(WbProfile) profile = wb_profile_new (url);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *https = g_strconcat ("https", strchr (url, ':'), NULL);
  WbLogin login = { .method = (char *) "POST", .url = https };
  gboolean is_over = FALSE;

  set_trust (profile, words);
  wb_login_agent_send_async (agent, &login, profile, cancellable, sent_cb, &is_over);
  wb_test_await (is_over);
}

/* Newer modules of GIO are told to keep no sessions. */
static gboolean
can_resume (void)
{
  GType type = g_tls_backend_get_client_connection_type (g_tls_backend_get_default ());
  GObjectClass *klass = g_type_class_ref (type);
  gboolean can = g_object_class_find_property (klass, "session-resumption-enabled") == NULL;

  g_type_class_unref (klass);
  return can;
}

int
main (int argc,
      char *argv[])
{
  if (g_strcmp0 (argv[1], "--resumes") == 0)
    g_print ("%s\n", can_resume () ? "yes" : "no");
  for (int i = 2; i < argc; i++)
    if (g_str_has_prefix (argv[i], "login:"))
      log_in (argv[1], argv[i] + strlen ("login:"));
    else
      open_link (argv[1], argv[i]);
  return 0;
}
