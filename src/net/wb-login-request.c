/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The log-in before a connection opens, over HTTP.
 *
 * One request with a session of its own, so that neither cookies nor connections outlive it. It follows
 * no redirect: who gets the credentials is for the user to decide. */

#include "config.h"

#include "wb-login-request.h"

#include "wb-header.h"
#include "wb-net-failure.h"
#include "wb-proxy-watch.h"
#include "wb-trust.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define CHUNK_BYTES (16 * 1024)

/**
 * WbLoginRequest:
 *
 * Lives on the thread of the feed that logs in.
 */
struct _WbLoginRequest {
  GObject parent_instance;

  SoupSession *session;
  SoupCookieJar *jar;
  SoupMessage *message;
  WbProxyWatch *proxy;
  char *url;
  char *host;
  guint port;
  guint seconds;
  gboolean reconnects;
  gboolean has_picks;

  GTask *task; /* while it runs */
  GCancellable *cancellable;
  gulong cancelled_handler; /* on that of the task */
  GSource *timer;
  gboolean timed_out;
  GInputStream *stream;
  GByteArray *body;
};

static void wb_login_request_iface_init (WbLoginAgentInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WbLoginRequest, wb_login_request, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WB_TYPE_LOGIN_AGENT, wb_login_request_iface_init))

/*
 * The request
 */

static gboolean
fail_on_address (const char *url,
                 GError **error)
{
  g_autofree char *masked = wb_url_mask (url);

  g_propagate_error (error,
                     wb_failure_new (WB_FAILURE_LOGIN_ADDRESS, &(WbFailureFacts){ .detail = masked }));
  return FALSE;
}

static gboolean
add_headers (WbLoginRequest *self,
             char **lines,
             GError **error)
{
  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (!wb_header_parse (lines[i], &name, &value, error))
        return FALSE;
      soup_message_headers_replace (soup_message_get_request_headers (self->message), name, value);
    }
  return TRUE;
}

static const char *const content_types[] = {
  [WB_LOGIN_BODY_NONE] = NULL,
  [WB_LOGIN_BODY_FORM] = "application/x-www-form-urlencoded",
  [WB_LOGIN_BODY_JSON] = "application/json",
};

static void
set_body (WbLoginRequest *self,
          const WbLogin *login)
{
  const char *type = content_types[login->body_kind];
  const char *text = login->body != NULL ? login->body : "";
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));

  if (type != NULL)
    soup_message_set_request_body_from_bytes (self->message, type, body);
}

static gboolean
prepare (WbLoginRequest *self,
         const WbLogin *login,
         WbProfile *profile,
         GError **error)
{
  const char *method = wb_header_is_token (login->method) ? login->method : SOUP_METHOD_POST;
  gboolean is_http = g_ascii_strncasecmp (login->url, "http:", 5) == 0 ||
                     g_ascii_strncasecmp (login->url, "https:", 6) == 0;

  self->url = g_strdup (login->url);
  self->host = wb_url_get_host (login->url, &self->port);
  /* Libsoup warns of an address without a host. */
  if (is_http && self->host != NULL && *self->host != '\0')
    self->message = soup_message_new (method, login->url);
  if (self->message == NULL)
    return fail_on_address (login->url, error);

  if (self->port == 80 && g_ascii_strncasecmp (login->url, "https:", 6) == 0)
    self->port = (guint) g_uri_get_port (soup_message_get_uri (self->message));
  self->seconds = (wb_profile_get_connect_timeout (profile) + 999) / 1000;
  self->reconnects = wb_profile_get_reconnect (profile) != WB_RECONNECT_NEVER;
  self->has_picks = login->picks != NULL && login->picks[0] != NULL;
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  self->proxy = wb_proxy_watch_new (self->session, self->message);
  set_body (self, login);
  return add_headers (self, login->headers, error) &&
         wb_trust_apply (profile, self->session, self->message, self->cancellable, error);
}

/*
 * The answer
 */

