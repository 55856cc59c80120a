/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A namespace of Socket.IO that a client joins. */

#include "config.h"

#include "wb-socket-io-space.h"

#include "wb-json-members.h"
#include "wb-json.h"
#include "wb-transport.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many answers can be waited for in each direction. */
#define MAX_QUESTIONS 10000

/* How many messages wait until the namespace is joined; their bytes are bounded as well. */
#define MAX_HELD 1000

/* Longer ones are no names for a client or a place in a stream of events. */
#define MAX_NAME_BYTES 1024

/* Longer refusals are for the log alone. */
#define MAX_REFUSAL_BYTES 120

typedef struct {
  char *name;  /* of the event */
  gint64 time; /* monotonic */
} Question;

/**
 * WbSocketIoSpace:
 *
 * Belongs to a protocol and its thread; stays from link to link.
 */
struct _WbSocketIoSpace {
  char *name;
  WbSocketIoSpaceState state;
  char *refusal; /* the server's words, maybe none; NULL unless it refused */
  char *id;      /* of the socket, while joined */
  char *pid;     /* by which the server knows us again; NULL if it never does */
  char *offset;  /* of the last event */

  gint64 next_question;
  GHashTable *questions; /* ours: number → Question */
  GHashTable *owed;      /* numbers of the server's that nobody has answered */

  GQueue held; /* of WbMessage */
  gsize held_bytes;
};

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->name);
  g_free (question);
}

/**
 * wb_socket_io_space_new:
 * @name: as “/admin”
 *
 * Returns: (transfer full): a namespace to be joined
 */
WbSocketIoSpace *
wb_socket_io_space_new (const char *name)
{
  WbSocketIoSpace *self = g_new0 (WbSocketIoSpace, 1);

  self->name = g_strdup (name);
  self->questions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, question_free);
  self->owed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

static void
clear_held (WbSocketIoSpace *self)
{
  g_queue_clear_full (&self->held, (GDestroyNotify)wb_message_unref);
  self->held_bytes = 0;
}

void
wb_socket_io_space_free (WbSocketIoSpace *self)
{
  clear_held (self);
  g_hash_table_unref (self->questions);
  g_hash_table_unref (self->owed);
  g_free (self->name);
  g_free (self->refusal);
  g_free (self->id);
  g_free (self->pid);
  g_free (self->offset);
  g_free (self);
}

const char *
wb_socket_io_space_get_name (const WbSocketIoSpace *self)
{
  return self->name;
}

/**
 * wb_socket_io_space_get_id:
 * @self: a namespace
 *
 * Returns: (nullable): what the server calls this client, while it is joined
 */
const char *
wb_socket_io_space_get_id (const WbSocketIoSpace *self)
{
  return self->id;
}

WbSocketIoSpaceState
wb_socket_io_space_get_state (const WbSocketIoSpace *self)
{
  return self->state;
}

/**
 * wb_socket_io_space_begin:
 * @self: a namespace
 *
 * A new link: what the server said about the last one counts no more.
 */
void
wb_socket_io_space_begin (WbSocketIoSpace *self)
{
  self->state = WB_SOCKET_IO_SPACE_WAITS;
  g_clear_pointer (&self->refusal, g_free);
}

static void
append_member (GString *out,
               const char *name,
               const char *value)
{
  g_string_append_printf (out, "\"%s\":", name);
  wb_json_append_string (out, value, strlen (value));
  g_string_append_c (out, ',');
}

/**
 * wb_socket_io_space_make_request:
 * @self: a namespace
 * @auth: (nullable): a valid JSON object
 *
 * Returns: (transfer full) (nullable): what to say with the wish to join, or nothing
 */
GBytes *
wb_socket_io_space_make_request (const WbSocketIoSpace *self,
                                 const char *auth)
{
  const char *members = auth != NULL ? strchr (auth, '{') + 1 : "}";
  GString *out;

  if (self->pid == NULL)
    return auth != NULL ? g_bytes_new (auth, strlen (auth)) : NULL;

  out = g_string_new ("{");
  append_member (out, "pid", self->pid);
  if (self->offset != NULL)
    append_member (out, "offset", self->offset);
  while (g_ascii_isspace (*members))
    members++;
  if (*members == '}')
    g_string_truncate (out, out->len - 1);
  g_string_append (out, members);
  return g_string_free_to_bytes (out);
}

static char *
find_name (const char *json,
           const char *member)
{
  g_autofree char *name = wb_json_find_member (json, member);

  return name != NULL && strlen (name) <= MAX_NAME_BYTES ? g_steal_pointer (&name) : NULL;
}

