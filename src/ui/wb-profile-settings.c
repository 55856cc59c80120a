/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What this computer knows of a connection and no file says: a file may come from anybody, so it
 * names neither certificates to trust nor files of this computer. */

#include "config.h"

#include "wb-profile-settings.h"

#include "wb-profile-file.h"

/* Texts among the properties of WbProfile. */
static const char *const names[] = { "server", "ca-file", "client-certificate",
                                     "trusted-certificate", NULL };

/**
 * wb_profile_settings_has:
 * @property: name of a property of #WbProfile
 *
 * Returns: whether it is one of these settings
 */
gboolean
wb_profile_settings_has (const char *property)
{
  return g_strv_contains (names, property);
}

/**
 * wb_profile_settings_save:
 * @profile: a profile
 *
 * Returns: (transfer floating): those of its settings that are set, of type a{ss}
 */
GVariant *
wb_profile_settings_save (WbProfile *profile)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (profile, names[i], &text, NULL);
      if (text != NULL && *text != '\0')
        g_variant_builder_add (&builder, "{ss}", names[i], text);
    }
  return g_variant_builder_end (&builder);
}

/**
 * wb_profile_settings_restore:
 * @profile: a profile
 * @settings: of type a{ss}
 *
 * What they do not say stays as it is.
 */
void
wb_profile_settings_restore (WbProfile *profile,
                             GVariant *settings)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *text;

      if (!g_variant_lookup (settings, names[i], "&s", &text))
        continue;
      if (g_str_equal (names[i], "server") && *wb_profile_get_url (profile) == '\0')
        wb_profile_file_set_server (profile, text, NULL);
      else
        g_object_set (profile, names[i], text, NULL);
    }
}
