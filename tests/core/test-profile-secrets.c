/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Secrets that were typed or pasted become variables. */

#include "config.h"

#include "wb-masker-values.h"
#include "wb-preparation.h"
#include "wb-profile-secrets.h"
#include "wb-secret-json.h"
#include "wb-secret-members.h"
#include "wb-template.h"
#include "wb-test.h"

#include <string.h>

static const struct
{
  const char *property;
  const char *typed;
  const char *after;
  const char *variable; /* NULL: nothing is taken */
  const char *value;
} texts[] = {
  { "url", "wss://h/?token=a%20b", "wss://h/?token={{token}}", "token", "a b" },
  { "password", "pw", "{{password_2}}", "password_2", "pw" },
  { "password", "{{password}}", "{{password}}", NULL, NULL },
  { "password", "", "", NULL, NULL },
  { "bearer", "abc", "{{token}}", "token", "abc" },
  { "bearer", "a{{id}}", "a{{id}}", NULL, NULL },
  { "key-value", "k", "{{api-key}}", "api-key", "k" },
  { "key-name", "X-Key", "X-Key", NULL, NULL },
  { "cookies", "a=1; b=2", "{{cookies}}", "cookies", "a=1; b=2" },
  { "user", "bob", "bob", NULL, NULL },
  { "auth", "{\"token\":\"a\\\"b\"}", "{\"token\":\"{{token}}\"}", "token", "a\"b" },
  { "auth", "{ \"pin\": 1, \"key\" : 42 }", "{ \"pin\": 1, \"key\" : {{key}} }", "key", "42" },
  { "auth", "{\"auth\":{\"user\":\"bob\"},\"x\":\"y\"}",
    "{\"auth\":{\"user\":\"{{user}}\"},\"x\":\"y\"}", "user", "bob" },
  { "auth", "{\"jwt\":[\"a\"],\"x\":[\"y\"]}", "{\"jwt\":[\"{{jwt}}\"],\"x\":[\"y\"]}", "jwt",
    "a" },
  { "auth", "{\"id\":{{id}},\"pwd\":\"a\"}", "{\"id\":{{id}},\"pwd\":\"{{pwd}}\"}", "pwd", "a" },
  { "auth", "{\"token\":{{id}}}", "{\"token\":{{id}}}", NULL, NULL },
  { "auth", "{\"token\":null,\"key\":true,\"x\":\"\\\"{{\"}",
    "{\"token\":null,\"key\":true,\"x\":\"\\\"{{\"}", NULL, NULL },
  { "auth", "{token: 'a'}", "{{auth}}", "auth", "{token: 'a'}" },
  { "auth", "{x: 'a'}", "{x: 'a'}", NULL, NULL },
  { "auth", "", "", NULL, NULL },
};

static WbProfile *
make_profile (void)
{
  WbProfile *profile = wb_profile_new ("wss://h/");
  g_autoptr(WbVariables) variables = wb_variables_new ();

  wb_variables_set (variables, "id", "7", FALSE);
  wb_variables_set (variables, "password", "old", TRUE);
  g_object_set (profile, "variables", variables, NULL);
  return profile;
}

/* Asserts that @name is a secret variable of @profile with @value; if it is NULL, that there is no
 * new one. */
static void
check_variable (WbProfile *profile,
                const char *name,
                const char *value)
{
  const WbVariables *variables = wb_profile_get_variables (profile);
  const WbVariable *variable =
      name != NULL ? wb_variables_find (variables, name, strlen (name)) : NULL;

  g_assert_cmpstr (wb_variables_find (variables, "password", 8)->value, ==, "old");
  g_assert_cmpstr (wb_variables_find (variables, "id", 2)->value, ==, "7");
  g_assert_cmpuint (wb_variables_get_length (variables), ==, name != NULL ? 3 : 2);
  if (name == NULL)
    return;
  g_assert_nonnull (variable);
  g_assert_true (variable->is_secret);
  g_assert_cmpstr (variable->value, ==, value);
}

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(WbProfile) profile = make_profile ();
      g_autofree char *after = NULL;

      g_object_set (profile, texts[i].property, texts[i].typed, NULL);
      g_assert_cmpint (wb_profile_take_secrets (profile), ==, texts[i].variable != NULL);
      g_assert_false (wb_profile_take_secrets (profile));

      g_object_get (profile, texts[i].property, &after, NULL);
      g_assert_cmpstr (after, ==, texts[i].after);
      if (g_str_equal (texts[i].property, "auth"))
        {
          g_assert_cmpint (wb_secret_is_in_json (texts[i].typed), ==, texts[i].variable != NULL);
          g_assert_false (wb_secret_is_in_json (after));
        }
      check_variable (profile, texts[i].variable, texts[i].value);
    }
}

