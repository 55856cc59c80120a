/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Letting go of much at once without keeping the main thread busy. */

#include "config.h"

#include "wb-disposal.h"

#include <gio/gio.h>

static void
free_in_worker (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  g_array_set_size (data, 0);
  g_task_return_boolean (task, TRUE);
}

/**
 * wb_dispose_array:
 * @array: (transfer full): an array nobody else uses, whose elements may be let go in any thread
 *
 * Frees it in a worker.
 */
void
wb_dispose_array (GArray *array)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, array, (GDestroyNotify) g_array_unref);
  g_task_run_in_thread (task, free_in_worker);
}
