/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What happens between the wish to open a connection and its transport: it logs in, puts the values
 * of variables in their places, and from then on knows what nobody may see. */

#include "config.h"

#include "wb-preparation.h"

#include "wb-address.h"
#include "wb-failure.h"
#include "wb-masker-values.h"
#include "wb-masker.h"
#include "wb-profile-private.h"
#include "wb-template.h"
#include "wb-url.h"

#include <string.h>

/* A log-in under way. It outlives the preparation that gave it up. */
typedef struct {
  WbPreparation *owner; /* NULL once it was given up */
  GCancellable *cancellable;
} Run;

/**
 * WbPreparation:
 *
 * Serves one feed, one attempt after the other, on the feed's thread. Transports and protocols get
 * a profile with nothing left to expand; what they say and what they send passes through here on
 * its way to the log.
 */
struct _WbPreparation {
  WbRegistry *registry; /* borrowed */
  WbPreparedFunc prepared;
  gpointer data;

  WbProfile *profile;     /* as the user wrote it */
  WbVariables *variables; /* with what the log-in brought */
  WbMasker *masker;
  WbLoginAgent *agent; /* NULL without a log-in */
  WbLogin *login;      /* expanded */
  Run *run;            /* NULL unless it logs in */
};

WbPreparation *
wb_preparation_new (WbRegistry *registry,
                    WbPreparedFunc prepared,
                    gpointer data)
{
  WbPreparation *self = g_new0 (WbPreparation, 1);

  self->registry = registry;
  self->prepared = prepared;
  self->data = data;
  self->masker = wb_masker_new ();
  return self;
}

/**
 * wb_preparation_cancel:
 * @self: a preparation
 *
 * Gives up what is under way; nobody is told.
 */
void
wb_preparation_cancel (WbPreparation *self)
{
  if (self->run != NULL)
    {
      self->run->owner = NULL;
      g_cancellable_cancel (self->run->cancellable);
    }
  self->run = NULL;
}

static void
forget (WbPreparation *self)
{
  wb_preparation_cancel (self);
  g_clear_object (&self->agent);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->login, wb_login_unref);
  g_clear_pointer (&self->variables, wb_variables_unref);
  g_clear_pointer (&self->masker, wb_masker_free);
}

void
wb_preparation_free (WbPreparation *self)
{
  forget (self);
  g_free (self);
}

/*
 * Values in their places
 */

static const struct {
  const char *property;
  WbTemplatePlace place;
} texts[] = {
  { "origin", WB_TEMPLATE_PLAIN },
  { "user", WB_TEMPLATE_PLAIN },
  { "password", WB_TEMPLATE_PLAIN },
  { "bearer", WB_TEMPLATE_PLAIN },
  { "key-name", WB_TEMPLATE_PLAIN },
  { "key-value", WB_TEMPLATE_PLAIN },
  { "cookies", WB_TEMPLATE_PLAIN },
  { "auth", WB_TEMPLATE_JSON },
};

static const char *const lists[] = { "headers", "subprotocols" };

static gboolean
expand_text (WbPreparation *self,
             WbProfile *profile,
             const char *property,
             WbTemplatePlace place,
             GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *expanded = NULL;

  g_object_get (profile, property, &text, NULL);
  if (text == NULL)
    return TRUE;

  expanded = wb_template_expand (text, place, WB_TEMPLATE_STRICT, self->variables, error);
  g_object_set (profile, property, expanded, NULL);
  return expanded != NULL;
}

static gboolean
expand_list (WbPreparation *self,
             WbProfile *profile,
             const char *property,
             GError **error)
{
  g_auto(GStrv) list = NULL;

  g_object_get (profile, property, &list, NULL);
  if (!wb_template_expand_list (list, self->variables, error))
    return FALSE;

  g_object_set (profile, property, list, NULL);
  return TRUE;
}

static gboolean
expand_settings (WbPreparation *self,
                 WbProfile *profile,
                 GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!expand_text (self, profile, texts[i].property, texts[i].place, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!expand_list (self, profile, lists[i], error))
      return FALSE;
  return TRUE;
}

static void
add_header (WbProfile *profile,
            const char *name,
            const char *value)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *line = g_strdup_printf ("%s: %s", name, value);
  g_auto(GStrv) headers = NULL;
  g_auto(GStrv) all = NULL;

  g_object_get (profile, "headers", &headers, NULL);
  if (headers != NULL)
    g_strv_builder_addv (builder, (const char **) headers);
  g_strv_builder_add (builder, line);
  all = g_strv_builder_end (builder);
  g_object_set (profile, "headers", all, NULL);
}

/* What is not chosen is not sent, and nobody has to know its variables. */
static const struct {
  const char *property;
  guint kinds; /* that use it */
} fields[] = {
  { "user", 1 << WB_AUTH_FILLED | 1 << WB_AUTH_BASIC },
  { "password", 1 << WB_AUTH_FILLED | 1 << WB_AUTH_BASIC },
  { "bearer", 1 << WB_AUTH_FILLED | 1 << WB_AUTH_BEARER },
  { "key-name", 1 << WB_AUTH_HEADER | 1 << WB_AUTH_QUERY },
  { "key-value", 1 << WB_AUTH_HEADER | 1 << WB_AUTH_QUERY },
  { "cookies", 1 << WB_AUTH_COOKIES },
};

