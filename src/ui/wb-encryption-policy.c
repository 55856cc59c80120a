/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the user decided about connections that anybody on the way can listen to.
 *
 * Settings are NULL where there are none, such as in a test of a single window; then nothing is
 * forbidden and nothing remembered. */

#include "config.h"

#include "wb-encryption-policy.h"

#include "wb-address.h"

#include <string.h>

#define HOSTS "unencrypted-hosts"

/* The oldest answers are forgotten… */
#define MAX_HOSTS 100
/* …and what is longer than this is the name of no server. */
#define MAX_HOST_BYTES 255

gboolean
wb_encryption_policy_is_required (GSettings *settings)
{
  return settings != NULL && g_settings_get_boolean (settings, WB_SETTING_REQUIRE_ENCRYPTION);
}

/**
 * wb_encryption_policy_forbids:
 * @settings: (nullable): the settings of the application
 * @profile: a connection
 *
 * Returns: whether it must not be opened: it, or its log-in, is not encrypted
 */
gboolean
wb_encryption_policy_forbids (GSettings *settings,
                              WbProfile *profile)
{
  g_autofree char *host =
      wb_encryption_policy_is_required (settings) ? wb_address_find_exposed_host (profile) : NULL;

  return host != NULL;
}

/**
 * wb_encryption_policy_is_accepted:
 * @settings: (nullable): the settings of the application
 * @host: a server
 *
 * Returns: whether the user wants to connect to @host without encryption
 */
gboolean
wb_encryption_policy_is_accepted (GSettings *settings,
                                  const char *host)
{
  g_auto(GStrv) hosts = settings != NULL ? g_settings_get_strv (settings, HOSTS) : NULL;

  return hosts != NULL && g_strv_contains ((const char *const *) hosts, host);
}

/**
 * wb_encryption_policy_accept:
 * @settings: (nullable): the settings of the application
 * @host: a server
 * @accept: whether to connect to @host without encryption
 *
 * Remembers an answer, the latest first.
 */
void
wb_encryption_policy_accept (GSettings *settings,
                             const char *host,
                             gboolean accept)
{
  g_auto(GStrv) hosts = settings != NULL ? g_settings_get_strv (settings, HOSTS) : NULL;
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  if (hosts == NULL || strlen (host) > MAX_HOST_BYTES)
    return;

  if (accept)
    g_ptr_array_add (kept, (char *) host);
  for (gsize i = 0; hosts[i] != NULL && kept->len < MAX_HOSTS; i++)
    if (!g_str_equal (hosts[i], host))
      g_ptr_array_add (kept, hosts[i]);
  g_ptr_array_add (kept, NULL);
  g_settings_set_strv (settings, HOSTS, (const char *const *) kept->pdata);
}
