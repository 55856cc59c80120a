/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What was typed for each connection and not sent for good, and how it is to be sent. */

#include "config.h"

#include "wb-drafts.h"

#include "wb-url.h"

#include <gio/gio.h>
#include <string.h>

#define KEY "drafts"
#define KEY_COMPACT "compact-json"

/* Settings are read as a whole at each start, so they are no place for large files… */
#define MAX_DRAFT_BYTES (64 * 1024)
/* …nor for every address that was ever tried. */
#define MAX_DRAFTS 50

/* A program that was not installed, such as a test, has no settings; then drafts are forgotten. */
static GSettings *
get_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, KEY))
    return NULL;
  return g_settings_new (APP_ID);
}

/* A connection that is kept has an id. One that is not goes by its address without the secrets. */
static char *
dup_key (WbProfile *profile)
{
  char *id;

  g_object_get (profile, "id", &id, NULL);
  return id != NULL ? id : wb_url_mask (wb_profile_get_url (profile));
}

/**
 * wb_drafts_load:
 * @profile: the settings of a connection
 *
 * Returns: (transfer full) (nullable): what was typed for it
 */
char *
wb_drafts_load (WbProfile *profile)
{
  g_autoptr(GSettings) settings = get_settings ();
  g_autofree char *key = dup_key (profile);
  g_autoptr(GVariant) drafts = NULL;
  char *text = NULL;

  if (settings == NULL)
    return NULL;

  drafts = g_settings_get_value (settings, KEY);
  g_variant_lookup (drafts, key, "s", &text);
  return text;
}

/* Copies the drafts of other connections, the latest first. */
static void
add_others (GVariantBuilder *builder,
            GVariant *drafts,
            const char *key)
{
  GVariantIter iter;
  const char *other, *text;
  guint count = 1;

  g_variant_iter_init (&iter, drafts);
  while (count < MAX_DRAFTS && g_variant_iter_next (&iter, "{&s&s}", &other, &text))
    if (!g_str_equal (other, key))
      {
        g_variant_builder_add (builder, "{ss}", other, text);
        count++;
      }
}

/**
 * wb_drafts_save:
 * @profile: the settings of a connection
 * @text: what was typed for it; the empty text forgets it
 *
 * Keeps a draft over restarts.
 */
void
wb_drafts_save (WbProfile *profile,
                const char *text)
{
  g_autoptr(GSettings) settings = get_settings ();
  g_autofree char *key = dup_key (profile);
  g_autoptr(GVariant) drafts = NULL;
  GVariantBuilder builder;

  if (settings == NULL || strlen (text) > MAX_DRAFT_BYTES)
    return;

  drafts = g_settings_get_value (settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (*text != '\0')
    g_variant_builder_add (&builder, "{ss}", key, text);
  add_others (&builder, drafts, key);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/**
 * wb_drafts_get_compact:
 *
 * Returns: whether JSON goes out without the blanks that were typed
 */
gboolean
wb_drafts_get_compact (void)
{
  g_autoptr(GSettings) settings = get_settings ();

  return settings != NULL && g_settings_get_boolean (settings, KEY_COMPACT);
}

/**
 * wb_drafts_set_compact:
 * @compact: see wb_drafts_get_compact()
 *
 * Keeps the choice over restarts.
 */
void
wb_drafts_set_compact (gboolean compact)
{
  g_autoptr(GSettings) settings = get_settings ();

  if (settings != NULL)
    g_settings_set_boolean (settings, KEY_COMPACT, compact);
}

/**
 * wb_drafts_offer_sample:
 * @profile: the settings of a connection
 *
 * Makes its sample request the draft, unless something was typed already. It need not be kept yet.
 */
void
wb_drafts_offer_sample (WbProfile *profile)
{
  g_autofree char *draft = wb_drafts_load (profile);
  g_autofree char *sample = NULL;
  g_autofree char *id = NULL;

  g_object_get (profile, "sample-request", &sample, NULL);
  if (sample == NULL || *sample == '\0' || draft != NULL)
    return;

  id = wb_profile_ensure_id (profile);
  wb_drafts_save (profile, sample);
}
