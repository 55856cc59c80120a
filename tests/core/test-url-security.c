/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which addresses everybody on the way can listen to. */

#include "config.h"

#include "wb-url-security.h"

#include <string.h>

static const struct {
  const char *text;
  const char *exposed; /* host, NULL if nobody can listen */
} addresses[] = {
  { "ws://example.org/live", "example.org" },
  { " WS://Example.ORG:8080/live\n", "example.org" },
  { "http://example.org", "example.org" },
  { "socketio+ws://example.org/", "example.org" },
  { "socketio+http://example.org/", "example.org" },
  { "mqtt+ws://example.org/", "example.org" },
  { "ws://192.168.1.5/", "192.168.1.5" },
  { "ws://128.0.0.1/", "128.0.0.1" },
  { "ws://[2001:db8::1]/", "2001:db8::1" },
  { "ws://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1" },
  { "ws://[::]/", "::" },
  { "ws://boat.local/", "boat.local" },
  /* These only look like this computer. */
  { "ws://localhost@example.org/", "example.org" },
  { "ws://localhost:80@example.org/", "example.org" },
  { "ws://localhost.example.org/", "localhost.example.org" },
  { "ws://notlocalhost/", "notlocalhost" },
  { "ws://127.0.0.1.example.org/", "127.0.0.1.example.org" },
  { "ws://example.org/?host=localhost", "example.org" },
  { "ws://localhost/", NULL },
  { "ws://LOCALHOST.:8080/", NULL },
  { "ws://boats.localhost/", NULL },
  { "http://localhost:3000", NULL },
  { "ws://127.0.0.1:8080/", NULL },
  { "ws://127.255.255.254/", NULL },
  { "ws://[::1]:8080/", NULL },
  { "ws://[::ffff:127.0.0.1]/", NULL },
  { "socketio+ws://user:pass@127.0.0.1/", NULL },
  { "wss://example.org/", NULL },
  { "https://example.org/", NULL },
  { "socketio+wss://example.org/", NULL },
  { "demo:", NULL },
  { "ws://", NULL },
  { "ws", NULL },
  { "", NULL },
  { "\xff", NULL },
};

static void
test_exposed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *host = wb_url_find_exposed_host (addresses[i].text);

      g_assert_cmpstr (host, ==, addresses[i].exposed);
    }
}

static const char *const encrypted[][2] = {
  { "ws://example.org:8080/a?b=ws://c", "wss://example.org:8080/a?b=ws://c" },
  { " ws://example.org ", " wss://example.org " },
  { "WS://example.org", "wss://example.org" },
  { "http://example.org/", "https://example.org/" },
  { "socketio+ws://u:p@example.org/#x", "socketio+wss://u:p@example.org/#x" },
  { "wss://example.org", "wss://example.org" },
  { "demo:?a=ws:", "demo:?a=ws:" },
  { "ws", "ws" },
  { "  ", "  " },
  { "", "" },
};

static void
test_add (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encrypted); i++)
    {
      g_autofree char *text = wb_url_add_encryption (encrypted[i][0]);

      g_assert_cmpstr (text, ==, encrypted[i][1]);
    }
}

/* What is exposed is not any more once it is encrypted, and goes to the same server. */
static void
test_garbage (void)
{
  static const char pieces[] = "ws://@[]:?#+&=%/ \n\t.localhost127.0\xc3\xbc\xff";
  g_autoptr(GRand) random = g_rand_new_with_seed (6);

  for (guint i = 0; i < 20000; i++)
    {
      char text[24] = "ws://h";
      gint32 length = g_rand_int_range (random, 0, sizeof text - 1);
      g_autofree char *host = NULL;

      for (gint32 at = g_rand_int_range (random, 0, 7); at < length; at++)
        text[at] = pieces[g_rand_int_range (random, 0, sizeof pieces - 1)];
      host = wb_url_find_exposed_host (text);
      if (host != NULL)
        {
          g_autofree char *safe = wb_url_add_encryption (text);
          g_autofree char *still = wb_url_find_exposed_host (safe);

          g_assert_null (still);
          g_assert_cmpuint (strlen (safe), ==, strlen (text) + 1);
        }
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/url-security/W13/exposed", test_exposed);
  g_test_add_func ("/core/url-security/W15/add-encryption", test_add);
  g_test_add_func ("/core/url-security/garbage", test_garbage);

  return g_test_run ();
}