/* What a status means; the first row that fits counts. */
static const struct {
  guint first;
  guint last;
  WbFailure failure;
} statuses[] = {
  { 401, 401, WB_FAILURE_LOGIN_REFUSED },
  { 403, 403, WB_FAILURE_LOGIN_REFUSED },
  { 407, 407, WB_FAILURE_PROXY_AUTH },
  { 408, 408, WB_FAILURE_LOGIN_BUSY },
  { 425, 425, WB_FAILURE_LOGIN_BUSY },
  { 429, 429, WB_FAILURE_LOGIN_BUSY },
  { 500, 599, WB_FAILURE_LOGIN_BUSY },
};

/* Whether what answers what is encrypted is still the proxy. */
static gboolean
is_held_by_proxy (WbLoginRequest *self)
{
  WbNetFacts facts = { 0 };

  wb_proxy_watch_tell (self->proxy, &facts);
  return facts.proxy_stage == WB_PROXY_ASKED &&
         g_str_equal (g_uri_get_scheme (soup_message_get_uri (self->message)), "https");
}

static WbFailure
find_status_failure (WbLoginRequest *self,
                     guint status)
{
  if (status != SOUP_STATUS_PROXY_UNAUTHORIZED && is_held_by_proxy (self))
    return WB_FAILURE_PROXY_REFUSED;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (status >= statuses[i].first && status <= statuses[i].last)
      return statuses[i].failure;
  return WB_FAILURE_LOGIN_STATUS;
}

static GError *
explain_status (WbLoginRequest *self,
                guint status)
{
  g_autofree char *detail = g_strdup_printf ("%u %s", status, soup_status_get_phrase (status));

  return wb_failure_new (find_status_failure (self, status),
                         &(WbFailureFacts){ .host = self->host, .detail = detail });
}

static GError *
explain_redirect (WbLoginRequest *self,
                  const char *location)
{
  g_autofree char *valid = g_utf8_make_valid (location, -1);
  g_autofree char *absolute = wb_url_resolve (self->url, valid);
  g_autofree char *detail = wb_url_mask (absolute != NULL ? absolute : valid);

  return wb_failure_new (WB_FAILURE_LOGIN_REDIRECT,
                         &(WbFailureFacts){ .host = self->host, .detail = detail });
}

static gboolean
has_cookies (WbLoginRequest *self)
{
  GSList *cookies = soup_cookie_jar_all_cookies (self->jar);
  gboolean has_some = cookies != NULL;

  g_slist_free_full (cookies, (GDestroyNotify) soup_cookie_free);
  return has_some;
}

/* Many servers answer a form with a cookie and the way to a page, and nobody needs that page. */
static GError *
judge (WbLoginRequest *self)
{
  guint status = soup_message_get_status (self->message);
  const char *location =
      soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");

  if (status >= 200 && status < 300)
    return NULL;
  if (status < 300 || status >= 400 || location == NULL)
    return explain_status (self, status);
  return has_cookies (self) && !self->has_picks ? NULL : explain_redirect (self, location);
}

static void
finish (WbLoginRequest *self,
        GError *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_handler);
  self->cancelled_handler = 0;
  g_clear_object (&self->stream);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&self->body)),
                           (GDestroyNotify) g_bytes_unref);
}

/* What went wrong on the way, with the rules on trying again that hold for connections. */
static GError *
explain (WbLoginRequest *self,
         const GError *error)
{
  g_autoptr(GError) timeout = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");
  WbNetFacts facts = {
    .url = self->url,
    .host = self->host,
    .port = self->port,
    .seconds = self->seconds,
    .is_offline = !g_network_monitor_get_network_available (g_network_monitor_get_default ()),
    .reconnects = self->reconnects,
  };
  GError *explained;

  wb_trust_tell (self->message, &facts);
  wb_proxy_watch_tell (self->proxy, &facts);
  explained = wb_net_failure_new (self->timed_out ? timeout : error, &facts);
  /* Translators: a sentence about a server follows. */
  g_prefix_error (&explained, "%s ", _ ("Logging in failed."));
  return explained;
}

