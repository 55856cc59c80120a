/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Who connects: log-ins, ways to authenticate, and that no secret is shown. */

#include "config.h"

#include "wb-connection-world.h"
#include "wb-failure.h"
#include "wb-net.h"
#include "wb-raw-server.h"
#include "wb-server.h"
#include "wb-test.h"

#include <string.h>

/* A server that answers requests to /login with a text of its own, and refuses all others, repeating
 * what they said. */
typedef struct {
  WbRawServer *server;
  const char *answer; /* NULL: none at all */
  char *login;        /* the last request of each kind */
  char *opening;
  guint n_logins;
} Server;

static void
serve (WbRawPeer *peer,
       gconstpointer data)
{
  Server *server = (Server *) data;
  g_autofree char *request = wb_raw_peer_read_request (peer);
  g_autofree char *refusal = NULL;
  char **kept = strstr (request, " /login") != NULL ? &server->login : &server->opening;

  g_free (*kept);
  *kept = g_strdup (request);
  if (kept == &server->login)
    {
      server->n_logins++;
      if (server->answer != NULL)
        wb_raw_peer_write (peer, server->answer, strlen (server->answer));
      else
        wb_raw_peer_read_rest (peer);
      return;
    }

  refusal = g_strdup_printf ("HTTP/1.1 403 Forbidden\r\nX-Echo: %.*s\r\nContent-Length: %zu\r\n\r\n%s",
                             (int) strcspn (request, "\r"), request, strlen (request), request);
  wb_raw_peer_write (peer, refusal, strlen (refusal));
}

static void
server_init (Server *self,
             const char *answer)
{
  *self = (Server){ .answer = answer };
  self->server = wb_raw_server_new (NULL, serve, self);
}

static void
server_clear (Server *self)
{
  wb_raw_server_free (self->server);
  g_free (self->login);
  g_free (self->opening);
}

static void
start (World *world,
       const char *url,
       const char *path)
{
  g_autofree char *whole = g_strconcat (url, path, NULL);

  world_init (world, whole);
  wb_net_register (world->registry);
}

static void
set_variable (World *world,
              const char *name,
              const char *value,
              gboolean is_secret)
{
  g_autoptr(WbVariables) variables = wb_variables_copy (wb_profile_get_variables (world->profile));

  g_assert_true (wb_variables_set (variables, name, value, is_secret));
  g_object_set (world->profile, "variables", variables, NULL);
}

static void
set_login (World *world,
           Server *server,
           const char *pick)
{
  g_autofree char *url =
      g_strdup_printf ("http://127.0.0.1:%u/login", wb_raw_server_get_port (server->server));
  g_autoptr(WbLogin) login = wb_login_new ("POST", url);
  const char *const picks[] = { pick, NULL };

  login->picks = g_strdupv ((char **) picks);
  g_object_set (world->profile, "login", login, NULL);
}

/* Returns what is said of it. */
static const char *
open_and_fail (World *world,
               WbFailure failure)
{
  const GError *error;

  wb_connection_open (world->connection);
  wb_test_await (wb_connection_get_error (world->connection) != NULL);
  error = wb_connection_get_error (world->connection);
  g_assert_error (error, WB_FAILURE, (int) failure);
  return error->message;
}

/*
 * Ways to authenticate
 */

static const struct {
  WbAuth kind;
  const char *sent;
} kinds[] = {
  { WB_AUTH_FILLED, "\r\nAuthorization: Bearer bear er\"secret\r\n" },
  { WB_AUTH_NONE, NULL },
  { WB_AUTH_BASIC, "\r\nAuthorization: Basic amFuZTpwYXNzIndvcmQ=\r\n" },
  { WB_AUTH_BEARER, "\r\nAuthorization: Bearer bear er\"secret\r\n" },
  { WB_AUTH_HEADER, "\r\nX-Plain: key/sec ret\r\n" },
  { WB_AUTH_QUERY, "GET /path/ws?X-Plain=key%2Fsec%20ret HTTP" },
  { WB_AUTH_COOKIES, "\r\nCookie: a=cookie-secret; b=2\r\n" },
};

static const char *const values[] = { "bear er", "pass\"word", "key/sec", "key%2Fsec", "cookie-secret",
                                      "amFuZTpwYXNzIndvcmQ" };

