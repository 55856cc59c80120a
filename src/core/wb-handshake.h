/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What was said when a connection was opened, or when that was refused. */

#pragma once

#include "wb-types.h"

G_BEGIN_DECLS

/* What is kept of the body of a refusal. */
#define WB_HANDSHAKE_MAX_BODY_BYTES 4096

#define WB_TYPE_HANDSHAKE (wb_handshake_get_type ())
GType wb_handshake_get_type (void);

/**
 * WbHandshake:
 * @url: the address that was connected to
 * @redirects: how many answers led there
 * @is_elsewhere: whether they led to another host, where no certificate is trusted by its fingerprint
 * @request: headers of the request, a line “Name: value” each
 * @status: HTTP status of the answer, 0 when none came
 * @phrase: (nullable): the words that came with @status
 * @response: (nullable): headers of the answer
 * @body: (nullable): the first bytes of a refusal, as valid UTF-8
 * @certificate: (nullable): the server's names, issuer, validity and fingerprint, a line each
 * @fingerprint: (nullable): SHA-256 of the certificate, 64 hexadecimal digits
 * @tls_error: (nullable): why there is no encryption, in the words of the library for it
 * @protocol: (nullable): negotiated subprotocol
 * @extensions: (nullable): negotiated extensions
 * @elapsed: µs from the beginning to the answer or the failure
 *
 * The opening handshake of RFC 6455, for people. Secrets are masked when it is made; it is immutable
 * from then on and may be read from any thread. Atomically counted.
 */
struct _WbHandshake {
  gatomicrefcount ref_count;
  char *url;
  guint redirects;
  gboolean is_elsewhere;
  char *request;
  guint status;
  char *phrase;
  char *response;
  char *body;
  char *certificate;
  char *fingerprint;
  char *tls_error;
  char *protocol;
  char *extensions;
  gint64 elapsed;
};

WbHandshake *wb_handshake_new (void);
WbHandshake *wb_handshake_ref (WbHandshake *self);
void wb_handshake_unref (WbHandshake *self);

gsize wb_handshake_get_cost (const WbHandshake *self);
void wb_handshake_append_header (GString *lines,
                                 const char *name,
                                 const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbHandshake, wb_handshake_unref)

G_END_DECLS