static void
drop_unused_fields (WbProfile *profile)
{
  WbAuth kind = wb_profile_get_auth_kind (profile);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if ((fields[i].kinds & 1u << kind) == 0)
      g_object_set (profile, fields[i].property, NULL, NULL);
}

static void
apply_key (WbProfile *profile)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  g_object_get (profile, "key-name", &name, "key-value", &value, NULL);
  if (wb_profile_get_auth_kind (profile) == WB_AUTH_HEADER && name != NULL && *name != '\0')
    add_header (profile, name, value != NULL ? value : "");
}

/* All cookies go into one header, that of the user if there is one. */
static void
add_cookies (WbProfile *profile,
             const char *cookies)
{
  g_auto(GStrv) headers = NULL;

  g_object_get (profile, "headers", &headers, NULL);
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++)
    if (g_ascii_strncasecmp (headers[i], "Cookie:", strlen ("Cookie:")) == 0)
      {
        char *line = g_strconcat (headers[i], "; ", cookies, NULL);

        g_free (headers[i]);
        headers[i] = line;
        g_object_set (profile, "headers", headers, NULL);
        return;
      }
  add_header (profile, "Cookie", cookies);
}

/* Cookies of the user and of the log-in. */
static void
apply_cookies (WbPreparation *self,
               WbProfile *profile,
               const char *url)
{
  g_autofree char *typed = NULL;
  g_autofree char *brought = NULL;

  g_object_get (profile, "cookies", &typed, NULL);
  if (self->agent != NULL)
    brought = wb_login_agent_dup_cookies (self->agent, url);

  wb_masker_add_cookies (self->masker, typed, TRUE);
  wb_masker_add_cookies (self->masker, brought, FALSE);
  if (typed != NULL && *typed != '\0')
    add_cookies (profile, typed);
  if (brought != NULL && *brought != '\0')
    add_cookies (profile, brought);
}

/* What can't be sent is better known before anything is. */
static gboolean
check_messages (WbPreparation *self,
                GError **error)
{
  GPtrArray *messages = wb_profile_get_on_connect (self->profile);

  for (guint i = 0; i < messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (messages, i);
      g_autoptr(GBytes) expanded = wb_preparation_expand (self, message->kind, message->payload, error);

      if (expanded == NULL)
        return FALSE;
    }
  return TRUE;
}

static WbProfile *
complete (WbPreparation *self,
          GError **error)
{
  g_autoptr(WbProfile) profile = wb_profile_copy (self->profile);
  g_autofree char *url = NULL;
  g_autofree char *normal = NULL;

  g_object_set (profile, "variables", self->variables, NULL);
  drop_unused_fields (profile);
  url = wb_address_build (profile, error);
  normal = url != NULL ? wb_url_normalize (url, error) : NULL;
  if (normal == NULL || !expand_settings (self, profile, error) || !check_messages (self, error))
    return NULL;

  g_object_set (profile, "url", normal, "query", NULL, NULL);
  apply_key (profile);
  wb_masker_add_settings (self->masker, profile);
  wb_masker_add_address (self->masker, normal);
  apply_cookies (self, profile, normal);
  return g_steal_pointer (&profile);
}

static void
finish (WbPreparation *self,
        GError *reason)
{
  g_autoptr(GError) error = reason;
  g_autoptr(WbProfile) profile = error == NULL ? complete (self, &error) : NULL;

  self->prepared (self->data, profile,
                  error != NULL ? wb_preparation_clean_error (self, error) : NULL);
}

/*
 * Logging in
 */

static void
run_free (Run *run)
{
  g_object_unref (run->cancellable);
  g_free (run);
}

static void
sent_cb (GObject *agent,
         GAsyncResult *result,
         gpointer data)
{
  Run *run = data;
  WbPreparation *self = run->owner;
  GError *error = NULL;
  g_autoptr(GBytes) answer = wb_login_agent_send_finish (WB_LOGIN_AGENT (agent), result, &error);
  g_autofree char *host = NULL;

  run_free (run);
  if (self == NULL)
    {
      g_clear_error (&error);
      return;
    }

  self->run = NULL;
  host = wb_url_get_host (self->login->url, NULL);
  if (answer != NULL)
    wb_login_pick (self->login, answer, host, self->variables, &error);
  wb_masker_add_picks (self->masker, self->login, self->variables);
  finish (self, error);
}

static void
log_in (WbPreparation *self)
{
  Run *run = g_new0 (Run, 1);

  run->owner = self;
  run->cancellable = g_cancellable_new ();
  self->run = run;
  wb_masker_add_headers (self->masker, self->login->headers);
  wb_login_agent_send_async (self->agent, self->login, self->profile, run->cancellable, sent_cb,
                             run);
}

/**
 * wb_preparation_start:
 * @self: a preparation
 * @profile: the settings, which nobody changes any more
 *
 * Prepares an attempt to open. Whoever made @self is told once, maybe before this returns.
 */