/* Exactly what was chosen is sent, and none of it is shown, though the server repeats it. */
static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      Server server;
      World world;

      server_init (&server, NULL);
      start (&world, wb_raw_server_get_url (server.server), "/ws");
      set_variable (&world, "p", "pass\"word", TRUE);
      g_object_set (world.profile, "auth-kind", kinds[i].kind, "user", "jane", "password", "{{p}}", "bearer",
                    "bear er\"secret", "key-name", "X-Plain", "key-value", "key/sec ret", "cookies",
                    "a=cookie-secret; b=2", NULL);
      /* What is not chosen may name what nobody knows. */
      if (kinds[i].kind == WB_AUTH_COOKIES)
        g_object_set (world.profile, "bearer", "{{nobody}}", NULL);
      open_and_fail (&world, WB_FAILURE_FORBIDDEN);

      if (kinds[i].sent != NULL)
        g_assert_nonnull (strstr (server.opening, kinds[i].sent));
      for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
        if (kinds[j].sent != NULL && (kinds[i].sent == NULL || !g_str_equal (kinds[i].sent, kinds[j].sent)))
          g_assert_null (strstr (server.opening, kinds[j].sent));
      for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
        g_assert_null (strstr (world.log->str, values[j]));
      world_clear (&world);
      server_clear (&server);
    }
}

/* Variables in the path, a header that looks harmless, the query. */
static void
test_variables (void)
{
  const char *const headers[] = { "X-Harmless: <{{token}}>", NULL };
  g_autoptr(WbQuery) query = wb_query_new ();
  Server server;
  World world;

  server_init (&server, NULL);
  start (&world, wb_raw_server_get_url (server.server), "/ws/{room}/{{token}}");
  set_variable (&world, "room", "a b", FALSE);
  set_variable (&world, "token", "t0p/s3cret", TRUE);
  wb_query_add (query, TRUE, "q", "{{token}}");
  g_object_set (world.profile, "headers", headers, "query", query, NULL);
  open_and_fail (&world, WB_FAILURE_FORBIDDEN);

  g_assert_nonnull (strstr (server.opening, "GET /path/ws/a%20b/t0p%2Fs3cret?q=t0p%2Fs3cret HTTP"));
  g_assert_nonnull (strstr (server.opening, "\r\nX-Harmless: <t0p/s3cret>\r\n"));
  g_assert_nonnull (strstr (world.log->str, "path/ws/a%20b/•••?q=•••"));
  g_assert_nonnull (strstr (world.log->str, "X-Harmless: <•••>"));
  g_assert_null (strstr (world.log->str, "s3cret"));
  world_clear (&world);
  server_clear (&server);
}

/* Nothing is sent before all names are known. */
static void
test_unknown_variable (void)
{
  Server server;
  World world;

  server_init (&server, NULL);
  start (&world, wb_raw_server_get_url (server.server), "/ws/{{room}}");
  open_and_fail (&world, WB_FAILURE_VARIABLE);
  g_assert_nonnull (strstr (world.log->str, "There is no variable called “room”."));
  g_assert_cmpuint (wb_raw_server_get_n_clients (server.server), ==, 0);

  g_object_set (world.profile, "url", wb_raw_server_get_url (server.server), NULL);
  set_variable (&world, "password", NULL, TRUE);
  g_object_set (world.profile, "bearer", "{{password}}", NULL);
  wb_connection_open (world.connection);
  wb_test_await (strstr (world.log->str, "The secret “password” has no value.") != NULL);
  world_clear (&world);
  server_clear (&server);
}

static void
message_cb (WbServer *server,
            guint client,
            guint kind,
            GBytes *payload,
            GString *received)
{
  g_string_append_len (received, g_bytes_get_data (payload, NULL), (gssize) g_bytes_get_size (payload));
  g_string_append_c (received, '\n');
  wb_server_reply (server, client, (WbMessageKind) kind, payload);
}

/* W5: the server gets values, the log has none; what comes back is not altered, and what is sent back
 * names variables without meaning them. */
