/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

#include "config.h"

#include "wb-failure.h"
#include "wb-url.h"

#include <string.h>

static const struct {
  const char *text;
  const char *url; /* NULL when it is no address */
  const char *host;
  guint port;
} addresses[] = {
  { "ws://example.org", "ws://example.org/", "example.org", 80 },
  { " ws://echo.websocket.org ", "ws://echo.websocket.org/", "echo.websocket.org", 80 },
  { "\n\twss://example.org/path\r\n", "wss://example.org/path", "example.org", 443 },
  { "http://example.org/a", "ws://example.org/a", "example.org", 80 },
  { "https://example.org/a", "wss://example.org/a", "example.org", 443 },
  { "HTTPS://example.org", "wss://example.org/", "example.org", 443 },
  { "WSS://example.org:8443/", "wss://example.org:8443/", "example.org", 8443 },
  { "ws://127.0.0.1:8080/x?y=z", "ws://127.0.0.1:8080/x?y=z", "127.0.0.1", 8080 },
  { "ws://[::1]:8080/", "ws://[::1]:8080/", "::1", 8080 },
  { "wss://[2001:db8::1]", "wss://[2001:db8::1]/", "2001:db8::1", 443 },
  { "ws://example.org/a#fragment", "ws://example.org/a", "example.org", 80 },
  { "ws://example.org?x=%20", "ws://example.org?x=%20", "example.org", 80 },
  { "ws://user:pass@example.org/", "ws://user:pass@example.org/", "example.org", 80 },
  { "ws://example.org/a%2Fb", "ws://example.org/a%2Fb", "example.org", 80 },
  { "mqtt+ws://example.org:9001/mqtt", "mqtt+ws://example.org:9001/mqtt", "example.org", 9001 },
  { "demo:", "demo:", NULL, 0 },
  { "", NULL, NULL, 0 },
  { "   ", NULL, NULL, 0 },
  { "example", NULL, NULL, 0 },
  { "ws:", NULL, NULL, 0 },
  { "ws://", NULL, NULL, 0 },
  { "ws:///path", NULL, NULL, 0 },
  { "://example.org", NULL, NULL, 0 },
  { "ws://example.org:99999/", NULL, NULL, 0 },
  { "ws://example.org:port/", NULL, NULL, 0 },
  { "ws://[::1/", NULL, NULL, 0 },
  { "ws://[zz]/", NULL, NULL, 0 },
};

static void
test_normalize (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *url = wb_url_normalize (addresses[i].text, &error);
      g_autofree char *again = NULL;

      g_assert_cmpstr (url, ==, addresses[i].url);
      if (url == NULL)
        {
          g_assert_error (error, WB_FAILURE, WB_FAILURE_ADDRESS);
          continue;
        }
      g_assert_no_error (error);
      again = wb_url_normalize (url, NULL);
      g_assert_cmpstr (again, ==, url);
    }
}

static void
test_host (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      guint port = 0;
      g_autofree char *host = NULL;

      if (addresses[i].host == NULL)
        continue;
      host = wb_url_get_host (addresses[i].url, &port);
      g_assert_cmpstr (host, ==, addresses[i].host);
      g_assert_cmpuint (port, ==, addresses[i].port);
    }
  g_assert_null (wb_url_get_host ("no address", NULL));
}

