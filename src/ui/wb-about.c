/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The window that tells about the program. */

#include "config.h"

#include "wb-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static char *
describe_versions (void)
{
  return g_strdup_printf ("Whereabouts %s (%s)\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n",
                          PACKAGE_VERSION, APP_ID, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (), glib_major_version, glib_minor_version,
                          glib_micro_version);
}

/**
 * wb_about_show:
 * @parent: (nullable): the window it belongs to
 */
void
wb_about_show (GtkWindow *parent)
{
  g_autofree char *versions = describe_versions ();
  GtkWidget *about = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                   "transient-for", parent,
                                   "application-name", _ ("Whereabouts"),
                                   "application-icon", APP_ID,
                                   "developer-name", _ ("The Whereabouts authors"),
                                   "version", PACKAGE_VERSION,
                                   "comments", _ ("Watch live locations on a map."),
                                   "license-type", GTK_LICENSE_GPL_3_0,
                                   "debug-info", versions,
                                   "debug-info-filename", "whereabouts.txt",
                                   /* Translators: your names, one a line */
                                   "translator-credits", _ ("translator-credits"),
                                   NULL);

  adw_about_window_add_legal_section (
      ADW_ABOUT_WINDOW (about), _ ("Map"),
      _ ("Natural Earth: shapes of land, borders, lakes and rivers\nGeoNames: names of places"),
      GTK_LICENSE_CUSTOM,
      /* Translators: names of licences */
      _ ("Natural Earth is in the public domain. GeoNames is under the Creative Commons "
         "Attribution 4.0 licence."));
  gtk_window_present (GTK_WINDOW (about));
}