static void
test_messages (void)
{
  g_autoptr(WbServer) server = wb_server_new ();
  g_autoptr(GBytes) on_connect = g_bytes_new_static ("hello {{token}}", 15);
  g_autoptr(GBytes) literal = g_bytes_new_static ("{{token}}", 9);
  g_autoptr(WbMessage) back = wb_message_new (WB_DIRECTION_RECEIVED, WB_MESSAGE_TEXT, 0, literal);
  GString *received = g_string_new (NULL);
  World world;

  g_assert_true (wb_server_listen (server, 0, NULL));
  g_signal_connect (server, "message", G_CALLBACK (message_cb), received);
  start (&world, wb_server_get_url (server), "");
  set_variable (&world, "token", "t0p\"s3cret", TRUE);
  wb_profile_add_on_connect (world.profile, WB_MESSAGE_TEXT, on_connect);
  wb_connection_open (world.connection);
  wb_test_await (wb_connection_get_state (world.connection) == WB_STATE_OPEN);
  wb_connection_send_text (world.connection, "{\"t\":\"{{token}}\",\"x\":\"{{x}}\"}", -1, NULL);
  wb_connection_send_text (world.connection, "pasted t0p\"s3cret", -1, NULL);
  wb_connection_send_back (world.connection, back, NULL);
  wb_test_await (wb_connection_get_received (world.connection) == 4);

  g_assert_cmpstr (received->str, ==,
                   "hello t0p\"s3cret\n{\"t\":\"t0p\\\"s3cret\",\"x\":\"{{x}}\"}\n"
                   "pasted t0p\"s3cret\n{{token}}\n");
  g_assert_nonnull (strstr (world.log->str, "hello •••\n{\"t\":\"•••\",\"x\":\"{{x}}\"}\npasted •••\n{{token}}\n"));
  g_assert_null (strstr (world.log->str, "s3cret"));
  world_clear (&world);
  g_string_free (received, TRUE);
}

/*
 * Logging in
 */

#define COOKIE "Set-Cookie: sid=abcdef-123456; Path=/; HttpOnly\r\n"
#define OTHER_COOKIES \
  "Set-Cookie: elsewhere=1; Domain=example.org\r\nSet-Cookie: deep=1; Path=/deeper\r\n" \
  "Set-Cookie: safe=1; Secure\r\n"

static const char success[] =
    "HTTP/1.1 200 OK\r\n" COOKIE OTHER_COOKIES "Content-Length: 35\r\n\r\n"
    "{\"result\":{\"token\":\"fresh-secret\"}}";

/* D3: the cookies that belong to the server go along, and so does what was read from the answer. */
static void
test_login (void)
{
  const char *const headers[] = { "cookie: mine=1", NULL };
  Server server;
  World world;

  server_init (&server, success);
  start (&world, wb_raw_server_get_url (server.server), "/ws?t={{token}}");
  g_object_set (world.profile, "headers", headers, NULL);
  set_login (&world, &server, "token=result.token");
  open_and_fail (&world, WB_FAILURE_FORBIDDEN);

  g_assert_true (g_str_has_prefix (server.login, "POST /login HTTP"));
  g_assert_nonnull (strstr (server.opening, "GET /path/ws?t=fresh-secret HTTP"));
  g_assert_nonnull (strstr (server.opening, "\r\nCookie: mine=1; sid=abcdef-123456\r\n"));
  g_assert_null (strstr (world.log->str, "fresh-secret"));
  g_assert_null (strstr (world.log->str, "abcdef-123456"));
  world_clear (&world);
  server_clear (&server);
}

