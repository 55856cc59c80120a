/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A header of the request to connect, to be edited. */

#include "config.h"

#include "wb-header-row.h"

#include "wb-header.h"
#include "wb-secret.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbHeaderRow:
 *
 * Name over value. The value of a header that is called like a secret is hidden while it is typed.
 */
struct _WbHeaderRow {
  AdwPreferencesRow parent_instance;

  /* Template children */
  GtkEditable *name;
  GtkEntry *value;
  GtkLabel *note;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbHeaderRow, wb_header_row, ADW_TYPE_PREFERENCES_ROW)

static void
show_secret (WbHeaderRow *self,
             gboolean hidden)
{
  gtk_entry_set_visibility (self->value, !hidden);
  gtk_entry_set_icon_from_icon_name (self->value, GTK_ENTRY_ICON_SECONDARY,
                                     hidden ? "view-reveal-symbolic" : NULL);
  gtk_entry_set_icon_tooltip_text (self->value, GTK_ENTRY_ICON_SECONDARY, hidden ? _ ("Show") : NULL);
}

static void
revealed_cb (WbHeaderRow *self)
{
  show_secret (self, FALSE);
}

static void
show_note (WbHeaderRow *self,
           const GError *problem,
           gboolean secret)
{
  GtkWidget *note = GTK_WIDGET (self->note);

  gtk_label_set_text (self->note,
                      problem != NULL ? problem->message : _ ("Kept until Whereabouts is closed, not longer."));
  gtk_widget_set_visible (note, problem != NULL || secret);
  if (problem != NULL)
    {
      gtk_widget_add_css_class (note, "wb-status-failed");
      gtk_widget_remove_css_class (note, "dim-label");
      return;
    }
  gtk_widget_remove_css_class (note, "wb-status-failed");
  gtk_widget_add_css_class (note, "dim-label");
}

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
changed_cb (WbHeaderRow *self)
{
  g_autoptr(GError) problem = NULL;
  const char *name = gtk_editable_get_text (self->name);

  check (self, &problem);
  show_note (self, problem, wb_secret_is_name (name, strlen (name)));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
name_changed_cb (WbHeaderRow *self)
{
  const char *name = gtk_editable_get_text (self->name);

  show_secret (self, wb_secret_is_name (name, strlen (name)));
  changed_cb (self);
}

static void
remove_cb (WbHeaderRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static gboolean
wb_header_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WB_HEADER_ROW (widget)->name));
}

static void
wb_header_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_HEADER_ROW);

  G_OBJECT_CLASS (wb_header_row_parent_class)->dispose (object);
}

static guint
plain_signal (const char *name)
{
  return g_signal_new (name, WB_TYPE_HEADER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_header_row_class_init (WbHeaderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_header_row_dispose;
  widget_class->grab_focus = wb_header_row_grab_focus;

  /**
   * WbHeaderRow::changed:
   *
   * Something was typed.
   */
  signals[SIGNAL_CHANGED] = plain_signal ("changed");

  /**
   * WbHeaderRow::removed:
   *
   * The user does not want this header.
   */
  signals[SIGNAL_REMOVED] = plain_signal ("removed");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-header-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbHeaderRow, name);
  gtk_widget_class_bind_template_child (widget_class, WbHeaderRow, value);
  gtk_widget_class_bind_template_child (widget_class, WbHeaderRow, note);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
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

  gtk_editable_set_text (GTK_EDITABLE (self->value), value);
  gtk_editable_set_text (self->name, name);
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

  name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  value = gtk_editable_get_text (GTK_EDITABLE (self->value));
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
