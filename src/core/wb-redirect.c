/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where a server wants whoever is there to look: never anywhere but in the program. */

#include "config.h"

#include "wb-redirect.h"

#include "wb-event.h"
#include "wb-json-members.h"
#include "wb-number.h"

#include <string.h>

#define MAX_DELAY_MS (60 * 1000)

/* Longer paths lead nowhere, and neither do longer lists. */
#define MAX_PATH_BYTES 1024
#define MAX_PAGES 100

#define MARKER_PATH "/marker/"

static const struct {
  const char *path;
  WbPlace place;
} places[] = {
  { "/map", WB_PLACE_MAP },
  { "/log", WB_PLACE_LOG },
  { "/send", WB_PLACE_SEND },
  /* What one comes to by going up. */
  { "/marker", WB_PLACE_MAP },
  { "/", WB_PLACE_MAP },
};

/**
 * wb_redirect_parse:
 * @arguments: the arguments of an event
 *
 * Returns: (transfer full) (nullable): what an object with the members target, delay (in
 *   milliseconds) and page says, if it is no longer than %WB_MAX_DIRECTIVE_BYTES
 */
WbRedirect *
wb_redirect_parse (GBytes *arguments)
{
  gboolean is_short = g_bytes_get_size (arguments) <= WB_MAX_DIRECTIVE_BYTES;
  gboolean is_text = FALSE;
  g_autofree char *first = is_short ? wb_event_dup_first_argument (arguments, &is_text) : NULL;
  g_autofree char *target = is_text ? NULL : wb_json_find_member (first, "target");
  g_autofree char *delay = is_text ? NULL : wb_json_find_member (first, "delay");
  g_autofree char *page = is_text ? NULL : wb_json_find_member (first, "page");
  WbRedirect *self;
  double milliseconds = 0;

  if (target == NULL || strlen (target) > MAX_PATH_BYTES)
    return NULL;

  self = g_new0 (WbRedirect, 1);
  if (delay != NULL && wb_number_parse (delay, strlen (delay), &milliseconds))
    self->delay = (guint)CLAMP (milliseconds, 0, MAX_DELAY_MS);
  self->target = g_steal_pointer (&target);
  self->pages = wb_pages_split (page);
  return self;
}

void
wb_redirect_free (WbRedirect *self)
{
  g_free (self->target);
  g_strfreev (self->pages);
  g_free (self);
}

/* Removes the last part of a path. */
static void
go_up (GString *path)
{
  char *slash = strrchr (path->str, '/');

  if (slash != NULL)
    g_string_truncate (path, (gsize) (slash - path->str));
}

static void
append_part (GString *path,
             const char *part)
{
  if (*part == '\0')
    return;
  if (!g_str_has_suffix (path->str, "/"))
    g_string_append_c (path, '/');
  g_string_append (path, part);
}

/* Returns (transfer full) (nullable) the whole path. */
static char *
follow (const char *target,
        const char *from)
{
  g_autoptr(GString) path = g_string_new (*target == '/' ? target : from);

  if (*target != '/')
    {
      if (!g_str_has_prefix (target, "./") && !g_str_has_prefix (target, "../") &&
          !g_str_equal (target, ".."))
        return NULL;
      while (g_str_has_prefix (target, ".."))
        {
          go_up (path);
          target += strlen ("..");
          target += *target == '/';
        }
      if (g_str_has_prefix (target, "./"))
        target += strlen ("./");
      append_part (path, target);
    }
  while (path->len > 1 && g_str_has_suffix (path->str, "/"))
    g_string_truncate (path, path->len - 1);
  return g_strdup (path->len > 0 ? path->str : "/");
}

/**
 * wb_redirect_resolve:
 * @target: where to: “/map”, “/log”, “/send”, “/marker/ID”, “<=” for back, “../” for up, “./part”
 *   for down
 * @path: what is shown, as such a path
 * @id: (out) (transfer full) (nullable): the object, for %WB_PLACE_MARKER
 *
 * Returns: the place that is meant
 */
WbPlace
wb_redirect_resolve (const char *target,
                     const char *path,
                     char **id)
{
  g_autofree char *whole = NULL;

  *id = NULL;
  if (g_str_equal (target, "<="))
    return WB_PLACE_BACK;

  whole = follow (target, path);
  if (whole == NULL || strlen (whole) > MAX_PATH_BYTES)
    return WB_PLACE_NOWHERE;
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (whole, places[i].path))
      return places[i].place;
  if (!g_str_has_prefix (whole, MARKER_PATH))
    return WB_PLACE_NOWHERE;

  *id = g_uri_unescape_string (whole + strlen (MARKER_PATH), NULL);
  return *id != NULL && g_utf8_validate (*id, -1, NULL) ? WB_PLACE_MARKER : WB_PLACE_NOWHERE;
}

/**
 * wb_pages_split:
 * @list: (nullable): names with commas between them
 *
 * Returns: (transfer full) (nullable): the names, without a slash in front; %NULL if there are none
 */
char **
wb_pages_split (const char *list)
{
  g_auto(GStrv) parts = g_strsplit (list != NULL ? list : "", ",", MAX_PAGES);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_empty = TRUE;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      const char *name = g_strstrip (parts[i]);

      name += strspn (name, "/");
      if (*name == '\0')
        continue;
      g_strv_builder_add (builder, name);
      is_empty = FALSE;
    }
  return is_empty ? NULL : g_strv_builder_end (builder);
}

/**
 * wb_pages_contain:
 * @pages: (nullable): names of pages
 * @path: what is shown, as “/marker/7”
 *
 * Returns: whether it is one of the pages or below one of them; without pages, always
 */
gboolean
wb_pages_contain (const char *const *pages,
                  const char *path)
{
  path += *path == '/';
  for (gsize i = 0; pages != NULL && pages[i] != NULL; i++)
    {
      gsize length = strlen (pages[i]);

      while (length > 0 && pages[i][length - 1] == '/')
        length--;
      if (strncmp (path, pages[i], length) == 0 && (path[length] == '\0' || path[length] == '/'))
        return TRUE;
    }
  return pages == NULL;
}