static const struct {
  const char *answer;
  WbFailure failure;
  gboolean again;
  const char *words;
} failures[] = {
  { "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_LOGIN_REFUSED, FALSE,
    "did not accept the log-in (401 Unauthorized)" },
  { "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_LOGIN_REFUSED, FALSE, "(403 Forbidden)" },
  { "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_LOGIN_STATUS, FALSE, "(404 Not Found)" },
  { "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", WB_FAILURE_LOGIN_BUSY, TRUE,
    "(503 Service Unavailable)" },
  { "HTTP/1.1 302 Found\r\nLocation: http://evil.example/?token=abc\r\n" COOKIE "Content-Length: 0\r\n\r\n",
    WB_FAILURE_LOGIN_REDIRECT, FALSE, "on to http://evil.example/?token=•••, which is never followed" },
  { "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", WB_FAILURE_LOGIN_NOT_JSON, FALSE, "else than JSON" },
  { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", WB_FAILURE_LOGIN_MISSING, FALSE, "“result.token”" },
  { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}", WB_FAILURE_HANGS_UP, FALSE, "Logging in failed." },
  { "no HTTP\r\n\r\n", WB_FAILURE_NOT_WEBSOCKET, FALSE, "Logging in failed." },
};

/* Each failure has its sentence, and is tried again or not. */
static void
test_login_failures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      Server server;
      World world;
      const char *words;

      server_init (&server, failures[i].answer);
      start (&world, wb_raw_server_get_url (server.server), "/ws");
      set_login (&world, &server, "token=result.token");
      words = open_and_fail (&world, failures[i].failure);

      g_assert_nonnull (strstr (words, failures[i].words));
      g_assert_cmpint (wb_connection_get_state (world.connection), ==,
                       failures[i].again ? WB_STATE_WAITING : WB_STATE_CLOSED);
      g_assert_null (server.opening);
      world_clear (&world);
      server_clear (&server);
    }
}

/* A form is often answered by a cookie and the way to a page. */
static void
test_login_form_redirect (void)
{
  Server server;
  World world;

  server_init (&server, "HTTP/1.1 303 See Other\r\nLocation: /home\r\n" COOKIE "Content-Length: 0\r\n\r\n");
  start (&world, wb_raw_server_get_url (server.server), "/ws");
  set_login (&world, &server, NULL);
  open_and_fail (&world, WB_FAILURE_FORBIDDEN);

  g_assert_nonnull (strstr (server.opening, "\r\nCookie: sid=abcdef-123456\r\n"));
  g_assert_cmpuint (server.n_logins, ==, 1);
  world_clear (&world);
  server_clear (&server);
}

static void
test_login_too_big (void)
{
  g_autofree char *filling = g_strnfill (WB_LOGIN_MAX_ANSWER_BYTES + 1, ' ');
  g_autofree char *answer = g_strconcat ("HTTP/1.1 200 OK\r\n\r\n", filling, NULL);
  Server server;
  World world;

  server_init (&server, answer);
  start (&world, wb_raw_server_get_url (server.server), "/ws");
  set_login (&world, &server, NULL);
  open_and_fail (&world, WB_FAILURE_LOGIN_TOO_BIG);
  world_clear (&world);
  server_clear (&server);
}

static void
test_login_timeout (void)
{
  Server server;
  World world;

  server_init (&server, NULL);
  start (&world, wb_raw_server_get_url (server.server), "/ws");
  set_login (&world, &server, NULL);
  g_object_set (world.profile, "connect-timeout", 50, NULL);
  open_and_fail (&world, WB_FAILURE_TIMEOUT);
  world_clear (&world);
  server_clear (&server);
}

/* Closing gives up at once, and so does the end of the program. */
static void
test_login_closed (void)
{
  Server server;
  World world;

  server_init (&server, NULL);
  start (&world, wb_raw_server_get_url (server.server), "/ws");
  set_login (&world, &server, NULL);
  wb_connection_open (world.connection);
  wb_test_await (server.n_logins == 1);
  wb_connection_close (world.connection, 1000, NULL);
  wb_test_await (wb_connection_get_state (world.connection) == WB_STATE_CLOSED);
  g_assert_null (wb_connection_get_error (world.connection));

  wb_connection_open (world.connection);
  wb_test_await (server.n_logins == 2);
  world_clear (&world);
  server_clear (&server);
}

static void
test_login_address (void)
{
  static const char *const urls[] = { "ftp://example.org/", "nothing", "file:///etc/passwd", "http://" };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(WbLogin) login = wb_login_new ("POST", urls[i]);
      World world;

      start (&world, "ws://127.0.0.1:9/", "");
      g_object_set (world.profile, "login", login, NULL);
      open_and_fail (&world, WB_FAILURE_LOGIN_ADDRESS);
      world_clear (&world);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/login/kinds-C14", test_kinds);
  g_test_add_func ("/net/login/variables-W5", test_variables);
  g_test_add_func ("/net/login/unknown-variable-D3", test_unknown_variable);
  g_test_add_func ("/net/login/messages-W5", test_messages);
  g_test_add_func ("/net/login/success-D3", test_login);
  g_test_add_func ("/net/login/failures", test_login_failures);
  g_test_add_func ("/net/login/form-redirect", test_login_form_redirect);
  g_test_add_func ("/net/login/too-big", test_login_too_big);
  g_test_add_func ("/net/login/timeout", test_login_timeout);
  g_test_add_func ("/net/login/closed", test_login_closed);
  g_test_add_func ("/net/login/address", test_login_address);

  return g_test_run ();
}