/**
 * wb_socket_io_space_join:
 * @self: a namespace
 * @answer: (nullable): what the server said to the wish
 *
 * Returns: what it means; only an old server does not let in
 */
WbSocketIoJoined
wb_socket_io_space_join (WbSocketIoSpace *self,
                         GBytes *answer)
{
  gsize length = 0;
  const char *data = answer != NULL ? g_bytes_get_data (answer, &length) : NULL;
  g_autofree char *json = g_strndup (data, length);
  g_autofree char *id = find_name (json, "sid");
  g_autofree char *pid = find_name (json, "pid");
  gboolean is_known;

  if (id == NULL)
    return WB_SOCKET_IO_OLD;

  is_known = pid != NULL && g_strcmp0 (pid, self->pid) == 0;
  if (!is_known)
    g_clear_pointer (&self->offset, g_free);
  g_free (self->id);
  g_free (self->pid);
  self->id = g_steal_pointer (&id);
  self->pid = g_steal_pointer (&pid);
  self->state = WB_SOCKET_IO_SPACE_JOINED;
  return is_known ? WB_SOCKET_IO_RECOVERED : WB_SOCKET_IO_JOINED;
}

/**
 * wb_socket_io_space_leave:
 * @self: a namespace
 *
 * The end of it on this link; messages that are held are dropped.
 *
 * Returns: how many answers were waited for in vain
 */
guint
wb_socket_io_space_leave (WbSocketIoSpace *self)
{
  guint n_questions = g_hash_table_size (self->questions);

  self->state = WB_SOCKET_IO_SPACE_LEFT;
  self->next_question = 0;
  g_clear_pointer (&self->id, g_free);
  g_hash_table_remove_all (self->questions);
  g_hash_table_remove_all (self->owed);
  clear_held (self);
  return n_questions;
}

/**
 * wb_socket_io_space_refuse:
 * @self: a namespace
 * @answer: what the server said to the wish to join
 *
 * The end of it on this link before it was joined.
 */
void
wb_socket_io_space_refuse (WbSocketIoSpace *self,
                           GBytes *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer, &length);
  g_autofree char *json = g_strndup (data, length);
  g_autofree char *words = wb_json_find_member (json, "message");

  wb_socket_io_space_leave (self);
  g_free (self->refusal);
  self->refusal = words != NULL && strlen (words) <= MAX_REFUSAL_BYTES ? g_steal_pointer (&words)
                                                                       : g_strdup ("");
}

static char *
describe_refusal (const WbSocketIoSpace *self)
{
  if (*self->refusal == '\0')
    /* Translators: %s is a namespace that can't be joined */
    return g_strdup_printf (_ ("%s · refused"), self->name);
  /* Translators: a namespace, and why it can't be joined in the words of the server */
  return g_strdup_printf (_ ("%s · refused: %s"), self->name, self->refusal);
}

/**
 * wb_socket_io_space_describe:
 * @self: a namespace
 *
 * Returns: (transfer full): its name and state in words, with those of the server as they are
 */
char *
wb_socket_io_space_describe (const WbSocketIoSpace *self)
{
  if (self->refusal != NULL)
    return describe_refusal (self);

  switch (self->state)
    {
    case WB_SOCKET_IO_SPACE_WAITS:
      /* Translators: %s is a namespace that the server was asked for */
      return g_strdup_printf (_ ("%s · joining"), self->name);
    case WB_SOCKET_IO_SPACE_JOINED:
      /* Translators: %s is a namespace */
      return g_strdup_printf (_ ("%s · joined"), self->name);
    case WB_SOCKET_IO_SPACE_LEFT:
    default:
      /* Translators: %s is a namespace that the server closed */
      return g_strdup_printf (_ ("%s · left"), self->name);
    }
}

/**
 * wb_socket_io_space_note_offset:
 * @self: a namespace
 * @arguments: those of an event that came
 *
 * Keeps the place in the stream that a server which knows its clients again adds as last argument.
 */
void
wb_socket_io_space_note_offset (WbSocketIoSpace *self,
                                GBytes *arguments)
{
  gsize length;
  const char *text = g_bytes_get_data (arguments, &length);
  g_autofree char *last = NULL;
  WbJsonReader reader;
  WbJsonToken token;

  if (self->pid == NULL)
    return;

  wb_json_reader_init (&reader, text, length);
  wb_json_reader_next (&reader);
  while ((token = wb_json_reader_next (&reader)) != WB_JSON_INVALID && reader.depth > 0)
    {
      g_clear_pointer (&last, g_free);
      if (token == WB_JSON_STRING && reader.length <= MAX_NAME_BYTES)
        last = wb_json_reader_dup_string (&reader);
      wb_json_reader_skip (&reader, token);
    }
  if (last == NULL)
    return;

  g_free (self->offset);
  self->offset = g_steal_pointer (&last);
}

