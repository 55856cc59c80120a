/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection that are kept from one run to the next: which, and as what. */

#include "config.h"

#include "wb-profile-settings.h"

#include "wb-secret.h"

#include <string.h>

/* Properties of WbProfile. Passwords and tokens are missing: what is kept here can be read by every
 * program of the user. */
static const char *const names[] = {
  "retention",    "limit",  "reconnect", "keep-alive", "no-data-after",      "headers",
  "subprotocols", "origin", "user",      "ca-file",    "client-certificate", "trusted-certificate",
};

/*
 * Saving
 */

static GVariant *
save_enum (const GValue *value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));

  return g_variant_new_string (g_enum_get_value (klass, g_value_get_enum (value))->value_nick);
}

static gboolean
is_secret (const char *header)
{
  return wb_secret_is_name (header, strcspn (header, ":"));
}

static GVariant *
save_list (const GValue *value,
           gboolean without_secrets)
{
  char **list = g_value_get_boxed (value);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    if (!without_secrets || !is_secret (list[i]))
      g_variant_builder_add (&builder, "s", list[i]);
  return g_variant_builder_end (&builder);
}

/* Returns a floating variant, or NULL for what is not set. */
static GVariant *
save_value (const char *name,
            const GValue *value)
{
  if (G_VALUE_HOLDS_ENUM (value))
    return save_enum (value);
  if (G_VALUE_HOLDS_UINT (value))
    return g_variant_new_uint32 (g_value_get_uint (value));
  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    return save_list (value, g_str_equal (name, "headers"));
  return g_value_get_string (value) != NULL ? g_variant_new_string (g_value_get_string (value)) : NULL;
}

/**
 * wb_profile_settings_save:
 * @profile: a profile
 *
 * Returns: (transfer floating): its settings without secrets, of type a{sv}
 */
GVariant *
wb_profile_settings_save (WbProfile *profile)
{
  GVariantDict settings;

  g_variant_dict_init (&settings, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;
      GVariant *saved;

      g_object_get_property (G_OBJECT (profile), names[i], &value);
      saved = save_value (names[i], &value);
      if (saved != NULL)
        g_variant_dict_insert_value (&settings, names[i], saved);
    }
  return g_variant_dict_end (&settings);
}

/*
 * Restoring
 */

static gboolean
restore_enum (GValue *value,
              GVariant *saved)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));
  GEnumValue *member = g_variant_is_of_type (saved, G_VARIANT_TYPE_STRING)
                           ? g_enum_get_value_by_nick (klass, g_variant_get_string (saved, NULL))
                           : NULL;

  if (member != NULL)
    g_value_set_enum (value, member->value);
  return member != NULL;
}

/* Returns whether @saved is a value of the type of @value. */
static gboolean
restore_value (GValue *value,
               GVariant *saved)
{
  if (G_VALUE_HOLDS_ENUM (value))
    return restore_enum (value, saved);
  if (G_VALUE_HOLDS_UINT (value) && g_variant_is_of_type (saved, G_VARIANT_TYPE_UINT32))
    g_value_set_uint (value, g_variant_get_uint32 (saved));
  else if (G_VALUE_HOLDS (value, G_TYPE_STRV) && g_variant_is_of_type (saved, G_VARIANT_TYPE_STRING_ARRAY))
    g_value_take_boxed (value, g_variant_dup_strv (saved, NULL));
  else if (G_VALUE_HOLDS_STRING (value) && g_variant_is_of_type (saved, G_VARIANT_TYPE_STRING))
    g_value_set_string (value, g_variant_get_string (saved, NULL));
  else
    return FALSE;
  return TRUE;
}

/**
 * wb_profile_settings_restore:
 * @profile: a profile
 * @settings: settings of type a{sv}, from whomever
 *
 * What they do not say, or say wrongly, stays as it is; numbers out of range become the nearest in
 * it.
 */
void
wb_profile_settings_restore (WbProfile *profile,
                             GVariant *settings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *property = g_object_class_find_property (G_OBJECT_GET_CLASS (profile), names[i]);
      g_autoptr(GVariant) saved = g_variant_lookup_value (settings, names[i], NULL);
      g_auto(GValue) value = G_VALUE_INIT;

      g_value_init (&value, property->value_type);
      if (saved == NULL || !restore_value (&value, saved))
        continue;
      g_param_value_validate (property, &value);
      g_object_set_property (G_OBJECT (profile), names[i], &value);
    }
}
