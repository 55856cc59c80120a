/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said about a message in lists and details. */

#include "config.h"

#include "wb-message-text.h"

#include "wb-format-text.h"
#include "wb-hex.h"
#include "wb-spoken.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More of a payload never fits into a line. */
#define MAX_LINE_BYTES 400
#define MAX_LINE_HEX 64

/* Nobody listens to more than this on the way through a list. */
#define MAX_SPOKEN_CHARS 120

/* Sizes from here on are rounded in lists. */
#define ROUND_FROM 10000

/* The first strong character decides in which direction a line runs; payloads run from left to
 * right. */
#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e"

/**
 * wb_message_text_is_readable:
 * @message: a message
 *
 * Returns: whether the beginning of it can be shown as text
 */
gboolean
wb_message_text_is_readable (const WbMessage *message)
{
  gsize length;
  const char *data = g_bytes_get_data (message->payload, &length);
  gsize looked_at = MIN (length, MAX_LINE_BYTES);
  const char *end;

  if (message->kind != WB_MESSAGE_BINARY)
    return TRUE;
  if (length == 0 || (!g_utf8_validate_len (data, looked_at, &end) &&
                      (looked_at == length || data + looked_at - end > 3)))
    return FALSE;
  for (gsize i = 0; i < looked_at; i++)
    if ((guchar) data[i] < 0x20 && strchr ("\t\r\n", data[i]) == NULL)
      return FALSE;
  return memchr (data, '\0', looked_at) == NULL;
}

/* Characters that would turn the text around or be drawn as nothing. */
static gboolean
is_invisible (gunichar character)
{
  return (character >= 0x200b && character <= 0x200f) || (character >= 0x202a && character <= 0x202e) ||
         (character >= 0x2060 && character <= 0x206f) || character == 0xfeff;
}

static void
append_visible (GString *out,
                gunichar character)
{
  if (character < 0x20)
    g_string_append_unichar (out, 0x2400 + character);
  else if (is_invisible (character) || character == 0xfffc)
    g_string_append_unichar (out, 0xfffd);
  else
    g_string_append_unichar (out, character);
}

static char *
make_line (const char *text,
           gsize length)
{
  const char *end = text + MIN (length, MAX_LINE_BYTES);
  GString *out = g_string_new (LEFT_TO_RIGHT_MARK);

  while (text < end && g_ascii_isspace (*text))
    text++;
  while (text < end && *text != '\n' && *text != '\r')
    {
      gunichar character = g_utf8_get_char_validated (text, end - text);

      /* Only the cut at the end leaves half a character. */
      if (character == (gunichar) -1 || character == (gunichar) -2)
        break;
      append_visible (out, character == '\t' ? ' ' : character);
      text = *text == '\0' ? text + 1 : g_utf8_next_char (text);
    }
  return g_string_free (out, FALSE);
}

/**
 * wb_message_text_line:
 * @message: a message
 *
 * Returns: (transfer full): its first line, safe to be shown; bytes in hexadecimal if it is no text
 */
char *
wb_message_text_line (const WbMessage *message)
{
  gsize length;
  const char *data = g_bytes_get_data (message->payload, &length);
  GString *hex;

  if (length == 0)
    return g_strdup ("");
  if (wb_message_text_is_readable (message))
    return make_line (data, length);

  hex = g_string_new (NULL);
  wb_hex_append_line (hex, (const guint8 *) data, MIN (length, MAX_LINE_HEX));
  return g_string_free (hex, FALSE);
}

/**
 * wb_message_text_size:
 * @size: bytes
 *
 * Returns: (transfer full): as in “214”, “12k”, “3.4M”
 */
char *
wb_message_text_size (gsize size)
{
  if (size < ROUND_FROM)
    return g_strdup_printf ("%" G_GSIZE_FORMAT, size);
  if (size < 1000 * 1000 - 500)
    /* Translators: thousands of bytes, as short as possible */
    return g_strdup_printf (_ ("%.0fk"), (double) size / 1000);
  /* Translators: millions of bytes, as short as possible */
  return g_strdup_printf (_ ("%.1fM"), (double) size / 1e6);
}

