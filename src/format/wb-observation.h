/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What one message says about one object, before it becomes a report. */

#pragma once

#include "wb-aliases.h"
#include "wb-report.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The object of the position, its properties and the objects around it. */
#define WB_OBSERVATION_MAX_OBJECTS 8
#define WB_OBSERVATION_MAX_EXCLUDED 16

typedef enum {
  WB_POSITION_NONE,
  WB_POSITION_GIVEN,
  WB_POSITION_REJECTED,
} WbPosition;

/**
 * WbObservation:
 * @position: whether there is a position
 * @guessed: whether it is only an x and a y
 * @reason: why the position is rejected
 * @offender: the value it is rejected for
 * @latitude_node: the value the latitude was read from
 * @longitude_node: the value the longitude was read from
 * @latitude: degrees north
 * @longitude: degrees east
 * @measures: by #WbField, in the units of reports, NaN when not known
 * @told: which measures mean something, one bit each; a NaN that was told is “not known any more”
 * @time: µs since the epoch, or %WB_TIME_NONE
 * @id: (nullable): a text or number
 * @id_text: (nullable): an id that is no value of its own; goes before @id
 * @label: (nullable): a text or number
 * @icon: what kind of object it is, if the format itself says so
 * @last_resort: (nullable): what serves as id if there is no other
 *
 * It borrows from the tree it was read from and lives on the stack. Formats fill it by the
 * functions below, nearest object first: what is known already stays. Other members are private.
 */
typedef struct {
  WbPosition position;
  gboolean guessed;
  WbReason reason;
  JsonNode *offender;
  JsonNode *latitude_node;
  JsonNode *longitude_node;
  double latitude;
  double longitude;
  double measures[WB_N_MEASURES];
  guint told;
  gint64 time;
  JsonNode *id;
  const char *id_text;
  JsonNode *label;
  JsonNode *last_resort;
  WbIcon icon;

  guint known; /* fields that were read, one bit each */
  JsonNode *sources[WB_N_FIELDS];
  JsonNode *excluded[WB_OBSERVATION_MAX_EXCLUDED]; /* no attributes */
  guint n_excluded;
  JsonObject *objects[WB_OBSERVATION_MAX_OBJECTS]; /* their other members are attributes */
  guint n_objects;
} WbObservation;

void wb_observation_init (WbObservation *self);

gboolean wb_observation_set_coordinates (WbObservation *self,
                                         JsonNode *coordinates);
void wb_observation_set_measure (WbObservation *self,
                                 WbField field,
                                 double value);

void wb_observation_read_id (WbObservation *self,
                             JsonNode *node);
void wb_observation_read_place (WbObservation *self,
                                JsonObject *object);
void wb_observation_read_details (WbObservation *self,
                                  JsonObject *object);
void wb_observation_inherit (WbObservation *self,
                             const WbObservation *outer);

void wb_observation_add_object (WbObservation *self,
                                JsonObject *object);
void wb_observation_exclude (WbObservation *self,
                             JsonNode *node);
gboolean wb_observation_is_attribute (const WbObservation *self,
                                      guint object,
                                      const char *name,
                                      JsonNode *node);

G_END_DECLS
