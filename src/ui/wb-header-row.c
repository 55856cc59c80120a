/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A header of the request to connect, to be edited. */

#include "config.h"

#include "wb-header-row.h"

#include "wb-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbHeaderRow:
 *
 * A pair that tells what is wrong with it, and how long a secret is kept.
 */
struct _WbHeaderRow {
  WbPairRow parent_instance;
};

G_DEFINE_FINAL_TYPE (WbHeaderRow, wb_header_row, WB_TYPE_PAIR_ROW)

static gboolean
check (WbHeaderRow *self,
       GError **error)
{
  g_autofree char *line = wb_header_row_dup_line (self);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  return line == NULL || wb_header_parse (line, &name, &value, error);
}

static void
wb_header_row_changed (WbPairRow *row)
{
  g_autoptr(GError) problem = NULL;

  if (!check (WB_HEADER_ROW (row), &problem))
    wb_pair_row_set_note (row, problem->message, TRUE);
  else if (wb_pair_row_has_secret_name (row))
    wb_pair_row_set_note (row, _ ("Kept until Whereabouts is closed, not longer."), FALSE);
  else
    wb_pair_row_set_note (row, NULL, FALSE);
}

static void
wb_header_row_class_init (WbHeaderRowClass *klass)
{
  WB_PAIR_ROW_CLASS (klass)->changed = wb_header_row_changed;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/app/whereabouts/Whereabouts/ui/wb-header-row.ui");
}

static void
wb_header_row_init (WbHeaderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_header_row_new:
 * @line: “Name: value”, or “” for a new one
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
wb_header_row_new (const char *line)
{
  WbHeaderRow *self = g_object_new (WB_TYPE_HEADER_ROW, NULL);
  gsize length = strcspn (line, ":");
  g_autofree char *name = g_strndup (line, length);
  g_autofree char *value = g_strstrip (g_strdup (line[length] != '\0' ? line + length + 1 : ""));

  wb_pair_row_set (WB_PAIR_ROW (self), name, value);
  return GTK_WIDGET (self);
}

/**
 * wb_header_row_dup_line:
 * @self: a row
 *
 * Returns: (transfer full) (nullable): “Name: value”, %NULL while nothing was entered
 */
char *
wb_header_row_dup_line (WbHeaderRow *self)
{
  g_autofree char *name = NULL;
  const char *value;

  g_return_val_if_fail (WB_IS_HEADER_ROW (self), NULL);

  name = g_strstrip (g_strdup (wb_pair_row_get_name (WB_PAIR_ROW (self))));
  value = wb_pair_row_get_value (WB_PAIR_ROW (self));
  return *name != '\0' || *value != '\0' ? g_strdup_printf ("%s: %s", name, value) : NULL;
}

/**
 * wb_header_row_is_valid:
 * @self: a row
 *
 * Returns: whether it can be sent, or is empty
 */
gboolean
wb_header_row_is_valid (WbHeaderRow *self)
{
  g_return_val_if_fail (WB_IS_HEADER_ROW (self), FALSE);

  return check (self, NULL);
}
