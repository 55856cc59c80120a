/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the command line names to connect to: an address, or a file that describes a connection. */

#pragma once

#include "cli.h"

#include "wb-profile.h"

G_BEGIN_DECLS

WbProfile *cli_profile_open (const char *argument,
                             const char *server,
                             CliStatus *status);

G_END_DECLS
