/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Addresses made of parts, and secrets in pasted ones. */

#include "config.h"

#include "wb-address.h"
#include "wb-failure.h"
#include "wb-masker.h"
#include "wb-url.h"

#include <string.h>

/* Variables are id=42, base=wss://example.org:8443/api, secret token=s3/cret; the query row is
 * “name=value”. */
static const struct {
  const char *url;
  const char *name;
  const char *value;
  const char *address; /* NULL: fails */
  const char *preview;
} addresses[] = {
  { "wss://h/ws/{id}", "token", "a b", "wss://h/ws/42?token=a%20b", "wss://h/ws/42?token=•••" },
  { "wss://h/ws/{id}?x=1", "q", "a&b=ü", "wss://h/ws/42?x=1&q=a%26b%3D%C3%BC",
    "wss://h/ws/42?x=1&q=a%26b%3D%C3%BC" },
  { " wss://h/ws#part ", "q", "1", "wss://h/ws?q=1", "wss://h/ws?q=1" },
  { "wss://h?", "q", "{{token}}", "wss://h?q=s3%2Fcret", "wss://h?q=•••" },
  { "wss://h/{{token}}/x", "", "", "wss://h/s3%2Fcret/x", "wss://h/•••/x" },
  { "{{base}}/ws/{id}", "", "", "wss://example.org:8443/api/ws/42", "wss://example.org:8443/api/ws/42" },
  { "wss://u:{{token}}@h/", "", "", "wss://u:s3%2Fcret@h/", "wss://•••@h/" },
  { "wss://h/a b?c d", "", "", "wss://h/a%20b?c%20d", "wss://h/a%20b?c%20d" },
  { "demo:?objects={{id}}", "", "", "demo:?objects=42", "demo:?objects=42" },
  { "no address", "", "", "no address", "no address" },
  { "wss://h/{nobody}", "", "", NULL, NULL },
  { "wss://h/", "{{nobody}}", "1", NULL, NULL },
};

static WbProfile *
make_profile (const char *url)
{
  WbProfile *profile = wb_profile_new (url);
  g_autoptr(WbVariables) variables = wb_variables_new ();

  wb_variables_set (variables, "id", "42", FALSE);
  wb_variables_set (variables, "base", "wss://example.org:8443/api", FALSE);
  wb_variables_set (variables, "token", "s3/cret", TRUE);
  g_object_set (profile, "variables", variables, NULL);
  return profile;
}

static void
test_build (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(WbProfile) profile = make_profile (addresses[i].url);
      g_autoptr(WbQuery) query = wb_query_new ();
      g_autoptr(GError) error = NULL;
      g_autofree char *address = NULL;
      g_autofree char *preview = NULL;

      wb_query_add (query, FALSE, "off", "1");
      wb_query_add (query, TRUE, addresses[i].name, addresses[i].value);
      g_object_set (profile, "query", query, NULL);
      address = wb_address_build (profile, &error);
      preview = wb_address_preview (profile, NULL);

      g_assert_cmpstr (address, ==, addresses[i].address);
      g_assert_cmpstr (preview, ==, addresses[i].preview);
      if (address == NULL)
        g_assert_error (error, WB_FAILURE, WB_FAILURE_VARIABLE);
    }
}

static void
test_key_in_query (void)
{
  g_autoptr(WbProfile) profile = make_profile ("wss://h/?x=1");
  g_autofree char *address = NULL;
  g_autofree char *preview = NULL;

  g_object_set (profile, "auth-kind", WB_AUTH_QUERY, "key-name", "k", "key-value", "a b", NULL);
  address = wb_address_build (profile, NULL);
  preview = wb_address_preview (profile, NULL);

  g_assert_cmpstr (address, ==, "wss://h/?x=1&k=a%20b");
  g_assert_null (strstr (preview, "a%20b"));
}

/* What a log-in will bring is shown like any secret. */
static void
test_preview_before_login (void)
{
  g_autoptr(WbProfile) profile = make_profile ("wss://h/?t={{session}}");
  g_autoptr(WbLogin) login = wb_login_new ("POST", "https://h/login");
  const char *const picks[] = { "session=result.token", NULL };
  g_autofree char *preview = NULL;

  login->picks = g_strdupv ((char **) picks);
  g_object_set (profile, "login", login, NULL);
  preview = wb_address_preview (profile, NULL);

  g_assert_cmpstr (preview, ==, "wss://h/?t=•••");
}

static const struct {
  const char *pasted;
  const char *url;
  const char *user;
  const char *password;
  const char *variable;
  const char *value;
} pasted[] = {
  { "wss://bob:pa%20ss@h/ws?x=1", "wss://h/ws?x=1", "bob", "{{password}}", "password", "pa ss" },
  { "wss://h/ws?token=abc&x=1#f", "wss://h/ws?token={{token}}&x=1#f", NULL, NULL, "token", "abc" },
  { "wss://h/?api.key=a%26b", "wss://h/?api.key={{api_key}}", NULL, NULL, "api_key", "a&b" },
  { "wss://bob@h/", "wss://h/", "bob", NULL, NULL, NULL },
  { "wss://h/?token={{mine}}", "wss://h/?token={{mine}}", NULL, NULL, NULL, NULL },
  { "wss://{{u}}:{{p}}@h/", "wss://{{u}}:{{p}}@h/", NULL, NULL, NULL, NULL },
  { "wss://h/?x=1&token=", "wss://h/?x=1&token=", NULL, NULL, NULL, NULL },
  { "wss://h/a@b", "wss://h/a@b", NULL, NULL, NULL, NULL },
  { "no address", "no address", NULL, NULL, NULL, NULL },
};

