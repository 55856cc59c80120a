/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Pictures that are drawings, from somebody who may mean no good.
 *
 * The loader of gdk-pixbuf runs no scripts and, as it knows no address of the drawing, fetches nothing. */

#include "config.h"

#include "wb-svg-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct {
  guint width;
  guint height;
} Size;

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int width,
                  int height,
                  Size *size)
{
  double scale = MIN (1, WB_SVG_PICTURE_MAX_SIZE / (double) MAX (MAX (width, height), 1));

  size->width = (guint) MAX (width, 0);
  size->height = (guint) MAX (height, 0);
  gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1));
}

static gboolean
read_all (GdkPixbufLoader *loader,
          GBytes *payload,
          GError **error)
{
  gboolean is_written = gdk_pixbuf_loader_write_bytes (loader, payload, error);

  /* It has to be closed in either case, and only the first error counts. */
  return gdk_pixbuf_loader_close (loader, is_written ? error : NULL) && is_written;
}

/**
 * wb_svg_picture_load:
 * @payload: a drawing, as SVG
 * @width: (out): its own width in pixels
 * @height: (out): its own height
 * @error: return location
 *
 * Paints a drawing, at most %WB_SVG_PICTURE_MAX_SIZE pixels wide and high. It takes its time: call it in a
 * worker.
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
wb_svg_picture_load (GBytes *payload,
                     guint *width,
                     guint *height,
                     GError **error)
{
  g_autoptr(GdkPixbufLoader) loader = NULL;
  Size size = { 0 };

  if (g_bytes_get_size (payload) > WB_SVG_PICTURE_MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("the drawing is too large"));
      return NULL;
    }

  loader = gdk_pixbuf_loader_new_with_type ("svg", error);
  if (loader == NULL)
    return NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &size);
  if (!read_all (loader, payload, error) || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("there is nothing in it"));
      return NULL;
    }
  *width = size.width;
  *height = size.height;
  return gdk_texture_new_for_pixbuf (gdk_pixbuf_loader_get_pixbuf (loader));
}
