/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The request by which a connection logs in before it opens. */

#pragma once

#include "wb-variables.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The longest answer that is read. */
#define WB_LOGIN_MAX_ANSWER_BYTES (1024 * 1024)

/* Values that can be read from one. */
#define WB_MAX_LOGIN_PICKS 20

#define WB_TYPE_LOGIN_BODY (wb_login_body_get_type ())
GType wb_login_body_get_type (void);

typedef enum {
  WB_LOGIN_BODY_NONE,
  WB_LOGIN_BODY_FORM, /* “name=value&name=value” */
  WB_LOGIN_BODY_JSON,
} WbLoginBody;

/**
 * WbLogin:
 * @method: such as “POST”
 * @url: address; nothing is sent while it is empty
 * @headers: (nullable): lines “Name: value”
 * @body_kind: what @body is
 * @body: (nullable): the body
 * @picks: (nullable): lines “variable=path”: what of the JSON of the answer becomes a secret
 * variable
 *
 * All texts may have variables in them. Whoever made it fills it; once it was given to a profile
 * nobody changes it any more, and any thread may read it. Atomically counted.
 */
typedef struct {
  gatomicrefcount ref_count;
  char *method;
  char *url;
  char **headers;
  WbLoginBody body_kind;
  char *body;
  char **picks;
} WbLogin;

#define WB_TYPE_LOGIN (wb_login_get_type ())
GType wb_login_get_type (void);

WbLogin *wb_login_new (const char *method,
                       const char *url);
WbLogin *wb_login_copy (const WbLogin *self);
WbLogin *wb_login_ref (WbLogin *self);
void wb_login_unref (WbLogin *self);

WbLogin *wb_login_new_from_json (JsonNode *node,
                                 GError **error);
JsonNode *wb_login_to_json (const WbLogin *self);

WbLogin *wb_login_expand (const WbLogin *self,
                          const WbVariables *variables,
                          GError **error);
char *wb_login_preview_address (const WbLogin *self,
                                const WbVariables *variables);
gboolean wb_login_split_pick (const char *pick,
                              char **variable,
                              const char **path);
void wb_login_declare_picks (const WbLogin *self,
                             WbVariables *variables);
void wb_login_drop_picks (const WbLogin *self,
                          WbVariables *variables,
                          const WbVariables *before);
gboolean wb_login_brings (const WbLogin *self,
                          const char *name);
gboolean wb_login_pick (const WbLogin *self,
                        GBytes *answer,
                        const char *host,
                        WbVariables *variables,
                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbLogin, wb_login_unref)

G_END_DECLS
