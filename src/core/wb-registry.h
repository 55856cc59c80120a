/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the outer layers offer to core. */

#pragma once

#include "wb-decoder.h"
#include "wb-login-agent.h"
#include "wb-protocol.h"
#include "wb-secret-store.h"
#include "wb-transport.h"

G_BEGIN_DECLS

WbRegistry *wb_registry_new (void);
WbRegistry *wb_registry_ref (WbRegistry *self);
void wb_registry_free (WbRegistry *self);

void wb_registry_add_transport (WbRegistry *self,
                                const char *scheme,
                                GType type);
void wb_registry_add_protocol (WbRegistry *self,
                               const char *name,
                               GType type);
void wb_registry_add_decoder (WbRegistry *self,
                              const char *format,
                              GType type);
void wb_registry_set_login_agent (WbRegistry *self,
                                  GType type);
void wb_registry_set_secret_store (WbRegistry *self,
                                   WbSecretStore *store);

WbTransport *wb_registry_create_transport (WbRegistry *self,
                                           const char *scheme);
gboolean wb_registry_serves (WbRegistry *self,
                             const char *scheme);
WbProtocol *wb_registry_create_protocol (WbRegistry *self,
                                         WbProfile *profile);
gboolean wb_registry_speaks_events (WbRegistry *self,
                                    WbProfile *profile);
WbDecoder *wb_registry_create_decoder (WbRegistry *self,
                                       const char *format);
WbMessage *wb_registry_explain (WbRegistry *self,
                                const char *format,
                                const WbMessage *message);
WbLoginAgent *wb_registry_create_login_agent (WbRegistry *self);
WbSecretStore *wb_registry_get_secret_store (WbRegistry *self);
char **wb_registry_list_formats (WbRegistry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbRegistry, wb_registry_free)

G_END_DECLS