static gint64 *
make_key (gint64 number)
{
  gint64 *key = g_new (gint64, 1);

  *key = number;
  return key;
}

/**
 * wb_socket_io_space_get_next_question:
 * @self: a namespace
 *
 * Returns: the number that wb_socket_io_space_ask() will give, or %WB_EVENT_NO_ACK when too many answers
 *   are waited for
 */
gint64
wb_socket_io_space_get_next_question (const WbSocketIoSpace *self)
{
  gboolean has_room = g_hash_table_size (self->questions) < MAX_QUESTIONS;

  return has_room ? self->next_question : WB_EVENT_NO_ACK;
}

/**
 * wb_socket_io_space_ask:
 * @self: a namespace
 * @name: name of an event that was sent
 *
 * Returns: the number to wait for an answer by, or %WB_EVENT_NO_ACK when too many are waited for
 */
gint64
wb_socket_io_space_ask (WbSocketIoSpace *self,
                        const char *name)
{
  Question *question;

  if (wb_socket_io_space_get_next_question (self) == WB_EVENT_NO_ACK)
    return WB_EVENT_NO_ACK;

  question = g_new0 (Question, 1);
  question->name = g_strdup (name);
  question->time = g_get_monotonic_time ();
  g_hash_table_insert (self->questions, make_key (self->next_question), question);
  return self->next_question++;
}

/**
 * wb_socket_io_space_take_question:
 * @self: a namespace
 * @number: number of an answer
 * @round_trip: (out): µs since it was asked
 *
 * Returns: (transfer full) (nullable): name of the event that it answers; %NULL if nobody asked
 */
char *
wb_socket_io_space_take_question (WbSocketIoSpace *self,
                                  gint64 number,
                                  gint64 *round_trip)
{
  Question *question = g_hash_table_lookup (self->questions, &number);
  char *name;

  if (question == NULL)
    return NULL;

  name = g_steal_pointer (&question->name);
  *round_trip = g_get_monotonic_time () - question->time;
  g_hash_table_remove (self->questions, &number);
  return name;
}

/**
 * wb_socket_io_space_owe:
 * @self: a namespace
 * @number: of an event that wants an answer
 *
 * Notes it; of very many unanswered ones those too many can't be answered any more.
 */
void
wb_socket_io_space_owe (WbSocketIoSpace *self,
                        gint64 number)
{
  if (g_hash_table_size (self->owed) < MAX_QUESTIONS)
    g_hash_table_add (self->owed, make_key (number));
}

gboolean
wb_socket_io_space_owes (const WbSocketIoSpace *self,
                         gint64 number)
{
  return g_hash_table_contains (self->owed, &number);
}

/**
 * wb_socket_io_space_pay:
 * @self: a namespace
 * @number: of an event that was answered
 *
 * Returns: whether an answer was owed; there is only one
 */
gboolean
wb_socket_io_space_pay (WbSocketIoSpace *self,
                        gint64 number)
{
  return g_hash_table_remove (self->owed, &number);
}

/**
 * wb_socket_io_space_hold:
 * @self: a namespace that is not joined yet
 * @message: (transfer full): what to send then
 *
 * Returns: whether there was room for it
 */
gboolean
wb_socket_io_space_hold (WbSocketIoSpace *self,
                         WbMessage *message)
{
  gsize cost = wb_message_get_cost (message);

  if (self->held.length >= MAX_HELD || cost > WB_SEND_QUEUE_MAX_BYTES - self->held_bytes)
    {
      wb_message_unref (message);
      return FALSE;
    }

  g_queue_push_tail (&self->held, message);
  self->held_bytes += cost;
  return TRUE;
}

guint
wb_socket_io_space_get_n_held (const WbSocketIoSpace *self)
{
  return self->held.length;
}

/**
 * wb_socket_io_space_take_held:
 * @self: a namespace
 *
 * Returns: (transfer full) (nullable): the next message that was held
 */
WbMessage *
wb_socket_io_space_take_held (WbSocketIoSpace *self)
{
  WbMessage *message = g_queue_pop_head (&self->held);

  if (message != NULL)
    self->held_bytes -= wb_message_get_cost (message);
  return message;
}