static void
finish_too_big (WbLoginRequest *self)
{
  g_autofree char *limit = g_format_size_full (WB_LOGIN_MAX_ANSWER_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  finish (self, wb_failure_new (WB_FAILURE_LOGIN_TOO_BIG,
                                &(WbFailureFacts){ .host = self->host, .detail = limit }));
}

static void read_on (WbLoginRequest *self);

static void
read_cb (GObject *stream,
         GAsyncResult *result,
         gpointer data)
{
  g_autoptr(WbLoginRequest) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, &error);

  if (bytes == NULL)
    finish (self, explain (self, error));
  else if (g_bytes_get_size (bytes) == 0)
    finish (self, judge (self));
  else if (self->body->len + g_bytes_get_size (bytes) > WB_LOGIN_MAX_ANSWER_BYTES)
    finish_too_big (self);
  else
    {
      g_byte_array_append (self->body, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
      read_on (self);
    }
}

static void
read_on (WbLoginRequest *self)
{
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->cancellable,
                                   read_cb, g_object_ref (self));
}

static void
sent_cb (GObject *session,
         GAsyncResult *result,
         gpointer data)
{
  g_autoptr(WbLoginRequest) self = data;
  g_autoptr(GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (session), result, &error);
  if (self->stream != NULL)
    read_on (self);
  else
    finish (self, explain (self, error));
}

static gboolean
timeout_cb (gpointer data)
{
  WbLoginRequest *self = data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
start_timer (WbLoginRequest *self,
             guint milliseconds)
{
  self->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (self->timer, timeout_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
cancelled_cb (GCancellable *outer G_GNUC_UNUSED,
              GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
wb_login_request_send_async (WbLoginAgent *agent,
                             WbLogin *login,
                             WbProfile *profile,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  WbLoginRequest *self = WB_LOGIN_REQUEST (agent);
  GError *error = NULL;

  self->task = g_task_new (self, cancellable, callback, data);
  if (!prepare (self, login, profile, &error))
    {
      finish (self, error);
      return;
    }

  self->cancelled_handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                   g_object_ref (self->cancellable), g_object_unref);
  start_timer (self, wb_profile_get_connect_timeout (profile));
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           sent_cb, g_object_ref (self));
}

static GBytes *
wb_login_request_send_finish (WbLoginAgent *agent G_GNUC_UNUSED,
                              GAsyncResult *result,
                              GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The jar knows http and https alone; what is encrypted stays so. */
static char *
wb_login_request_dup_cookies (WbLoginAgent *agent,
                              const char *url)
{
  WbLoginRequest *self = WB_LOGIN_REQUEST (agent);
  g_autofree char *scheme = wb_url_get_scheme (url);
  const char *rest = strchr (url, ':');
  g_autofree char *http =
      g_strconcat (g_str_has_suffix (scheme, "wss") ? "https" : "http", rest != NULL ? rest : "", NULL);
  g_autoptr(GUri) uri = g_uri_parse (http, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL ? soup_cookie_jar_get_cookies (self->jar, uri, TRUE) : NULL;
}

static void
wb_login_request_finalize (GObject *object)
{
  WbLoginRequest *self = WB_LOGIN_REQUEST (object);

  g_clear_object (&self->proxy);
  g_clear_object (&self->message);
  g_clear_object (&self->jar);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_free (self->host);
  g_free (self->url);

  G_OBJECT_CLASS (wb_login_request_parent_class)->finalize (object);
}

static void
wb_login_request_class_init (WbLoginRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_login_request_finalize;
}

static void
wb_login_request_iface_init (WbLoginAgentInterface *iface)
{
  iface->send_async = wb_login_request_send_async;
  iface->send_finish = wb_login_request_send_finish;
  iface->dup_cookies = wb_login_request_dup_cookies;
}

static void
wb_login_request_init (WbLoginRequest *self)
{
  self->session = soup_session_new_with_options ("user-agent", "Whereabouts/" PACKAGE_VERSION, NULL);
  self->jar = soup_cookie_jar_new ();
  soup_session_add_feature (self->session, SOUP_SESSION_FEATURE (self->jar));
  self->cancellable = g_cancellable_new ();
  self->body = g_byte_array_new ();
}
