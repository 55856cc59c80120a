/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Whom a connection trusts, and how it proves who it is. Used inside net only. */

#pragma once

#include "wb-net-failure.h"
#include "wb-profile.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean wb_trust_apply (WbProfile *profile,
                         SoupSession *session,
                         SoupMessage *request,
                         GCancellable *cancellable,
                         GError **error);

GTlsCertificate *wb_trust_get_certificate (SoupMessage *request);
void wb_trust_tell (SoupMessage *request,
                    WbNetFacts *facts);

G_END_DECLS
