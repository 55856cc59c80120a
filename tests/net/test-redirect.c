/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Servers that send a connection on: what is followed, and what goes along. */

#include "config.h"

#include "wb-hop.h"
#include "wb-raw-server.h"
#include "wb-test-client.h"
#include "wb-test.h"
#include "wb-url.h"

#include <string.h>

#define SECRET "hunter2hunter2"

/* A server that sends on whoever asks for anything but /end; there it opens, at /silent it says
 * nothing. */
typedef struct {
  WbRawServer *server;
  int status;
  char *location;
  GMutex lock;
  GString *requests;
} World;

static void
serve (WbRawPeer *peer,
       gconstpointer data)
{
  World *self = (World *) data;
  g_autofree char *request = wb_raw_peer_read_request (peer);
  g_autofree char *answer = NULL;

  g_mutex_lock (&self->lock);
  g_string_append (self->requests, request);
  g_mutex_unlock (&self->lock);
  if (strstr (request, "/silent") != NULL)
    wb_raw_peer_read_rest (peer);
  else if (strstr (request, "/end") != NULL)
    {
      wb_raw_peer_agree (peer, request, NULL);
      wb_raw_peer_answer_pings (peer, NULL);
    }
  else
    {
      answer = g_strdup_printf ("HTTP/1.1 %d On\r\nLocation: %s\r\nContent-Length: 5\r\n\r\nwords", self->status,
                                self->location);
      wb_raw_peer_write (peer, answer, strlen (answer));
    }
}

static World *
world_new (const char *certificate)
{
  World *self = g_new0 (World, 1);

  g_mutex_init (&self->lock);
  self->status = 302;
  self->requests = g_string_new (NULL);
  self->server = wb_raw_server_new (certificate, serve, self);
  return self;
}

