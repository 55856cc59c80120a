/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections in .websocket files: read, and written without touching what has not changed. */

#include "config.h"

#include "wb-message-log.h"
#include "wb-profile-file.h"
#include "wb-test.h"
#include "wb-time.h"

#include <string.h>

/* C1, C7: as codbex documents it, with a date that is not quite ISO 8601. */
#define CODBEX                                                                                     \
  "{\n"                                                                                            \
  "  \"location\": \"/my-project/websockets/myws.websocket\",\n"                                   \
  "  \"handler\": \"my-project/websockets/my-handler.js\",\n"                                      \
  "  \"endpoint\": \"my-websocket\",\n"                                                            \
  "  \"description\": \"My Websocket\",\n"                                                         \
  "  \"createdBy\": \"admin\",\n"                                                                  \
  "  \"createdAt\": \"2022-07-06T2:24:12+0000\"\n"                                                 \
  "}\n"

static WbProfile *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = g_file_new_for_path ("/boats.websocket");
  WbProfile *profile = wb_profile_file_parse (text, strlen (text), "boats.websocket", &error);

  g_assert_no_error (error);
  wb_profile_file_set_file (profile, file);
  return profile;
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *url; /* NULL for an error */
    WbProfileFileError error;
  } table[] = {
    { "{\"endpoint\":\"wss://example.org/live\"}", "wss://example.org/live", 0 },
    { "{\"endpoint\":\" https://example.org \"}", "https://example.org", 0 },
    { "{\"endpoint\":\"stations\",\"location\":\"\"}", "", 0 },
    { "{\"endpoint\":\"/stations\",\"whereabouts\":{\"server\":\"ws://h/a/\"}}",
      "ws://h/a/stations", 0 },
    { "{\"endpoint\":\"//evil/x\",\"whereabouts\":{\"server\":\"ws://h\"}}", "ws://h/evil/x", 0 },
    { "{\"endpoint\":\" \"}", NULL, WB_PROFILE_FILE_ERROR_NO_ADDRESS },
    { "{\"endpoint\":7}", NULL, WB_PROFILE_FILE_ERROR_NO_ADDRESS },
    { "[]", NULL, WB_PROFILE_FILE_ERROR_NO_ADDRESS },
    { "{\"endpoint\":", NULL, WB_PROFILE_FILE_ERROR_SYNTAX },
    { "", NULL, WB_PROFILE_FILE_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(WbProfile) profile =
          wb_profile_file_parse (table[i].text, strlen (table[i].text), "boats.websocket", &error);

      if (table[i].url == NULL)
        {
          g_assert_error (error, WB_PROFILE_FILE_ERROR, (int) table[i].error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (wb_profile_get_url (profile), ==, table[i].url);
      g_assert_cmpstr (wb_profile_get_name (profile), ==, "boats");
    }
}

/* W9, W10: our own settings stand in a member of their own; what is wrong in it changes nothing. */
static void
test_settings (void)
{
  static const struct
  {
    const char *settings;
    WbRetention retention;
    guint limit;
  } table[] = {
    { "{\"retention\":\"prepend\",\"limit\":20}", WB_RETENTION_PREPEND, 20 },
    { "{\"retention\":\"snapshot\"}", WB_RETENTION_SNAPSHOT, WB_LOG_MAX_MESSAGES },
    { "{\"retention\":\"backwards\",\"limit\":0}", WB_RETENTION_APPEND, 0 },
    { "{\"retention\":1,\"limit\":\"20\"}", WB_RETENTION_APPEND, WB_LOG_MAX_MESSAGES },
    { "{\"limit\":-5}", WB_RETENTION_APPEND, 0 },
    { "{\"limit\":9007199254740993}", WB_RETENTION_APPEND, WB_MAX_MESSAGE_LIMIT },
    { "[]", WB_RETENTION_APPEND, WB_LOG_MAX_MESSAGES },
    { "null", WB_RETENTION_APPEND, WB_LOG_MAX_MESSAGES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"endpoint\":\"wss://example.org/\",\"whereabouts\":%s}", table[i].settings);
      g_autoptr(WbProfile) profile = parse (text);

      g_assert_cmpint (wb_profile_get_retention (profile), ==, table[i].retention);
      g_assert_cmpuint (wb_profile_get_limit (profile), ==, table[i].limit);
    }
}

/* Seconds that nobody would wait become the nearest that somebody would. */
static void
test_connect_timeout (void)
{
  static const struct
  {
    const char *value;
    guint timeout; /* ms */
  } table[] = {
    { "1", 1000 },     { "300", 300000 },
    { "0", 1000 },     { "-9007199254740993", 1000 },
    { "301", 300000 }, { "9007199254740993", 300000 },
    { "\"5\"", WB_CONNECT_TIMEOUT_MS }, { "2.5", WB_CONNECT_TIMEOUT_MS },
    { "null", WB_CONNECT_TIMEOUT_MS },  { "[5]", WB_CONNECT_TIMEOUT_MS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"endpoint\":\"wss://example.org/\",\"whereabouts\":{\"connectTimeout\":%s}}",
          table[i].value);
      g_autoptr(WbProfile) profile = parse (text);

      g_assert_cmpuint (wb_profile_get_connect_timeout (profile), ==, table[i].timeout);
    }
}

/* C14: how to connect stands there, too; but a file comes from anybody, and whom this computer
 * trusts is not for it to say. */
static void
test_request (void)
{
  g_autoptr(WbProfile) profile = parse (
      "{\"endpoint\":\"wss://example.org/\",\"whereabouts\":{\"headers\":[\"X-Boat: 7\",7],"
      "\"subprotocols\":[\"boats\"],\"origin\":\"https://example.org\",\"reconnect\":\"never\","
      "\"keepAlive\":5,\"noDataAfter\":60,\"followRedirects\":true,\"connectTimeout\":45,"
      "\"trustedCertificate\":\"00ff\",\"trusted-certificate\":\"00ff\",\"client-certificate\":\"/home/me.pem\"}}");
  g_auto(GStrv) headers = NULL;
  g_auto(GStrv) subprotocols = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *trusted = NULL;
  g_autofree char *certificate = NULL;

  g_object_get (profile, "headers", &headers, "subprotocols", &subprotocols, "origin", &origin,
                "trusted-certificate", &trusted, "client-certificate", &certificate, NULL);
  g_assert_cmpuint (g_strv_length (headers), ==, 1);
  g_assert_cmpstr (headers[0], ==, "X-Boat: 7");
  g_assert_cmpstr (subprotocols[0], ==, "boats");
  g_assert_cmpstr (origin, ==, "https://example.org");
  g_assert_cmpint (wb_profile_get_reconnect (profile), ==, WB_RECONNECT_NEVER);
  g_assert_cmpuint (wb_profile_get_keep_alive (profile), ==, 5);
  g_assert_cmpuint (wb_profile_get_no_data_after (profile), ==, 60);
  g_assert_true (wb_profile_get_follow_redirects (profile));
  g_assert_cmpuint (wb_profile_get_connect_timeout (profile), ==, 45000);
  g_assert_null (trusted);
  g_assert_null (certificate);
}

/* C2, C3, C5–C7: what other programs say is there to be shown. */
static void
test_codbex (void)
{
  g_autoptr(WbProfile) profile = parse (CODBEX);
  g_autofree char *path = wb_profile_file_dup_path (profile);
  g_autofree char *location = wb_profile_file_dup_member (profile, "location");
  g_autofree char *handler = wb_profile_file_dup_member (profile, "handler");
  g_autofree char *by = wb_profile_file_dup_member (profile, "createdBy");
  g_autofree char *at = wb_profile_file_dup_member (profile, "createdAt");
  gint64 time = 0;

  g_assert_cmpstr (wb_profile_get_name (profile), ==, "My Websocket");
  g_assert_cmpstr (path, ==, "my-websocket");
  g_assert_cmpstr (location, ==, "/my-project/websockets/myws.websocket");
  g_assert_cmpstr (handler, ==, "my-project/websockets/my-handler.js");
  g_assert_cmpstr (by, ==, "admin");
  g_assert_true (wb_time_parse (at, &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1657074252) * G_USEC_PER_SEC);
}

/* C4, G9: the path of an endpoint on a server, whatever slashes there are. */
static void
test_server (void)
{
  static const struct
  {
    const char *server;
    const char *url; /* NULL for an error */
  } table[] = {
    { "ws://your-server", "ws://your-server/my-websocket" },
    { " http://localhost:8080/websockets/v4/service/ ",
      "http://localhost:8080/websockets/v4/service/my-websocket" },
    { "wss://h//", "wss://h/my-websocket" },
    { "wss://h?x=1", "wss://h/my-websocket" },
    { "somewhere", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(WbProfile) profile = parse (CODBEX);
      gboolean is_server = wb_profile_file_set_server (profile, table[i].server, NULL);

      g_assert_true (is_server == (table[i].url != NULL));
      g_assert_cmpstr (wb_profile_get_url (profile), ==, is_server ? table[i].url : "");
    }
}

/* C8, C14: nothing changes but what was changed. */
static void
test_round_trip (void)
{
  static const struct
  {
    const char *text;
    const char *property;
    int value;
    const char *expected;
  } table[] = {
    { CODBEX, NULL, 0, CODBEX },
    { "{ \"handler\":\"h.js\",\"endpoint\" : \"ws://h/\" ,\"x\":[1.0,1e2]}\n", NULL, 0,
      "{ \"handler\":\"h.js\",\"endpoint\" : \"ws://h/\" ,\"x\":[1.0,1e2]}\n" },
    { "{\n\t\"endpoint\": \"ws://h/\"\n}", "limit", 5,
      "{\n\t\"endpoint\": \"ws://h/\",\n\t\"whereabouts\": {\n    \"limit\": 5,\n    \"version\": "
      "1\n  }\n}" },
    { "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":7,\"limit\":3,\"later\":{\"a\":1}}}",
      "limit", 5,
      "{\"endpoint\":\"ws://h/"
      "\",\"whereabouts\":{\"version\":7,\"limit\":5,\"later\":{\"a\":1}}}" },
    { "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1,\"connectTimeout\":9000}}",
      "connect-timeout", 300000,
      "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1,\"connectTimeout\":9000}}" },
    { "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1}}", "connect-timeout", 90000,
      "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1,\"connectTimeout\":90}}" },
    { "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1,\"headers\":[\"X: "
      "1\",7],\"onConnect\":[9]}}",
      "limit", 5,
      "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1,\"headers\":[\"X: "
      "1\",7],\"onConnect\":[9],"
      "\"limit\":5}}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(WbProfile) profile = parse (table[i].text);
      g_autofree char *text = NULL;

      if (table[i].property != NULL)
        g_object_set (profile, table[i].property, table[i].value, NULL);
      text = wb_profile_file_format (profile);
      g_assert_cmpstr (text, ==, table[i].expected);
    }
}

/* The codbex example after its server was given: its six members are as they were. */
static void
test_codbex_kept (void)
{
  g_autoptr(WbProfile) profile = parse (CODBEX);
  g_autofree char *text = NULL;
  g_autoptr(WbProfile) again = NULL;

  g_assert_true (wb_profile_file_set_server (profile, "ws://localhost:8080", NULL));
  text = wb_profile_file_format (profile);
  g_assert_true (
      g_str_has_prefix (text, "{\n  \"location\": \"/my-project/websockets/myws.websocket\",\n"));
  g_assert_nonnull (
      strstr (text, "  \"createdAt\": \"2022-07-06T2:24:12+0000\",\n  \"whereabouts\": {\n"));
  g_assert_nonnull (strstr (text, "  \"endpoint\": \"my-websocket\",\n"));
  again = parse (text);
  g_assert_cmpstr (wb_profile_get_url (again), ==, "ws://localhost:8080/my-websocket");

  /* Another address and another name are changes. */
  g_object_set (again, "url", "wss://elsewhere/", "name", "Boats", NULL);
  g_free (text);
  text = wb_profile_file_format (again);
  g_assert_nonnull (
      strstr (text, "  \"endpoint\": \"wss://elsewhere/\",\n  \"description\": \"Boats\",\n"));
}

/* W1, A5: a connection made here, with messages of both kinds. */
static void
test_new (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://h/{id}");
  const char *headers[] = { "X-Boat: 7", NULL };
  g_autoptr(GBytes) text_payload = g_bytes_new_static ("{\"a\":1}", 7);
  g_autoptr(GBytes) binary = g_bytes_new_static ("\0\xff", 2);
  g_autofree char *text = NULL;
  g_autoptr(WbProfile) again = NULL;
  GPtrArray *messages;

  g_object_set (profile, "name", "Föhr “7”", "headers", headers, "connect-at-start", TRUE, "colour",
                3, NULL);
  wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, text_payload);
  wb_profile_add_on_connect (profile, WB_MESSAGE_BINARY, binary);
  text = wb_profile_file_format (profile);
  again = parse (text);
  messages = wb_profile_get_on_connect (again);

  g_assert_cmpstr (wb_profile_get_url (again), ==, "wss://h/{id}");
  g_assert_cmpstr (wb_profile_get_name (again), ==, "Föhr “7”");
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_true (g_bytes_equal (((WbMessage *) messages->pdata[0])->payload, text_payload));
  g_assert_cmpint (((WbMessage *) messages->pdata[1])->kind, ==, WB_MESSAGE_BINARY);
  g_assert_true (g_bytes_equal (((WbMessage *) messages->pdata[1])->payload, binary));
}

/* Secrets have no place in a file, names of variables have. */
static void
test_secrets (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://h/");
  const char *headers[] = { "Authorization: sugar", "X-Api-Key: {{key}}", "X-Boat: 7", NULL };
  g_autofree char *text = NULL;

  g_object_set (profile, "headers", headers, "user", "anna", "password", "sugar", "bearer",
                "{{token}}", NULL);
  text = wb_profile_file_format (profile);
  g_assert_null (strstr (text, "sugar"));
  g_assert_nonnull (strstr (text, "[\"X-Api-Key: {{key}}\",\"X-Boat: 7\"]"));
  g_assert_nonnull (strstr (text, "\"bearer\": \"{{token}}\""));
}

/* W5, D3, C14: variables, query and log-in come back; of a secret only the name is written. */
static void
test_tables (void)
{
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://h/{id}");
  g_autoptr(WbVariables) variables = wb_variables_new ();
  g_autoptr(WbQuery) query = wb_query_new ();
  g_autoptr(WbLogin) login = wb_login_new ("POST", "https://h/login");
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;
  g_autoptr(WbProfile) again = NULL;
  const WbVariable *variable;

  wb_variables_set (variables, "id", "42", FALSE);
  wb_variables_set (variables, "token", "sugar", TRUE);
  wb_query_add (query, TRUE, "room", "a b");
  wb_query_add (query, FALSE, "token", "sugar");
  g_object_set (profile, "variables", variables, "query", query, "login", login, "auth-kind", WB_AUTH_HEADER,
                "key-name", "X-Api-Key", "key-value", "sugar", "cookies", "{{token}}", NULL);
  text = wb_profile_file_format (profile);
  g_assert_null (strstr (text, "sugar"));

  again = parse (text);
  g_assert_cmpuint (wb_variables_get_length (wb_profile_get_variables (again)), ==, 2);
  variable = wb_variables_get (wb_profile_get_variables (again), 0);
  g_assert_cmpstr (variable->value, ==, "42");
  variable = wb_variables_get (wb_profile_get_variables (again), 1);
  g_assert_cmpstr (variable->name, ==, "token");
  g_assert_true (variable->is_secret);
  g_assert_null (variable->value);
  g_assert_cmpstr (wb_query_get (wb_profile_get_query (again), 0)->value, ==, "a b");
  g_assert_false (wb_query_get (wb_profile_get_query (again), 1)->enabled);
  g_assert_cmpstr (wb_profile_get_login (again)->url, ==, "https://h/login");
  g_assert_cmpint (wb_profile_get_auth_kind (again), ==, WB_AUTH_HEADER);

  second = wb_profile_file_format (again);
  g_assert_cmpstr (second, ==, text);
}

/* D2: the payload for joining is written only if its secrets are variables. */
static void
test_payload (void)
{
  static const struct {
    const char *payload;
    gboolean written;
  } table[] = {
    { "{\"app_id\":\"a\",\"session_id\":\"{{session_id}}\"}", TRUE },
    { "{\"app_id\":\"a\"}", TRUE },
    { "{\"session_id\":null}", TRUE },
    { "{\"session_id\":\"sugar\"}", FALSE },
    { "{\"x\":[{\"token\":7}]}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr(WbProfile) profile = wb_profile_new ("https://h/");
      g_autofree char *text = NULL;

      g_object_set (profile, "protocol", "socket.io", "auth", table[i].payload, NULL);
      text = wb_profile_file_format (profile);
      g_assert_nonnull (strstr (text, "\"protocol\": \"socket.io\""));
      g_assert_true ((strstr (text, "authPayload") != NULL) == table[i].written);
    }
}

/* A file that is cut or damaged anywhere is refused with a sentence, or read as far as it makes
 * sense. */
static void
test_damaged (void)
{
  const char *sample =
      "{\"endpoint\":\"ws://h/\",\"whereabouts\":{\"version\":1,\"limit\":3,\"headers\":[\"X: 1\"],"
      "\"onConnect\":[\"hi\",{\"base64\":\"AP8=\"}],\"colour\":2,\"connectAtStart\":true,"
      "\"variables\":[{\"name\":\"a\",\"value\":\"b\"},{\"name\":\"c\",\"secret\":true}],"
      "\"query\":[{\"name\":\"a\",\"value\":\"b\"}],\"login\":{\"method\":\"GET\",\"url\":\"http://h/\"}}}";
  gsize length = strlen (sample);
  g_autoptr(GFile) file = g_file_new_for_path ("/boats.websocket");

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (wb_profile_file_parse (sample, cut, "boats.websocket", &error));
      g_assert_error (error, WB_PROFILE_FILE_ERROR, WB_PROFILE_FILE_ERROR_SYNTAX);
    }

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *text = g_strdup (sample);
      g_autoptr(GError) error = NULL;
      g_autoptr(WbProfile) profile = NULL;
      g_autofree char *written = NULL;

      for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
        text[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (1, 256);
      profile = wb_profile_file_parse (text, length, "boats.websocket", &error);
      g_assert_true ((profile == NULL) == (error != NULL));
      if (profile != NULL)
        wb_profile_file_set_file (profile, file);
      written = profile != NULL ? wb_profile_file_format (profile) : NULL;
      g_assert_true (profile == NULL || strcmp (written, text) == 0);
    }
}

/* C14: a value that somebody else wrote into a file goes no further. */
static void
test_told_secret (void)
{
  g_autoptr(WbProfile) profile =
      parse ("{\"endpoint\":\"wss://h/\",\"whereabouts\":{\"variables\":["
             "{\"name\":\"token\",\"secret\":true,\"value\":\"s3cret\"}]}}");
  g_autofree char *text = wb_profile_file_format (profile);

  g_assert_cmpstr (wb_variables_get (wb_profile_get_variables (profile), 0)->value, ==, "s3cret");
  g_assert_null (strstr (text, "s3cret"));
  g_assert_nonnull (strstr (text, "\"token\""));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/profile-file/parse", test_parse);
  g_test_add_func ("/core/profile-file/W9-W10-settings", test_settings);
  g_test_add_func ("/core/profile-file/connect-timeout", test_connect_timeout);
  g_test_add_func ("/core/profile-file/C14-request", test_request);
  g_test_add_func ("/core/profile-file/C2-C3-C5-C6-C7-codbex", test_codbex);
  g_test_add_func ("/core/profile-file/C4-G9-server", test_server);
  g_test_add_func ("/core/profile-file/C8-round-trip", test_round_trip);
  g_test_add_func ("/core/profile-file/C14-codbex-kept", test_codbex_kept);
  g_test_add_func ("/core/profile-file/W1-A5-new", test_new);
  g_test_add_func ("/core/profile-file/secrets", test_secrets);
  g_test_add_func ("/core/profile-file/C14-told-secret", test_told_secret);
  g_test_add_func ("/core/profile-file/W5-D3-C14-tables", test_tables);
  g_test_add_func ("/core/profile-file/D2-payload", test_payload);
  g_test_add_func ("/core/profile-file/damaged", test_damaged);
  return g_test_run ();
}
