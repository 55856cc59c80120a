/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tells a Shumate viewport how the built-in map is laid out, and whom it is owed to. */

#include "config.h"

#include "wb-reference-source.h"

#include "wb-tile-cache.h"

/**
 * WbReferenceSource:
 *
 * A viewport needs a source to turn places into pixels. This one has no tiles of its own: the live
 * layer takes those from #WbTileCache.
 */
struct _WbReferenceSource {
  ShumateMapSource parent_instance;
};

G_DEFINE_FINAL_TYPE (WbReferenceSource, wb_reference_source, SHUMATE_TYPE_MAP_SOURCE)

static void
wb_reference_source_fill_tile_async (ShumateMapSource *source,
                                     ShumateTile *tile G_GNUC_UNUSED,
                                     GCancellable *cancellable G_GNUC_UNUSED,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  g_task_report_new_error (source, callback, data, NULL, G_IO_ERROR,
                           G_IO_ERROR_NOT_SUPPORTED, "The built-in map is not made of Shumate tiles");
}

static gboolean
wb_reference_source_fill_tile_finish (ShumateMapSource *source G_GNUC_UNUSED,
                                      GAsyncResult *result,
                                      GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
wb_reference_source_class_init (WbReferenceSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  source_class->fill_tile_async = wb_reference_source_fill_tile_async;
  source_class->fill_tile_finish = wb_reference_source_fill_tile_finish;
}

static void
wb_reference_source_init (WbReferenceSource *self G_GNUC_UNUSED)
{
}

ShumateMapSource *
wb_reference_source_new (void)
{
  return g_object_new (WB_TYPE_REFERENCE_SOURCE,
                       "id", "built-in",
                       "license", "Natural Earth · GeoNames",
                       "tile-size", WB_TILE_SIZE,
                       "min-zoom-level", 0,
                       "max-zoom-level", WB_TILE_MAX_ZOOM,
                       "projection", SHUMATE_MAP_PROJECTION_MERCATOR,
                       NULL);
}