static void
test_take_secrets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pasted); i++)
    {
      g_autoptr(WbProfile) profile = wb_profile_new (pasted[i].pasted);
      gboolean changed = wb_address_take_secrets (profile);
      g_autofree char *user = NULL;
      g_autofree char *password = NULL;
      const WbVariable *variable;

      g_object_get (profile, "user", &user, "password", &password, NULL);
      g_assert_cmpstr (wb_profile_get_url (profile), ==, pasted[i].url);
      g_assert_cmpint (changed, ==, !g_str_equal (pasted[i].pasted, pasted[i].url));
      g_assert_cmpstr (user, ==, pasted[i].user);
      g_assert_cmpstr (password, ==, pasted[i].password);
      if (pasted[i].variable == NULL)
        continue;

      variable = wb_variables_find (wb_profile_get_variables (profile), pasted[i].variable,
                                    strlen (pasted[i].variable));
      g_assert_nonnull (variable);
      g_assert_true (variable->is_secret);
      g_assert_cmpstr (variable->value, ==, pasted[i].value);
    }
}

static const struct {
  const char *url;
  const char *server;
  gboolean is_exposed;
} servers[] = {
  { "wss://example.org/a?b", "wss://example.org:443", FALSE },
  { "ws://example.org/", "ws://example.org:80", TRUE },
  { "http://example.org:8080/login", "ws://example.org:8080", TRUE },
  { "https://example.org/login", "wss://example.org:443", FALSE },
  { "ws://127.0.0.1:1/", "ws://127.0.0.1:1", FALSE },
  { "ws://localhost/", "ws://localhost:80", FALSE },
  { "ws://[::1]:2/", "ws://[::1]:2", FALSE },
  { "ws://[2001:db8::1]/", "ws://[2001:db8::1]:80", TRUE },
  { "ws://192.168.1.2/", "ws://192.168.1.2:80", TRUE },
  { "nothing", "://:0", FALSE },
};

static void
test_servers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autofree char *server = wb_address_get_server (servers[i].url);
      g_autoptr(WbProfile) profile = wb_profile_new (servers[i].url);
      g_autofree char *exposed = wb_address_find_exposed_host (profile);

      g_assert_cmpstr (server, ==, servers[i].server);
      g_assert_cmpint (exposed != NULL, ==, servers[i].is_exposed);
    }
}

/* A profile that was pointed elsewhere, or logs in elsewhere, is another one to the keyring. */
static void
test_recipients (void)
{
  g_autoptr(WbProfile) profile = make_profile ("wss://h/{{token}}");
  g_autoptr(WbLogin) login = wb_login_new ("POST", "https://{{host}}/");
  g_autoptr(WbVariables) variables = wb_variables_copy (wb_profile_get_variables (profile));
  g_autofree char *before = wb_address_get_recipients (profile);
  g_autofree char *after = NULL;

  wb_variables_set (variables, "host", "login.example", FALSE);
  g_object_set (profile, "login", login, "variables", variables, NULL);
  after = wb_address_get_recipients (profile);

  g_assert_cmpstr (before, ==, "wss://h:443");
  g_assert_cmpstr (after, ==, "wss://h:443 https://login.example:443");
}

static const struct {
  const char *text;
  const char *masked;
} masked[] = {
  { "nothing here", "nothing here" },
  { "a=s3/cr\"t!", "a=•••!" },
  { "path/s3%2Fcr%22t/x", "path/•••/x" },
  { "path/s3%2fcr%22t/x", "path/•••/x" },
  { "{\"a\":\"s3/cr\\\"t\"}", "{\"a\":\"•••\"}" },
  { "{\"a\":\"{\\\"b\\\":\\\"s3/cr\\\\\\\"t\\\"}\"}", "{\"a\":\"{\\\"b\\\":\\\"•••\\\"}\"}" },
  { "Basic czMvY3IidA==", "Basic •••" },
  { "two long words and a half: two+lo", "••• and a half: two+lo" },
  /* What was cut still begins like one. */
  { "cut: two long w", "cut: •••" },
};

static void
test_masker (void)
{
  g_autoptr(WbMasker) masker = wb_masker_new ();

  wb_masker_add (masker, NULL);
  wb_masker_add (masker, "");
  wb_masker_add (masker, "s3/cr\"t");
  wb_masker_add (masker, "two long words");
  for (gsize i = 0; i < G_N_ELEMENTS (masked); i++)
    {
      g_autofree char *text = wb_masker_mask (masker, masked[i].text);

      g_assert_cmpstr (text, ==, masked[i].masked);
    }
}