static const struct
{
  const char *line;
  const char *after;
  const char *variable;
  const char *value;
} headers[] = {
  { "Authorization:  Bearer abc ", "Authorization: {{Authorization}}", "Authorization",
    "Bearer abc" },
  { "X-Api-Key: {{id}}", "X-Api-Key: {{id}}", NULL, NULL },
  { "X-Token:", "X-Token:", NULL, NULL },
  { "Accept: x", "Accept: x", NULL, NULL },
  { "no token", "no token", NULL, NULL },
};

static void
test_headers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr(WbProfile) profile = make_profile ();
      const char *const lines[] = { "First: 1", headers[i].line, NULL };
      g_auto(GStrv) after = NULL;

      g_object_set (profile, "headers", lines, NULL);
      g_assert_cmpint (wb_profile_take_secrets (profile), ==, headers[i].variable != NULL);
      g_object_get (profile, "headers", &after, NULL);
      g_assert_cmpstr (after[0], ==, "First: 1");
      g_assert_cmpstr (after[1], ==, headers[i].after);
      check_variable (profile, headers[i].variable, headers[i].value);
    }
}

static void
test_query (void)
{
  g_autoptr(WbProfile) profile = make_profile ();
  g_autoptr(WbQuery) query = wb_query_new ();
  const WbQuery *after;

  wb_query_add (query, TRUE, "x", "1");
  wb_query_add (query, FALSE, "api key", "a b");
  g_object_set (profile, "query", query, NULL);
  g_assert_true (wb_profile_take_secrets (profile));
  g_assert_false (wb_profile_take_secrets (profile));

  after = wb_profile_get_query (profile);
  g_assert_cmpstr (wb_query_get (after, 0)->value, ==, "1");
  g_assert_false (wb_query_get (after, 1)->enabled);
  g_assert_cmpstr (wb_query_get (after, 1)->value, ==, "{{api_key}}");
  check_variable (profile, "api_key", "a b");
}

static const struct
{
  const char *url;
  WbLoginBody kind;
  const char *body;
  const char *url_after;
  const char *body_after;
  const char *variable;
  const char *value;
} logins[] = {
  { "https://h/l?key=a%20b#f", WB_LOGIN_BODY_NONE, NULL, "https://h/l?key={{key}}#f", NULL, "key",
    "a b" },
  { "https://bob:p%21@h/l", WB_LOGIN_BODY_NONE, NULL, "https://bob:{{password_2}}@h/l", NULL,
    "password_2", "p%21" },
  { "https://bob:{{id}}@h/l", WB_LOGIN_BODY_NONE, NULL, "https://bob:{{id}}@h/l", NULL, NULL,
    NULL },
  { "{{id}}/l", WB_LOGIN_BODY_NONE, NULL, "{{id}}/l", NULL, NULL, NULL },
  { "https://h/", WB_LOGIN_BODY_FORM, "user=bob&pass=a+b%2b", "https://h/",
    "user=bob&pass={{pass}}", "pass", "a b+" },
  { "https://h/", WB_LOGIN_BODY_JSON, "{\"user\":\"bob\",\"pass\":\"a+b\"}", "https://h/",
    "{\"user\":\"bob\",\"pass\":\"{{pass}}\"}", "pass", "a+b" },
  { "https://h/", WB_LOGIN_BODY_JSON, "{\"user\":\"bob\"}", "https://h/", "{\"user\":\"bob\"}",
    NULL, NULL },
};

static void
test_logins (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr(WbProfile) profile = make_profile ();
      g_autoptr(WbLogin) login = wb_login_new ("POST", logins[i].url);
      const WbLogin *after;

      login->body_kind = logins[i].kind;
      login->body = g_strdup (logins[i].body);
      g_object_set (profile, "login", login, NULL);
      g_assert_cmpint (wb_profile_take_secrets (profile), ==, logins[i].variable != NULL);
      g_assert_false (wb_profile_take_secrets (profile));

      after = wb_profile_get_login (profile);
      g_assert_cmpstr (after->url, ==, logins[i].url_after);
      g_assert_cmpstr (after->body, ==, logins[i].body_after);
      check_variable (profile, logins[i].variable, logins[i].value);
    }
}

