/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* How far a request has come on its way through a proxy: an error on the way to the proxy looks like
 * one on the way to the server. */

#include "config.h"

#include "wb-proxy-watch.h"

/**
 * WbProxyWatch:
 *
 * Stands between a session and the system's settings of proxies, because nothing tells of a proxy whose
 * name is not known but that it was asked for.
 */
struct _WbProxyWatch {
  GObject parent_instance;

  GProxyResolver *resolver; /* of the system */
  WbProxyStage stage;
  char *host; /* of the proxy; NULL while there is none */
  guint port; /* 0 for the usual one */
};

static void wb_proxy_watch_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WbProxyWatch, wb_proxy_watch, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, wb_proxy_watch_iface_init))

/* The address of a proxy may hold a password, so no more of it is kept. */
static void
enter (WbProxyWatch *self,
       WbProxyStage stage,
       const char *proxy)
{
  g_autoptr(GUri) uri = proxy != NULL ? g_uri_parse (proxy, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  self->stage = uri != NULL ? stage : WB_PROXY_NONE;
  g_free (self->host);
  self->host = uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
  self->port = uri != NULL && g_uri_get_port (uri) > 0 ? (guint) g_uri_get_port (uri) : 0;
}

/*
 * The resolver
 */

/* Whether it wants an address instead: then the name that is not known may be that of the server. */
static gboolean
takes_names (const char *proxy)
{
  g_autofree char *protocol = g_uri_parse_scheme (proxy);
  g_autoptr(GProxy) handler = protocol != NULL ? g_proxy_get_default_for_protocol (protocol) : NULL;

  return handler != NULL && g_proxy_supports_hostname (handler);
}

static char **
keep (WbProxyWatch *self,
      char **proxies)
{
  gboolean is_led = proxies != NULL && proxies[0] != NULL && takes_names (proxies[0]) &&
                    !g_strv_contains ((const char *const *) proxies, "direct://");

  enter (self, WB_PROXY_SOUGHT, is_led ? proxies[0] : NULL);
  return proxies;
}

static gboolean
wb_proxy_watch_is_supported (GProxyResolver *resolver)
{
  return g_proxy_resolver_is_supported (WB_PROXY_WATCH (resolver)->resolver);
}

static char **
wb_proxy_watch_lookup (GProxyResolver *resolver,
                       const char *uri,
                       GCancellable *cancellable,
                       GError **error)
{
  WbProxyWatch *self = WB_PROXY_WATCH (resolver);

  return keep (self, g_proxy_resolver_lookup (self->resolver, uri, cancellable, error));
}

static void
looked_up_cb (GObject *resolver,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (resolver), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, keep (g_task_get_source_object (task), proxies), (GDestroyNotify) g_strfreev);
}

static void
wb_proxy_watch_lookup_async (GProxyResolver *resolver,
                             const char *uri,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_proxy_resolver_lookup_async (WB_PROXY_WATCH (resolver)->resolver, uri, cancellable, looked_up_cb,
                                 g_task_new (resolver, cancellable, callback, data));
}

static char **
wb_proxy_watch_lookup_finish (GProxyResolver *resolver G_GNUC_UNUSED,
                              GAsyncResult *result,
                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * The way
 */

static const char *
get_proxy (GIOStream *stream)
{
  g_autoptr(GSocketAddress) address =
      G_IS_SOCKET_CONNECTION (stream)
          ? g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (stream), NULL)
          : NULL;

  return G_IS_PROXY_ADDRESS (address) ? g_proxy_address_get_uri (G_PROXY_ADDRESS (address)) : NULL;
}

static void
network_event_cb (SoupMessage *request G_GNUC_UNUSED,
                  GSocketClientEvent event,
                  GIOStream *stream,
                  WbProxyWatch *self)
{
  if (event == G_SOCKET_CLIENT_CONNECTING)
    enter (self, WB_PROXY_CALLED, get_proxy (stream));
  else if (event == G_SOCKET_CLIENT_CONNECTED && self->stage == WB_PROXY_CALLED)
    self->stage = WB_PROXY_ASKED;
  else if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATED || event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    self->stage = WB_PROXY_NONE;
}

static void
wb_proxy_watch_finalize (GObject *object)
{
  WbProxyWatch *self = WB_PROXY_WATCH (object);

  g_object_unref (self->resolver);
  g_free (self->host);

  G_OBJECT_CLASS (wb_proxy_watch_parent_class)->finalize (object);
}

static void
wb_proxy_watch_class_init (WbProxyWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_proxy_watch_finalize;
}

static void
wb_proxy_watch_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = wb_proxy_watch_is_supported;
  iface->lookup = wb_proxy_watch_lookup;
  iface->lookup_async = wb_proxy_watch_lookup_async;
  iface->lookup_finish = wb_proxy_watch_lookup_finish;
}

static void
wb_proxy_watch_init (WbProxyWatch *self)
{
  self->resolver = g_object_ref (g_proxy_resolver_get_default ());
}

/**
 * wb_proxy_watch_new:
 * @session: a session for @request alone
 * @request: what is going to be sent
 *
 * Returns: (transfer full): a watch on the way of @request
 */
WbProxyWatch *
wb_proxy_watch_new (SoupSession *session,
                    SoupMessage *request)
{
  WbProxyWatch *self = g_object_new (WB_TYPE_PROXY_WATCH, NULL);

  soup_session_set_proxy_resolver (session, G_PROXY_RESOLVER (self));
  g_signal_connect_object (request, "network-event", G_CALLBACK (network_event_cb), self, 0);
  return self;
}

/**
 * wb_proxy_watch_tell:
 * @self: a watch
 * @facts: where to say how far the request has come
 */
void
wb_proxy_watch_tell (WbProxyWatch *self,
                     WbNetFacts *facts)
{
  facts->proxy_stage = self->stage;
  facts->proxy_host = self->host;
  facts->proxy_port = self->port;
}
