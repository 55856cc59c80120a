/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The log-in before a connection opens, over HTTP. */

#pragma once

#include "wb-login-agent.h"

G_BEGIN_DECLS

#define WB_TYPE_LOGIN_REQUEST (wb_login_request_get_type ())
G_DECLARE_FINAL_TYPE (WbLoginRequest, wb_login_request, WB, LOGIN_REQUEST, GObject)

G_END_DECLS