static const struct
{
  const char *text;
  const char *after;
  const char *variable;
  const char *value;
} messages[] = {
  { "{\"type\":\"auth\", \"token\" : \"abc\"}", "{\"type\":\"auth\", \"token\" : \"{{token}}\"}",
    "token", "abc" },
  { " [\"join\",{\"pwd\":\"a\\\"b\",\"x\":1.50}]\n", " [\"join\",{\"pwd\":\"{{pwd}}\",\"x\":1.50}]\n",
    "pwd", "a\"b" },
  { "{\"token\":\"{{password}}\",\"id\":{{id}}}", "{\"token\":\"{{password}}\",\"id\":{{id}}}", NULL,
    NULL },
  { "token abc", "token abc", NULL, NULL },
  { "{token: 'abc'}", "{token: 'abc'}", NULL, NULL },
  { "", "", NULL, NULL },
};

static char *
dup_text (WbMessage *message)
{
  gsize length;
  const char *data = wb_message_get_text (message, &length);

  return g_strndup (data, length);
}

/* The first message is how many servers are logged in at. */
static void
test_messages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr(WbProfile) profile = make_profile ();
      g_autoptr(GBytes) payload = g_bytes_new (messages[i].text, strlen (messages[i].text));
      WbMessage *const *found;
      g_autofree char *text = NULL;
      g_autofree char *binary = NULL;

      wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, payload);
      wb_profile_add_on_connect (profile, WB_MESSAGE_BINARY, payload);
      g_assert_cmpint (wb_profile_take_secrets (profile), ==, messages[i].variable != NULL);
      g_assert_false (wb_profile_take_secrets (profile));

      found = (WbMessage **)wb_profile_get_on_connect (profile)->pdata;
      text = dup_text (found[0]);
      binary = dup_text (found[1]);
      g_assert_cmpstr (text, ==, messages[i].after);
      g_assert_cmpstr (binary, ==, messages[i].text);
      check_variable (profile, messages[i].variable, messages[i].value);
    }
}

/* What is offered to be sent is saved as well. */
static void
test_sample (void)
{
  g_autoptr(WbProfile) profile = make_profile ();
  g_autofree char *sample = NULL;

  g_object_set (profile, "sample-request", "{\"token\":\"abc\"}", NULL);
  g_assert_true (wb_profile_take_secrets (profile));
  g_object_get (profile, "sample-request", &sample, NULL);
  g_assert_cmpstr (sample, ==, "{\"token\":\"{{token}}\"}");
  check_variable (profile, "token", "abc");
}

/* What a log-in brings gets a variable of its own, which takes the place of no other. */
static void
test_picks (void)
{
  g_autoptr(WbProfile) profile = make_profile ();
  g_autoptr(WbLogin) login = wb_login_new ("POST", "https://h/");
  const char *const picks[] = { "token=result.token", NULL };

  login->picks = g_strdupv ((char **) picks);
  g_object_set (profile, "login", login, "bearer", "mine", NULL);
  g_assert_true (wb_profile_take_secrets (profile));
  check_variable (profile, "token_2", "mine");
}

/* What was never saved is shown no more than that. */
static void
test_hidden (void)
{
  g_autoptr(WbProfile) profile = make_profile ();
  g_autoptr(WbLogin) login = wb_login_new ("POST", "https://h/?ticket=t1");
  g_autoptr(WbMasker) masker = wb_masker_new ();
  g_autofree char *text = NULL;

  login->body_kind = WB_LOGIN_BODY_FORM;
  login->body = g_strdup ("user=bob&pwd=p2");
  g_object_set (profile, "login", login, "auth", "{\"token\":\"a3\",\"app\":\"b4\"}", NULL);
  wb_masker_add_literals (masker, profile);
  text = wb_masker_mask (masker, "t1 bob p2 a3 b4 old 7");
  g_assert_cmpstr (text, ==, "••• bob ••• ••• b4 old 7");
}

/*
 * What is sent stays the same
 */

static void
prepared_cb (gpointer data,
             WbProfile *profile,
             GError *error)
{
  g_assert_no_error (error);
  *(WbProfile **) data = g_object_ref (profile);
}

static char *
describe (WbProfile *profile)
{
  g_autoptr(WbProfile) prepared = NULL;
  WbRegistry *registry = wb_registry_new ();
  WbPreparation *preparation = wb_preparation_new (registry, prepared_cb, &prepared);
  g_auto(GStrv) lines = NULL;
  g_autofree char *password = NULL;
  g_autofree char *all = NULL;
  char *text;

  wb_preparation_start (preparation, profile);
  g_assert_nonnull (prepared);
  g_object_get (prepared, "headers", &lines, "password", &password, NULL);
  all = g_strjoinv ("|", lines);
  text = g_strdup_printf ("%s %s %s %s", wb_profile_get_url (prepared), all, password,
                          wb_profile_get_events (prepared)->auth);
  wb_preparation_free (preparation);
  wb_registry_free (registry);
  return text;
}