static const struct {
  const char *before;
  const char *typed;
  const char *after;
  const char *value; /* of the variable “password” then */
} replaced[] = {
  { NULL, "", NULL, "old" },
  { "{{password}}", "", NULL, "old" },
  { "{{password}}", "{{password}}", "{{password}}", "old" },
  { "{{password}}", "new", "{{password}}", "new" },
  { NULL, "new", "{{password_2}}", "old" },
  { "{{id}}", "new", "{{password_2}}", "old" },
  { "x{{password}}", "new", "{{password_2}}", "old" },
  { NULL, "a{{id}}", "a{{id}}", "old" },
};

/* A password that is typed becomes a secret; a new one takes the place of the old. */
static void
test_replace_secret (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (replaced); i++)
    {
      g_autoptr(WbVariables) variables = wb_variables_new ();
      g_autofree char *after = NULL;

      wb_variables_set (variables, "id", "42", FALSE);
      wb_variables_set (variables, "password", "old", TRUE);
      after = wb_variables_replace_secret (variables, replaced[i].before, replaced[i].typed, "password");
      g_assert_cmpstr (after, ==, replaced[i].after);
      g_assert_cmpstr (wb_variables_find (variables, "password", 8)->value, ==, replaced[i].value);
    }
}

static const char *const pieces[] = {
  "wss://", "h", "/", "?", "&", "=", "#", "@", ":", "{{token}}", "{id}", "{{", "}}", "{", "token", " ", "%", "\xc3\xbc",
};

static void
append_pieces (GString *text,
               GRand *random)
{
  for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
}

/* Whatever was typed or pasted, the preview tells no secret, and taking secrets out ends. */
static void
test_mutations (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 5000; i++)
    {
      GString *text = g_string_new (g_rand_boolean (random) ? "wss://" : "");
      g_autoptr(WbProfile) profile = NULL;
      g_autofree char *address = NULL;
      g_autofree char *preview = NULL;

      append_pieces (text, random);
      profile = make_profile (text->str);
      address = wb_address_build (profile, NULL);
      preview = wb_address_preview (profile, NULL);
      if (preview != NULL)
        {
          g_assert_null (strstr (preview, "cret"));
          g_assert_true (g_utf8_validate (preview, -1, NULL));
        }
      wb_address_take_secrets (profile);
      g_assert_false (wb_address_take_secrets (profile));
      g_string_free (text, TRUE);
    }
}

/* A secret among others is found wherever it stands, and everything else stays. */
static void
test_masker_mutations (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (8);
  static const char *const words[] = { "s3/cr", "s3", "\"t", "%2F", "two", " long words", "x", "czMv", "\xe2\x82\xac" };

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(WbMasker) masker = wb_masker_new ();
      GString *text = g_string_new (NULL);
      g_autofree char *cleaned = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GBytes) shown = NULL;

      wb_masker_add (masker, "s3/cr\"t");
      wb_masker_add (masker, "two long words");
      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      cleaned = wb_masker_mask (masker, text->str);
      bytes = g_bytes_new (text->str, text->len);
      shown = wb_masker_mask_bytes (masker, bytes);

      g_assert_null (strstr (cleaned, "s3/cr\"t"));
      g_assert_null (strstr (cleaned, "two long words"));
      g_assert_true (wb_payload_is_text (shown));
      g_assert_cmpint (shown == bytes, ==,
                       strstr (text->str, "s3/cr\"t") == NULL && strstr (text->str, "two long words") == NULL);
      g_string_free (text, TRUE);
    }
}

/* A server that chooses a secret and what is sent back to it does not keep us busy for hours. */
static void
test_masker_is_quick (void)
{
  g_autoptr(WbMasker) masker = wb_masker_new ();
  g_autofree char *most = g_strnfill (60000, 'a');
  g_autofree char *secret = g_strconcat (most, "b", NULL);
  g_autofree char *text = g_strnfill (16 * 1024 * 1024, 'a');
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, 16 * 1024 * 1024);
  g_autoptr(GBytes) shown = NULL;
  gint64 begun = g_get_monotonic_time ();

  wb_masker_add (masker, secret);
  shown = wb_masker_mask_bytes (masker, bytes);
  g_assert_true (shown == bytes);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/address/build-W5", test_build);
  g_test_add_func ("/core/address/key-in-query", test_key_in_query);
  g_test_add_func ("/core/address/preview-before-login-D3", test_preview_before_login);
  g_test_add_func ("/core/address/take-secrets-C14", test_take_secrets);
  g_test_add_func ("/core/address/replace-secret-C14", test_replace_secret);
  g_test_add_func ("/core/address/servers", test_servers);
  g_test_add_func ("/core/address/recipients", test_recipients);
  g_test_add_func ("/core/address/mutations", test_mutations);
  g_test_add_func ("/core/address/masker", test_masker);
  g_test_add_func ("/core/address/masker-is-quick", test_masker_is_quick);
  g_test_add_func ("/core/address/masker-mutations", test_masker_mutations);

  return g_test_run ();
}
