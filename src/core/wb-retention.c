/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the log of a connection keeps. */

#include "config.h"

#include "wb-retention.h"

G_DEFINE_ENUM_TYPE (WbRetention, wb_retention,
                    G_DEFINE_ENUM_VALUE (WB_RETENTION_APPEND, "append"),
                    G_DEFINE_ENUM_VALUE (WB_RETENTION_PREPEND, "prepend"),
                    G_DEFINE_ENUM_VALUE (WB_RETENTION_SNAPSHOT, "snapshot"))

/**
 * wb_retention_get_name:
 * @retention: a retention
 *
 * Returns: its name in files and settings; never translated
 */
const char *
wb_retention_get_name (WbRetention retention)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (WB_TYPE_RETENTION);
  GEnumValue *value = g_enum_get_value (klass, (int) retention);

  g_return_val_if_fail (value != NULL, "append");
  return value->value_nick;
}

/**
 * wb_retention_from_name:
 * @name: (nullable): what a file or the settings say
 *
 * Returns: the retention of that name; for any other name the one that keeps all
 */
WbRetention
wb_retention_from_name (const char *name)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (WB_TYPE_RETENTION);
  GEnumValue *value = name != NULL ? g_enum_get_value_by_nick (klass, name) : NULL;

  return value != NULL ? (WbRetention) value->value : WB_RETENTION_APPEND;
}