static char *
expand_first (WbProfile *profile)
{
  WbMessage *message = g_ptr_array_index (wb_profile_get_on_connect (profile), 0);
  g_autoptr(GBytes) expanded =
      wb_template_expand_message (message->payload, wb_profile_get_variables (profile), NULL);
  gsize length;
  const char *data = g_bytes_get_data (expanded, &length);

  return g_strndup (data, length);
}

/* So does what is sent first, byte for byte. */
static void
test_message_sent (void)
{
  static const char text[] = "{ \"password\":\"p\\\"w\\n\",\"key\":1.50, \"x\":\"{{no}}\"}";
  g_autoptr(WbProfile) profile = make_profile ();
  g_autoptr(GBytes) payload = g_bytes_new_static (text, strlen (text));
  g_autofree char *after = NULL;

  wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, payload);
  g_assert_true (wb_profile_take_secrets (profile));
  after = expand_first (profile);
  g_assert_cmpstr (after, ==, text);
}

static char *
mask (WbProfile *profile,
      const char *words)
{
  g_autoptr(WbProfile) prepared = NULL;
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, words);
  g_autoptr(GError) cleaned = NULL;
  WbRegistry *registry = wb_registry_new ();
  WbPreparation *preparation = wb_preparation_new (registry, prepared_cb, &prepared);

  wb_preparation_start (preparation, profile);
  cleaned = wb_preparation_clean_error (preparation, error);
  wb_preparation_free (preparation);
  wb_registry_free (registry);
  return g_strdup (cleaned->message);
}

/* However short it is, what was typed into the field for cookies is a secret. */
static void
test_cookies (void)
{
  g_autoptr(WbProfile) profile = make_profile ();
  const char *const lines[] = { "Cookie: c=c3; d=d4", NULL };
  g_autofree char *text = NULL;

  g_object_set (profile, "auth-kind", WB_AUTH_COOKIES, "cookies", "a=a1; b=b2", "headers", lines, NULL);
  text = mask (profile, "a1, b2, c3 and d4 are unknown");
  g_assert_cmpstr (text, ==, "•••, •••, ••• and ••• are unknown");
}

static void
test_sent (void)
{
  g_autoptr(WbProfile) profile = make_profile ();
  g_autoptr(WbQuery) query = wb_query_new ();
  const char *const lines[] = { "X-Token: a, b", "Accept: {{id}}", NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  wb_query_add (query, TRUE, "ticket", "\xc3\xbc&");
  g_object_set (profile, "url", "wss://h/?token=a%26b", "query", query, "headers", lines, "user",
                "bob", "password", "p\"w", "auth", "{\"token\":\"x\\\"y\\n\",\"key\":1.50}", NULL);
  before = describe (profile);
  g_assert_true (wb_profile_take_secrets (profile));
  after = describe (profile);

  g_assert_cmpstr (after, ==, before);
}

static const char *const pieces[] = {
  "{", "}", "\"", "\"token\":", "\"s3cret\"", "{{id}}", "{{",     "}}", "\\",
  ",", "[", "]",  "12",         "token=",     "&",      "\"x\":", ":",  "\xc3\xbc"
};

/* Whatever it is, it ends, and what comes out is stable and means the same. */
static void
test_mutations (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(WbVariables) variables = wb_variables_new ();
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *json = NULL;
      g_autofree char *again = NULL;
      g_autofree char *form = NULL;

      for (int n = g_rand_int_range (random, 0, 14); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      json = wb_secret_take_json (variables, "auth", text->str);
      again = wb_secret_take_json (variables, "auth", json);
      form = wb_secret_take_form (variables, text->str);
      g_assert_cmpstr (again, ==, json);
      g_assert_true (g_utf8_validate (form, -1, NULL));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/profile-secrets/C14-texts", test_texts);
  g_test_add_func ("/core/profile-secrets/C14-headers", test_headers);
  g_test_add_func ("/core/profile-secrets/C14-query", test_query);
  g_test_add_func ("/core/profile-secrets/C14-logins", test_logins);
  g_test_add_func ("/core/profile-secrets/C14-messages", test_messages);
  g_test_add_func ("/core/profile-secrets/C14-sample", test_sample);
  g_test_add_func ("/core/profile-secrets/D3-picks", test_picks);
  g_test_add_func ("/core/profile-secrets/C14-hidden", test_hidden);
  g_test_add_func ("/core/profile-secrets/C14-cookies", test_cookies);
  g_test_add_func ("/core/profile-secrets/C14-sent", test_sent);
  g_test_add_func ("/core/profile-secrets/C14-message-sent", test_message_sent);
  g_test_add_func ("/core/profile-secrets/mutations", test_mutations);

  return g_test_run ();
}
