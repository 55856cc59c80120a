/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the outer layers offer to core: tables from names to types. */

#include "config.h"

#include "wb-registry.h"

#include "wb-url.h"

#include <stdlib.h>
#include <string.h>

/**
 * WbRegistry:
 *
 * Core knows neither libsoup nor any location format. At start the program puts what net and
 * format offer into these tables; afterwards they are only read, from any thread.
 */
struct _WbRegistry {
  GHashTable *transports; /* scheme of the URL → GType */
  GHashTable *protocols;       /* its name, or the scheme of the URL → GType */
  GHashTable *decoders;        /* name of the format → GType; "" finds the format by itself */
  GType login_agent;           /* G_TYPE_INVALID: nobody can log in */
  WbSecretStore *secret_store; /* NULL: no secret is kept */
};

WbRegistry *
wb_registry_new (void)
{
  WbRegistry *self = g_atomic_rc_box_new0 (WbRegistry);

  self->transports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->protocols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->decoders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static void
clear (gpointer data)
{
  WbRegistry *self = data;

  g_hash_table_unref (self->transports);
  g_hash_table_unref (self->protocols);
  g_hash_table_unref (self->decoders);
  g_clear_object (&self->secret_store);
}

/**
 * wb_registry_ref:
 * @self: a registry
 *
 * Returns: (transfer full): the same, for a worker that may outlive the rest of the program
 */
WbRegistry *
wb_registry_ref (WbRegistry *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * wb_registry_free:
 * @self: (transfer full): a registry
 *
 * Gives up one reference.
 */
void
wb_registry_free (WbRegistry *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
wb_registry_add_transport (WbRegistry *self,
                           const char *scheme,
                           GType type)
{
  g_hash_table_insert (self->transports, g_strdup (scheme), GSIZE_TO_POINTER (type));
}

void
wb_registry_add_protocol (WbRegistry *self,
                          const char *name,
                          GType type)
{
  g_hash_table_insert (self->protocols, g_strdup (name), GSIZE_TO_POINTER (type));
}

void
wb_registry_add_decoder (WbRegistry *self,
                         const char *format,
                         GType type)
{
  g_hash_table_insert (self->decoders, g_strdup (format), GSIZE_TO_POINTER (type));
}

/**
 * wb_registry_set_login_agent:
 * @self: a registry
 * @type: of a #WbLoginAgent
 */
void
wb_registry_set_login_agent (WbRegistry *self,
                             GType type)
{
  self->login_agent = type;
}

/**
 * wb_registry_set_secret_store:
 * @self: a registry
 * @store: (nullable): where secrets are kept; the main thread uses it
 */
void
wb_registry_set_secret_store (WbRegistry *self,
                              WbSecretStore *store)
{
  g_set_object (&self->secret_store, store);
}

static gpointer
create (GHashTable *types,
        const char *name)
{
  GType type = GPOINTER_TO_SIZE (g_hash_table_lookup (types, name));

  return type != G_TYPE_INVALID ? g_object_new (type, NULL) : NULL;
}

/**
 * wb_registry_create_transport:
 * @self: a registry
 * @scheme: scheme of the address
 *
 * Returns: (transfer full) (nullable): a new transport, %NULL when nobody serves @scheme
 */
WbTransport *
wb_registry_create_transport (WbRegistry *self,
                              const char *scheme)
{
  return create (self->transports, scheme);
}

/* The type of what @profile speaks: what it names, or else what the scheme of its address does. */
static GType
find_protocol (WbRegistry *self,
               WbProfile *profile)
{
  const char *name = wb_profile_get_events (profile)->protocol;
  g_autofree char *trimmed = g_strstrip (g_strdup (wb_profile_get_url (profile)));
  g_autofree char *scheme = wb_url_get_scheme (trimmed);
  gpointer type = g_hash_table_lookup (self->protocols, name != NULL && *name != '\0' ? name : scheme);

  return type != NULL ? GPOINTER_TO_SIZE (type) : WB_TYPE_PROTOCOL;
}

/**
 * wb_registry_serves:
 * @self: a registry
 * @scheme: scheme of an address
 *
 * Returns: whether there are connections to such addresses
 */
gboolean
wb_registry_serves (WbRegistry *self,
                    const char *scheme)
{
  return g_hash_table_contains (self->transports, scheme) || g_hash_table_contains (self->protocols, scheme);
}

/**
 * wb_registry_create_protocol:
 * @self: a registry
 * @profile: settings of a connection
 *
 * Returns: (transfer full): a new protocol; plain WebSocket unless @profile asks for another
 */
WbProtocol *
wb_registry_create_protocol (WbRegistry *self,
                             WbProfile *profile)
{
  return g_object_new (find_protocol (self, profile), NULL);
}

/**
 * wb_registry_speaks_events:
 * @self: a registry
 * @profile: settings of a connection
 *
 * Returns: whether what @profile speaks knows events and answers to them
 */
gboolean
wb_registry_speaks_events (WbRegistry *self,
                           WbProfile *profile)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (find_protocol (self, profile));

  return WB_PROTOCOL_CLASS (klass)->speaks_events;
}

/**
 * wb_registry_create_decoder:
 * @self: a registry
 * @format: (nullable): name of a format, %NULL to find it by itself
 *
 * Returns: (transfer full) (nullable): a new decoder, %NULL when nobody knows @format
 */
WbDecoder *
wb_registry_create_decoder (WbRegistry *self,
                            const char *format)
{
  return create (self->decoders, format != NULL ? format : "");
}

/**
 * wb_registry_explain:
 * @self: a registry
 * @format: (nullable): name of a format, %NULL to find it by itself
 * @message: a received message, of the log or not yet decoded
 *
 * Decodes @message once more and by itself, with a decoder that tells where in it the position stands.
 *
 * Returns: (transfer full) (nullable): a copy with reports, %NULL when nobody knows @format
 */
WbMessage *
wb_registry_explain (WbRegistry *self,
                     const char *format,
                     const WbMessage *message)
{
  g_autoptr(WbDecoder) decoder = wb_registry_create_decoder (self, format);
  g_autoptr(WbMessage) copy = NULL;

  if (decoder == NULL)
    return NULL;

  copy = wb_message_new (message->direction, message->kind, message->time, message->payload);
  if (message->event != NULL)
    copy->event = wb_event_copy (message->event);
  wb_decoder_set_explains (decoder, TRUE);
  wb_decoder_decode (decoder, copy);
  return g_steal_pointer (&copy);
}

/**
 * wb_registry_create_login_agent:
 * @self: a registry
 *
 * Returns: (transfer full) (nullable): who sends one log-in request
 */
WbLoginAgent *
wb_registry_create_login_agent (WbRegistry *self)
{
  return self->login_agent != G_TYPE_INVALID ? g_object_new (self->login_agent, NULL) : NULL;
}

/**
 * wb_registry_get_secret_store:
 * @self: a registry
 *
 * Returns: (transfer none) (nullable): where secrets are kept
 */
WbSecretStore *
wb_registry_get_secret_store (WbRegistry *self)
{
  return self->secret_store;
}

static int
compare_strings (const void *a,
                 const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * wb_registry_list_formats:
 * @self: a registry
 *
 * Returns: (transfer full): names of the formats that can be pinned, sorted
 */
char **
wb_registry_list_formats (WbRegistry *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;
  char **names;

  g_hash_table_iter_init (&iter, self->decoders);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (*(char *) name != '\0')
      g_strv_builder_add (builder, name);

  names = g_strv_builder_end (builder);
  qsort (names, g_strv_length (names), sizeof *names, compare_strings);
  return names;
}