static void
world_free (World *self)
{
  wb_raw_server_free (self->server);
  g_string_free (self->requests, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self->location);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* Sends everybody on to @location, in which PORT stands for the port of @target. */
static void
send_on (World *self,
         const char *location,
         World *target)
{
  g_autofree char *port = g_strdup_printf ("%u", wb_raw_server_get_port (target->server));
  g_auto(GStrv) parts = g_strsplit (location, "PORT", -1);

  g_free (self->location);
  self->location = g_strjoinv (port, parts);
}

static WbTestClient *
new_client (World *world)
{
  const char *const headers[] = { "X-Plain: value", "X-Api-Key: " SECRET, "Cookie: a=" SECRET,
                                  "X-Named: x " SECRET, NULL };
  const char *const subprotocols[] = { "v1", "bearer." SECRET, NULL };
  g_autofree char *url = g_strconcat (wb_raw_server_get_url (world->server), "?token=" SECRET, NULL);
  WbTestClient *client = wb_test_client_new (url);
  g_autoptr(WbVariables) variables = wb_variables_new ();

  wb_variables_set (variables, "any", SECRET, TRUE);
  g_object_set (client->profile, "follow-redirects", TRUE, "bearer", SECRET, "headers", headers, "subprotocols",
                subprotocols, "variables", variables, "connect-timeout", 10000, NULL);
  return client;
}

static void
assert_opens (WbTestClient *client,
              const char *end)
{
  g_autofree char *words = NULL;

  wb_test_client_open (client);
  wb_test_await (client->opened != NULL || client->closed != NULL);
  g_assert_no_error (client->failure);
  if (strstr (client->opened->handshake->url, end) == NULL)
    g_error ("“%s” is not in: %s", end, client->opened->handshake->url);
  g_assert_null (strstr (client->opened->handshake->url, SECRET));
  g_assert_cmpuint (client->opened->handshake->redirects, >, 0);
  words = wb_state_change_describe (client->opened);
  g_assert_nonnull (strstr (words, client->opened->handshake->url));
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
}

/* The same server, however it is named: all that it was told before it is told again. */
static void
test_followed (void)
{
  static const struct {
    int status;
    const char *location;
  } rows[] = {
    { 301, "/end" },
    { 302, "end" },
    { 303, "//127.0.0.1:PORT/end" },
    { 307, "ws://127.0.0.1:PORT/end" },
    { 308, "HTTP://127.0.0.1:PORT/end#there" },
    { 302, "/end?token=" SECRET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(World) world = world_new (NULL);
      g_autoptr(WbTestClient) client = new_client (world);
      const char *second;

      world->status = rows[i].status;
      send_on (world, rows[i].location, world);
      assert_opens (client, "/end");
      g_assert_cmpuint (wb_raw_server_get_n_clients (world->server), ==, 2);
      second = strstr (world->requests->str, "GET /end");
      g_assert_nonnull (strstr (second, "Authorization: Bearer " SECRET));
      g_assert_nonnull (strstr (second, "Cookie: a=" SECRET));
    }
}

/* Another port or another name: nothing secret arrives there, in whatever it is hidden. */
static void
test_other_server (void)
{
  static const char *const locations[] = {
    ("http://127.0.0.1:PORT/end?token=" SECRET "&keep=1&x=a" SECRET "b"),
    ("//localhost:PORT/end?keep=1&token=" SECRET),
    "ws://127.0.0.1:PORT/end?k=aHVudGVyMmh1bnRlcjI=&keep=1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autoptr(World) world = world_new (NULL);
      g_autoptr(World) other = world_new (NULL);
      g_autoptr(WbTestClient) client = new_client (world);

      send_on (world, locations[i], other);
      assert_opens (client, "/end?keep=1");
      g_assert_nonnull (strstr (world->requests->str, SECRET));
      g_assert_nonnull (strstr (other->requests->str, "GET /end?keep=1 HTTP/1.1\r\n"));
      g_assert_nonnull (strstr (other->requests->str, "X-Plain: value\r\n"));
      g_assert_nonnull (strstr (other->requests->str, "Sec-WebSocket-Protocol: v1\r\n"));
      g_assert_null (strstr (other->requests->str, SECRET));
      g_assert_null (strstr (other->requests->str, "Authorization"));
      g_assert_null (strstr (other->requests->str, "Cookie"));
      g_assert_null (strstr (other->requests->str, "X-Api-Key"));
    }
}

/* What was dropped for another server does not come back with the next step. */
static void
test_there_and_back (void)
{
  g_autoptr(World) world = world_new (NULL);
  g_autoptr(World) other = world_new (NULL);
  g_autoptr(WbTestClient) client = new_client (world);
  const char *second;

  send_on (world, "ws://127.0.0.1:PORT/", other);
  send_on (other, "ws://127.0.0.1:PORT/end", world);
  assert_opens (client, "/end");
  second = strstr (world->requests->str, "GET /end");
  g_assert_nonnull (second);
  g_assert_null (strstr (second, SECRET));
}

static const struct {
  const char *location;
  WbFailure failure;
  const char *words;
} refused[] = {
  { "ws://127.0.0.1:PORT/" SECRET "/end", WB_FAILURE_REDIRECT_SECRET, "tells it a secret of this connection" },
  { "http://example.org/?token=" SECRET, WB_FAILURE_REDIRECT_DOWNGRADE,
    "on to ws://example.org/?token=•••, which is not encrypted" },
  { "ftp://127.0.0.1:PORT/end", WB_FAILURE_REDIRECT_TARGET, "where no WebSocket can be" },
  { "javascript:alert(1)", WB_FAILURE_REDIRECT_TARGET, "javascript:alert(1)" },
  { "ws:///end", WB_FAILURE_REDIRECT_TARGET, "where no WebSocket can be" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(World) world = world_new (NULL);
      g_autoptr(World) other = world_new (NULL);
      g_autoptr(WbTestClient) client = new_client (world);

      send_on (world, refused[i].location, other);
      wb_test_client_assert_fails (client, refused[i].failure, refused[i].words);
      g_assert_null (strstr (client->failure->message, SECRET));
      g_assert_cmpuint (wb_raw_server_get_n_clients (other->server), ==, 0);
    }
}

static void
test_off_by_default (void)
{
  g_autoptr(World) world = world_new (NULL);
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (world->server));

  send_on (world, "/end", world);
  wb_test_client_assert_fails (client, WB_FAILURE_REDIRECT, "/end, which is not followed. Connect to that address if "
                                                            "you trust it, or let the connection follow redirects.");
  g_assert_cmpuint (wb_raw_server_get_n_clients (world->server), ==, 1);
}

static void
test_loop (void)
{
  g_autoptr(World) world = world_new (NULL);
  g_autoptr(WbTestClient) client = new_client (world);

  send_on (world, "/path", world);
  wb_test_client_assert_fails (client, WB_FAILURE_REDIRECT_LOOP, "sends it on again, to ws://127.0.0.1:");
  g_assert_cmpuint (wb_raw_server_get_n_clients (world->server), ==, WB_HOP_MAX + 1);
}

/* There is one time for all steps. */
static void
test_timeout (void)
{
  g_autoptr(World) world = world_new (NULL);
  g_autoptr(WbTestClient) client = new_client (world);

  send_on (world, "/silent", world);
  g_object_set (client->profile, "connect-timeout", 500, NULL);
  wb_test_client_assert_fails (client, WB_FAILURE_TIMEOUT, "127.0.0.1");
  g_assert_cmpuint (wb_raw_server_get_n_clients (world->server), ==, 2);
}

static void
test_close_on_the_way (void)
{
  g_autoptr(World) world = world_new (NULL);
  g_autoptr(WbTestClient) client = new_client (world);

  send_on (world, "/silent", world);
  wb_test_client_open (client);
  wb_test_await (wb_raw_server_get_n_clients (world->server) == 2);
  wb_transport_close (client->transport, 1000, NULL);
  wb_test_await (client->closed != NULL);
  g_assert_no_error (client->failure);
}

/*
 * Encryption
 */

/* Learns the fingerprint of @world from a refusal. */
static char *
dup_fingerprint (World *world)
{
  g_autoptr(WbTestClient) client = wb_test_client_new (wb_raw_server_get_url (world->server));

  wb_test_client_assert_fails (client, WB_FAILURE_CERTIFICATE, "not trusted");
  return g_strdup (client->closed->handshake->fingerprint);
}

static void
test_never_without_encryption (void)
{
  g_autoptr(World) world = world_new ("self-signed.pem");
  g_autoptr(World) plain = world_new (NULL);
  g_autoptr(WbTestClient) client = new_client (world);
  g_autofree char *fingerprint = dup_fingerprint (world);

  g_object_set (client->profile, "trusted-certificate", fingerprint, NULL);
  send_on (world, "http://127.0.0.1:PORT/end", plain);
  wb_test_client_assert_fails (client, WB_FAILURE_REDIRECT_DOWNGRADE, "/end, which is not encrypted");
  g_assert_cmpuint (wb_raw_server_get_n_clients (plain->server), ==, 0);
}

/* The certificate is trusted at the host that it was shown by, and at no other. */
static void
test_trust (void)
{
  static const struct {
    const char *location;
    gboolean opens;
  } rows[] = {
    { "https://127.0.0.1:PORT/end", TRUE },
    { "https://localhost:PORT/end", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(World) world = world_new ("self-signed.pem");
      g_autoptr(World) other = world_new ("self-signed.pem");
      g_autoptr(WbTestClient) client = new_client (world);
      g_autofree char *fingerprint = dup_fingerprint (world);

      g_object_set (client->profile, "trusted-certificate", fingerprint, NULL);
      send_on (world, rows[i].location, other);
      if (rows[i].opens)
        assert_opens (client, "/end");
      else
        wb_test_client_assert_fails (client, WB_FAILURE_CERTIFICATE, "The certificate of localhost is not trusted");
      g_assert_true (client->closed->handshake == NULL || client->closed->handshake->is_elsewhere);
    }
}

/*
 * Hostile targets
 */

static const char *const seeds[] = {
  "wss://a.example:8443/end?token=" SECRET "&x=1",
  "//u:p@b.example/%68unter2hunter2?x=" SECRET "#f",
  "https://[::1]:443/..//?a;token=" SECRET,
  "/end?token=" SECRET,
  "ws://a.example/",
};

static void
assert_harmless (WbProfile *next)
{
  g_autofree char *host = wb_url_get_host (wb_profile_get_url (next), NULL);
  guint port = 0;

  g_free (wb_url_get_host (wb_profile_get_url (next), &port));
  g_assert_true (g_str_has_prefix (wb_profile_get_url (next), "wss:"));
  if (g_ascii_strcasecmp (host, "a.example") == 0 && port == 443)
    return;

  g_assert_null (strstr (wb_profile_get_url (next), SECRET));
}

/* Whatever a server writes there, encryption stays and secrets do not go to others. */
static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (4711);
  g_autoptr(WbProfile) profile = wb_profile_new ("wss://a.example/?token=" SECRET);

  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *location = g_strdup (seeds[round % G_N_ELEMENTS (seeds)]);
      g_autoptr(GError) error = NULL;
      g_autoptr(WbProfile) next = NULL;

      for (gsize i = g_rand_int_range (random, 0, 4); i > 0; i--)
        location[g_rand_int_range (random, 0, (gint32) strlen (location))] = (char) g_rand_int_range (random, 1, 256);
      next = wb_hop_new (profile, location, 0, &error);
      g_assert_true ((next == NULL) == (error != NULL));
      if (next != NULL)
        assert_harmless (next);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/redirect/followed", test_followed);
  g_test_add_func ("/net/redirect/other-server", test_other_server);
  g_test_add_func ("/net/redirect/there-and-back", test_there_and_back);
  g_test_add_func ("/net/redirect/refused", test_refused);
  g_test_add_func ("/net/redirect/off-by-default", test_off_by_default);
  g_test_add_func ("/net/redirect/loop", test_loop);
  g_test_add_func ("/net/redirect/timeout", test_timeout);
  g_test_add_func ("/net/redirect/close-on-the-way", test_close_on_the_way);
  g_test_add_func ("/net/redirect/never-without-encryption", test_never_without_encryption);
  g_test_add_func ("/net/redirect/trust", test_trust);
  g_test_add_func ("/net/redirect/random", test_random);

  return g_test_run ();
}