static void
test_scheme (void)
{
  static const char *const urls[][2] = {
    { "ws://h/", "ws" }, { "WSS://h/", "wss" }, { "mqtt+ws://h/", "mqtt+ws" },
    { "demo:", "demo" }, { "no address", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *scheme = wb_url_get_scheme (urls[i][0]);

      g_assert_cmpstr (scheme, ==, urls[i][1]);
    }
}

static const char *const masks[][2] = {
  { "ws://example.org/path", "ws://example.org/path" },
  { "ws://user:pass@example.org/path", "ws://•••@example.org/path" },
  { "ws://user@example.org", "ws://•••@example.org" },
  { "ws://u:p@ss@example.org/", "ws://•••@example.org/" },
  { "ws://example.org/a@b", "ws://example.org/a@b" },
  { "ws://example.org/?q=a@b", "ws://example.org/?q=a@b" },
  { "wss://h/?token=abc", "wss://h/?token=•••" },
  { "wss://h/?a=1&access_token=abc&b=2", "wss://h/?a=1&access_token=•••&b=2" },
  { "wss://h/?API_KEY=abc", "wss://h/?API_KEY=•••" },
  { "wss://h/?password=a=b", "wss://h/?password=•••" },
  { "wss://h/?token=", "wss://h/?token=•••" },
  { "wss://h/?token", "wss://h/?token" },
  { "wss://h/?x=token", "wss://h/?x=token" },
  { "wss://u:p@[::1]:80/?key=1", "wss://•••@[::1]:80/?key=•••" },
  { "user:pass@example.org/path?token=abc", "•••@example.org/path?token=•••" },
  { "wss:/user:p/ass@example.org/", "•••@example.org/" },
  { "//user:pass@example.org/", "•••@example.org/" },
  { "/users/@me", "/users/@me" },
  { "example.org/?mail=a@b", "example.org/?mail=a@b" },
  { "", "" },
  { "no address", "no address" },
};

static void
test_mask (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autofree char *masked = wb_url_mask (masks[i][0]);

      g_assert_cmpstr (masked, ==, masks[i][1]);
    }
}

/* Whatever is pasted: an address that stays what it is, or a failure. */
static void
test_garbage (void)
{
  static const char pieces[] = "ws://@[]:?#&=%/ \n\t.token0\xc3\xbc\xff";
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 20000; i++)
    {
      char text[24] = "ws://h";
      gint32 length = g_rand_int_range (random, 0, sizeof text - 1);
      g_autofree char *url = NULL;
      g_autofree char *masked = NULL;

      for (gint32 at = g_rand_int_range (random, 0, 7); at < length; at++)
        text[at] = pieces[g_rand_int_range (random, 0, sizeof pieces - 1)];
      masked = wb_url_mask (text);
      url = wb_url_normalize (text, NULL);
      if (url != NULL)
        {
          g_autofree char *host = wb_url_get_host (url, NULL);
          g_autofree char *again = wb_url_normalize (url, NULL);

          g_assert_cmpstr (again, ==, url);
          g_assert_true (host != NULL || g_str_has_prefix (url, "demo:"));
        }
    }
}

static const struct {
  const char *reference;
  const char *url; /* NULL when it means none */
} references[] = {
  { "", "wss://example.org/a/b?c" },
  { "x", "wss://example.org/a/x" },
  { "/x?y#z", "wss://example.org/x?y#z" },
  { "../../../x", "wss://example.org/x" },
  { "?x", "wss://example.org/a/b?x" },
  { "//other.example:1/%2Fx", "wss://other.example:1/%2Fx" },
  { "HTTP://other.example", "http://other.example" },
  { "javascript:alert(1)", "javascript:alert(1)" },
  { "ws://[", NULL },
};

/* None of what a server may write ends in a complaint of GLib. */
static void
test_resolve (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autofree char *url = wb_url_resolve ("wss://example.org/a/b?c", references[i].reference);

      g_assert_cmpstr (url, ==, references[i].url);
    }

  /* Versions of GLib differ in what they make of this. */
  g_free (wb_url_resolve ("wss://example.org/a/b?c", "x:/..//y"));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/url/G2/normalize", test_normalize);
  g_test_add_func ("/core/url/host", test_host);
  g_test_add_func ("/core/url/scheme", test_scheme);
  g_test_add_func ("/core/url/mask", test_mask);
  g_test_add_func ("/core/url/garbage", test_garbage);
  g_test_add_func ("/core/url/G2/resolve", test_resolve);

  return g_test_run ();
}
