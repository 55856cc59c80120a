/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What holds for all connections and windows. */

#include "config.h"

#include "wb-preferences.h"

#include "wb-encryption-policy.h"

/**
 * WbPreferences:
 *
 * Every switch works at once.
 */
struct _WbPreferences {
  AdwPreferencesWindow parent_instance;

  /* Template children */
  GtkSwitch *require_encryption;
};

G_DEFINE_FINAL_TYPE (WbPreferences, wb_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
wb_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_PREFERENCES);

  G_OBJECT_CLASS (wb_preferences_parent_class)->dispose (object);
}

static void
wb_preferences_class_init (WbPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, WbPreferences, require_encryption);
}

static void
wb_preferences_init (WbPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_preferences_new:
 * @settings: the settings of the application
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWindow *
wb_preferences_new (GSettings *settings)
{
  WbPreferences *self = g_object_new (WB_TYPE_PREFERENCES, NULL);

  g_settings_bind (settings, WB_SETTING_REQUIRE_ENCRYPTION, self->require_encryption, "active",
                   G_SETTINGS_BIND_DEFAULT);
  return GTK_WINDOW (self);
}
