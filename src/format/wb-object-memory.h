/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a decoder remembers about the objects of its connection. */

#pragma once

#include "wb-remembered.h"

G_BEGIN_DECLS

/* A server can invent ids without end: beyond these the object that was silent longest is
 * forgotten. As many objects as there may be tracks. */
#define WB_OBJECT_MEMORY_MAX_OBJECTS (2 * 1000 * 1000)
#define WB_OBJECT_MEMORY_MAX_BYTES (256 * 1024 * 1024)

typedef struct _WbObjectMemory WbObjectMemory;

/**
 * WbObject:
 * @id: its id
 * @label: (nullable): the last label that was told
 *
 * One object. Other members are private.
 */
typedef struct _WbObject WbObject;
struct _WbObject {
  GRefString *id;
  GRefString *label;

  WbObject *older;
  WbObject *newer;
  WbRemembered *remembered; /* (nullable) */
};

WbObjectMemory *wb_object_memory_new (guint max_objects,
                                      gsize max_bytes);
void wb_object_memory_free (WbObjectMemory *self);

WbObject *wb_object_memory_get (WbObjectMemory *self,
                                const char *id);
guint wb_object_memory_get_length (WbObjectMemory *self);
gsize wb_object_memory_get_cost (WbObjectMemory *self);

void wb_object_memory_set_label (WbObjectMemory *self,
                                 WbObject *object,
                                 const char *label);
void wb_object_memory_remember (WbObjectMemory *self,
                                WbObject *object,
                                const double *measures,
                                guint told,
                                WbAttributes *attributes);
GRefString *wb_object_memory_complete (WbObjectMemory *self,
                                       WbObject *object,
                                       double *measures,
                                       guint told,
                                       WbAttributes *attributes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbObjectMemory, wb_object_memory_free)

G_END_DECLS