/**
 * wb_message_text_long_size:
 * @size: bytes
 *
 * Returns: (transfer full): as in “214 B”, with a thin no-break space
 */
char *
wb_message_text_long_size (gsize size)
{
  if (size < ROUND_FROM)
    /* Translators: a size in bytes */
    return g_strdup_printf (_ ("%u B"), (guint) size);
  if (size < 1000 * 1000 - 500)
    return g_strdup_printf (_ ("%.1f kB"), (double) size / 1000);
  return g_strdup_printf (_ ("%.1f MB"), (double) size / 1e6);
}

static char *
name_of (const WbReport *report)
{
  const char *name = report->label != NULL && *report->label != '\0' ? report->label : report->id;

  return name != NULL && *name != '\0' ? make_line (name, strlen (name)) : NULL;
}

static char *
count_objects (guint count)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u object", "%u objects", count), count);
}

/**
 * wb_message_text_subject:
 * @message: a message
 * @rejected: (out): whether a position of it was refused
 *
 * Returns: (transfer full) (nullable): which object it is about, or why it was refused
 */
char *
wb_message_text_subject (const WbMessage *message,
                         gboolean *rejected)
{
  const WbReport *object = NULL;
  guint count = 0;

  *rejected = FALSE;
  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    if (report->kind == WB_REPORT_REJECTED)
      {
        *rejected = TRUE;
        return g_strdup (wb_reason_describe (report->reason));
      }
    else if (report->kind == WB_REPORT_FIX || report->kind == WB_REPORT_REMOVED)
      {
        object = object != NULL ? object : report;
        count++;
      }

  if (count > 1)
    return count_objects (count);
  return object != NULL ? name_of (object) : NULL;
}

/* A name as it came is neither safe to draw nor short. */
static void
append_name (GString *out,
             const char *name)
{
  g_autofree char *line = make_line (name, strlen (name));

  g_string_append (out, line + strlen (LEFT_TO_RIGHT_MARK));
}

/**
 * wb_message_text_event:
 * @message: a message
 *
 * Returns: (transfer full) (nullable): what the event is called, and how long its answer took, as in
 *   “/admin position” or “position · 12 ms”; %NULL if it is none
 */
char *
wb_message_text_event (const WbMessage *message)
{
  const WbEvent *event = message->event;
  GString *out;

  if (event == NULL)
    return NULL;

  out = g_string_new (LEFT_TO_RIGHT_MARK);
  if (event->space != NULL && !g_str_equal (event->space, WB_EVENT_ROOT))
    {
      append_name (out, event->space);
      g_string_append_c (out, ' ');
    }
  if (event->name != NULL)
    append_name (out, event->name);
  if (event->round_trip >= 0)
    /* Translators: how long an answer took */
    g_string_append_printf (out, _ (" · %d ms"), (int) (event->round_trip / 1000));
  return g_string_free (out, FALSE);
}

/* What an event brings beside its arguments. */
static void
append_event_facts (GString *out,
                    const WbMessage *message)
{
  guint n_attachments = wb_event_get_n_attachments (message->event);
  g_autofree char *name = wb_message_text_event (message);

  g_string_append_printf (out, " · %s", name);
  if (message->kind == WB_MESSAGE_EVENT && message->event->ack >= 0)
    g_string_append (out, message->direction == WB_DIRECTION_RECEIVED ? _ (" · waits for an answer")
                                                                      : _ (" · asks for an answer"));
  if (n_attachments > 0)
    {
      g_string_append (out, " · ");
      g_string_append_printf (
          out, g_dngettext (GETTEXT_PACKAGE, "%u attachment", "%u attachments", n_attachments), n_attachments);
    }
}

static const char *
describe_direction (const WbMessage *message)
{
  if (message->direction == WB_DIRECTION_RECEIVED)
    return _ ("Received");
  if (message->direction == WB_DIRECTION_SENT)
    return _ ("Sent");
  return _ ("About the connection");
}

