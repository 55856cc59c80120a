/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A file to choose, or none. */

#include "config.h"

#include "wb-file-row.h"

#include "wb-file-dialog.h"

#include <glib/gi18n-lib.h>

/**
 * WbFileRow:
 *
 * Its subtitle is the path of the file, or what it means that there is none.
 */
struct _WbFileRow {
  AdwActionRow parent_instance;

  /* Children */
  GtkWidget *clear;

  char *path;
  char *none;
};

typedef enum {
  PROP_NONE = 1,
} WbFileRowProperty;

static GParamSpec *properties[PROP_NONE + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbFileRow, wb_file_row, ADW_TYPE_ACTION_ROW)

static void
update (WbFileRow *self)
{
  g_autofree char *shown = self->path != NULL ? g_filename_display_name (self->path) : g_strdup (self->none);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), shown != NULL ? shown : "");
  gtk_widget_set_visible (self->clear, self->path != NULL);
}

static void
chosen_cb (GFile *file,
           gpointer data)
{
  g_autofree char *path = g_file_get_path (file);

  wb_file_row_set_path (data, path);
}

static void
choose_cb (WbFileRow *self)
{
  wb_file_dialog_open (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), NULL, chosen_cb,
                       g_object_ref (self), g_object_unref);
}

static void
clear_cb (WbFileRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  wb_file_row_set_path (self, NULL);
}

static GtkWidget *
add_button (WbFileRow *self,
            const char *icon_name,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static void
wb_file_row_set_property (GObject *object,
                          guint prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  WbFileRow *self = WB_FILE_ROW (object);

  switch ((WbFileRowProperty) prop_id)
    {
    case PROP_NONE:
      g_free (self->none);
      self->none = g_value_dup_string (value);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_file_row_finalize (GObject *object)
{
  WbFileRow *self = WB_FILE_ROW (object);

  g_free (self->path);
  g_free (self->none);

  G_OBJECT_CLASS (wb_file_row_parent_class)->finalize (object);
}

static void
wb_file_row_class_init (WbFileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wb_file_row_finalize;
  object_class->set_property = wb_file_row_set_property;

  /**
   * WbFileRow:none:
   *
   * What it means that no file is chosen.
   */
  properties[PROP_NONE] =
      g_param_spec_string ("none", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_file_row_init (WbFileRow *self)
{
  GtkWidget *choose =
      add_button (self, "document-open-symbolic", _ ("Choose File…"), G_CALLBACK (choose_cb));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), choose);
  self->clear = add_button (self, "edit-clear-symbolic", _ ("Clear"), G_CALLBACK (clear_cb));
  update (self);
}

/**
 * wb_file_row_get_path:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the file that is chosen
 */
const char *
wb_file_row_get_path (WbFileRow *self)
{
  g_return_val_if_fail (WB_IS_FILE_ROW (self), NULL);

  return self->path;
}

/**
 * wb_file_row_set_path:
 * @self: a row
 * @path: (nullable): the file to choose
 */
void
wb_file_row_set_path (WbFileRow *self,
                      const char *path)
{
  g_return_if_fail (WB_IS_FILE_ROW (self));

  g_free (self->path);
  self->path = g_strdup (path);
  update (self);
}