void
wb_preparation_start (WbPreparation *self,
                      WbProfile *profile)
{
  const WbLogin *login = wb_profile_get_login (profile);
  GError *error = NULL;

  forget (self);
  self->profile = g_object_ref (profile);
  self->variables = wb_variables_copy (wb_profile_get_variables (profile));
  self->masker = wb_masker_new ();
  wb_masker_add_variables (self->masker, self->variables);
  wb_masker_add_literals (self->masker, self->profile);

  if (login == NULL || *login->url == '\0')
    {
      finish (self, NULL);
      return;
    }

  self->login = wb_login_expand (login, self->variables, &error);
  self->agent = self->login != NULL ? wb_registry_create_login_agent (self->registry) : NULL;
  if (self->agent == NULL && error == NULL)
    error =
        wb_failure_new (WB_FAILURE_LOGIN_ADDRESS, &(WbFailureFacts){ .detail = self->login->url });
  if (error != NULL)
    finish (self, error);
  else
    log_in (self);
}

/*
 * What passes by
 */

/**
 * wb_preparation_expand:
 * @self: a preparation that is done
 * @kind: text or binary
 * @payload: what the user wants to send
 * @error: return location for a %WB_FAILURE
 *
 * Returns: (transfer full) (nullable): the same with the values of its variables
 */
GBytes *
wb_preparation_expand (WbPreparation *self,
                       WbMessageKind kind,
                       GBytes *payload,
                       GError **error)
{
  if (kind != WB_MESSAGE_TEXT)
    return g_bytes_ref (payload);
  return wb_template_expand_message (payload, self->variables, error);
}

static void
clean (WbPreparation *self,
       char **text)
{
  char *cleaned = wb_masker_mask (self->masker, *text);

  g_free (*text);
  *text = cleaned;
}

/**
 * wb_preparation_conceal:
 * @self: a preparation
 * @message: a message that is about to be sent
 *
 * Keeps the secrets in it apart: they are sent and not shown. What an event is called is there to be
 * shown only: a protocol has made its bytes of it already.
 */
void
wb_preparation_conceal (WbPreparation *self,
                        WbMessage *message)
{
  g_autoptr(GBytes) shown = wb_masker_mask_bytes (self->masker, message->payload);

  if (message->event != NULL)
    {
      clean (self, &message->event->name);
      clean (self, &message->event->space);
    }
  if (shown == message->payload)
    return;

  /* A protocol may have made other bytes of it already. */
  if (message->wire == NULL)
    message->wire = g_steal_pointer (&message->payload);
  g_clear_pointer (&message->payload, g_bytes_unref);
  message->payload = g_steal_pointer (&shown);
}

/**
 * wb_preparation_clean_error:
 * @self: a preparation
 * @error: an error of the connection
 *
 * Returns: (transfer full): the same without secrets
 */
GError *
wb_preparation_clean_error (WbPreparation *self,
                            const GError *error)
{
  g_autofree char *message = wb_masker_mask (self->masker, error->message);

  return g_error_new_literal (error->domain, error->code, message);
}

/**
 * wb_preparation_clean_note:
 * @self: a preparation
 * @message: a line of the log about the connection that nobody else has yet
 *
 * Takes the secrets out of it: a protocol may quote what was typed, and what the server said.
 */
void
wb_preparation_clean_note (WbPreparation *self,
                           WbMessage *message)
{
  gsize length;
  const char *text = wb_message_get_text (message, &length);
  g_autofree char *cleaned = g_strndup (text, length);

  clean (self, &cleaned);
  g_bytes_unref (message->payload);
  message->payload = g_bytes_new (cleaned, strlen (cleaned));
}

static void
clean_handshake (WbPreparation *self,
                 WbHandshake *handshake)
{
  clean (self, &handshake->url);
  clean (self, &handshake->request);
  clean (self, &handshake->response);
  clean (self, &handshake->phrase);
  clean (self, &handshake->body);
  clean (self, &handshake->protocol);
}

/**
 * wb_preparation_clean_change:
 * @self: a preparation
 * @change: a change of state that nobody else has yet
 *
 * Takes the secrets out of it.
 */
void
wb_preparation_clean_change (WbPreparation *self,
                             WbStateChange *change)
{
  clean (self, &change->reason);
  clean (self, &change->protocol);
  if (change->handshake != NULL)
    clean_handshake (self, change->handshake);
  if (change->error != NULL)
    {
      GError *error = wb_preparation_clean_error (self, change->error);

      g_error_free (change->error);
      change->error = error;
    }
}

/**
 * wb_preparation_clean_lines:
 * @self: a preparation
 * @lines: (array zero-terminated=1): texts that may quote a server
 *
 * Takes the secrets out of each, and then what would make more than one line of it.
 */
void
wb_preparation_clean_lines (WbPreparation *self,
                            char **lines)
{
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      clean (self, &lines[i]);
      for (char *at = lines[i]; *at != '\0'; at++)
        if (g_ascii_iscntrl (*at))
          *at = ' ';
    }
}