static const char *
describe_kind (const WbMessage *message)
{
  static const char *const kinds[] = {
    /* Translators: kinds of messages */
    [WB_MESSAGE_TEXT] = N_ ("text"),   [WB_MESSAGE_BINARY] = N_ ("binary"),
    [WB_MESSAGE_PING] = N_ ("ping"),   [WB_MESSAGE_PONG] = N_ ("pong"),
    [WB_MESSAGE_STATE] = N_ ("state"), [WB_MESSAGE_ERROR] = N_ ("failure"),
    [WB_MESSAGE_EVENT] = N_ ("event"), [WB_MESSAGE_ACK] = N_ ("answer"),
    [WB_MESSAGE_CONTROL] = N_ ("protocol"),
  };

  return _ (kinds[message->kind]);
}

/* What is behind so many blanks is not looked for. */
static gboolean
is_blank (const WbMessage *message)
{
  gsize length;
  const char *data = g_bytes_get_data (message->payload, &length);

  if (length > MAX_LINE_BYTES || (length > 0 && !wb_message_text_is_readable (message)))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/**
 * wb_message_text_blank:
 * @message: a message
 *
 * Returns: (nullable): what to say instead of its first line where that shows nothing
 */
const char *
wb_message_text_blank (const WbMessage *message)
{
  if (!is_blank (message))
    return NULL;
  if (message->kind == WB_MESSAGE_PING || message->kind == WB_MESSAGE_PONG)
    return describe_kind (message);
  /* Translators: of a message, as small as “ping”; the second has spaces and line ends only */
  return g_bytes_get_size (message->payload) == 0 ? _ ("empty") : _ ("only blanks");
}

/**
 * wb_message_text_facts:
 * @message: a message
 *
 * Returns: (transfer full): as in “Received · text · 214 B” or “Received · event · position · 37 B”
 */
char *
wb_message_text_facts (const WbMessage *message)
{
  g_autofree char *size = wb_message_text_long_size (wb_message_get_size (message));
  GString *facts = g_string_new (describe_direction (message));

  g_string_append_printf (facts, " · %s", describe_kind (message));
  if (message->event != NULL)
    append_event_facts (facts, message);
  if (message->direction != WB_DIRECTION_LOCAL)
    g_string_append_printf (facts, " · %s", size);
  return g_string_free (facts, FALSE);
}

/**
 * wb_message_text_spoken:
 * @message: a message
 *
 * Returns: (transfer full): its row as it is read out: whether it was sent or received, when, what
 *   kind it is, what it is about and how it begins
 */
char *
wb_message_text_spoken (const WbMessage *message)
{
  gboolean rejected;
  g_autofree char *time = wb_format_time (message->time, FALSE);
  g_autofree char *subject = wb_message_text_subject (message, &rejected);
  g_autofree char *line = wb_message_text_line (message);
  g_autofree char *start = g_utf8_substring (line, 0, MIN (g_utf8_strlen (line, -1), MAX_SPOKEN_CHARS));
  g_autofree char *event = wb_message_text_event (message);
  const char *kind = describe_kind (message);
  const char *blank = wb_message_text_blank (message);
  const char *facts[] = { describe_direction (message), time, kind, event, subject,
                          blank == NULL ? start : g_str_equal (blank, kind) ? NULL : blank };

  return wb_spoken_join (facts, G_N_ELEMENTS (facts));
}

static const char *
state_icon (WbState state)
{
  switch (state)
    {
    case WB_STATE_OPEN:
      return "status-open-symbolic";
    case WB_STATE_CONNECTING:
    case WB_STATE_CLOSING:
    case WB_STATE_WAITING:
      return "status-waiting-symbolic";
    case WB_STATE_CLOSED:
    default:
      return "status-closed-symbolic";
    }
}

/**
 * wb_message_text_direction_icon:
 * @message: a message
 *
 * Returns: name of the icon at the start of its row
 */
const char *
wb_message_text_direction_icon (const WbMessage *message)
{
  if (message->kind == WB_MESSAGE_ERROR)
    return "status-failed-symbolic";
  if (message->kind == WB_MESSAGE_STATE)
    return state_icon (message->change->state);
  if (message->direction == WB_DIRECTION_LOCAL)
    return "dialog-information-symbolic";
  return message->direction == WB_DIRECTION_SENT ? "direction-sent-symbolic" : "direction-received-symbolic";
}
