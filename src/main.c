/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whereabouts: live locations on a map. */

#include "config.h"

#include "wb-application.h"

#include "wb-demo-transport.h"
#include "wb-format.h"
#include "wb-net.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc,
      char **argv)
{
  g_autoptr(WbRegistry) registry = wb_registry_new ();
  g_autoptr(WbApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  wb_demo_register (registry);
  wb_format_register (registry);
  wb_net_register (registry);

  application = wb_application_new (registry);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
