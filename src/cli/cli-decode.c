/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* whereabouts-cli decode: read messages and print the positions in them. */

#include "config.h"

#include "cli-locale.h"
#include "cli.h"

#include "wb-line.h"
#include "wb-profile.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define READ_BYTES (64 * 1024)
#define WRITE_BYTES (64 * 1024)

typedef struct {
  WbDecoder *decoder;
  gboolean whole;
  GString *out;
  CliWritten written; /* what became of the output so far */
} Decode;

static void
decode_message (Decode *self,
                const char *text,
                gsize length)
{
  g_autoptr(GBytes) payload = g_bytes_new (text, length);
  gboolean valid = g_utf8_validate_len (text, length, NULL);
  g_autoptr(WbMessage) message = wb_message_new (
      WB_DIRECTION_RECEIVED, valid ? WB_MESSAGE_TEXT : WB_MESSAGE_BINARY, WB_TIME_NONE, payload);

  cli_locale_decode (self->decoder, message);
  for (const WbReport *report = message->reports; report != NULL; report = report->next)
    wb_line_append_report (self->out, NULL, report, WB_TIME_NONE);
  if (self->out->len >= WRITE_BYTES)
    self->written = cli_write (self->out, G_MAXINT64);
}

static void
decode_line (Decode *self,
             const char *text,
             gsize length)
{
  if (length > 0 && text[length - 1] == '\r')
    length--;
  if (length > 0)
    decode_message (self, text, length);
}

/* Decodes the whole lines in @input and removes them from it. */
static void
take_lines (Decode *self,
            GByteArray *input)
{
  gsize start = 0;
  const guint8 *end;

  while ((end = memchr (input->data + start, '\n', input->len - start)) != NULL)
    {
      gsize length = (gsize) (end - input->data) - start;

      decode_line (self, (const char *) input->data + start, length);
      start += length + 1;
    }
  g_byte_array_remove_range (input, 0, (guint) start);
}

static gboolean
is_too_large (const GByteArray *input,
              const char *name)
{
  if (input->len <= WB_MAX_MESSAGE_BYTES)
    return FALSE;

  g_printerr (_ ("whereabouts-cli: %s: a message is larger than %d MiB.\n"), name,
              WB_MAX_MESSAGE_BYTES / (1024 * 1024));
  return TRUE;
}

/* Returns whether all of the file was read. */
static gboolean
decode_file (Decode *self,
             FILE *file,
             const char *name)
{
  g_autoptr(GByteArray) input = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_BYTES);
  gsize count;

  while (self->written == CLI_WRITTEN && (count = fread (buffer, 1, READ_BYTES, file)) > 0)
    {
      g_byte_array_append (input, buffer, (guint) count);
      if (!self->whole)
        take_lines (self, input);
      if (is_too_large (input, name))
        return FALSE;
    }
  if (ferror (file))
    {
      g_printerr (_ ("whereabouts-cli: “%s” could not be read: %s\n"), name, g_strerror (errno));
      return FALSE;
    }
  if (input->len > 0)
    decode_line (self, (const char *) input->data, input->len);
  return TRUE;
}

static gboolean
decode_path (Decode *self,
             const char *path)
{
  FILE *file;
  gboolean read;

  if (g_str_equal (path, "-"))
    return decode_file (self, stdin, _ ("standard input"));

  file = fopen (path, "rb");
  if (file == NULL)
    {
      g_printerr (_ ("whereabouts-cli: “%s” could not be opened: %s\n"), path, g_strerror (errno));
      return FALSE;
    }
  read = decode_file (self, file, path);
  fclose (file);
  return read;
}

static gboolean
decode_paths (Decode *self,
              int argc,
              char **argv)
{
  gboolean read = TRUE;

  if (argc == 1)
    return decode_path (self, "-");
  for (int i = 1; i < argc; i++)
    read = decode_path (self, argv[i]) && read;
  return read;
}

/**
 * cli_decode:
 * @registry: what formats there are
 * @argc: number of arguments
 * @argv: arguments, the command's name first
 *
 * Returns: the exit status
 */
int
cli_decode (WbRegistry *registry,
            int argc,
            char **argv)
{
  g_autofree char *format = NULL;
  g_autoptr(WbDecoder) decoder = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  Decode self = { .out = out };
  gboolean read;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("Read positions as format NAME instead of finding out"),
      N_ ("NAME") },
    { "whole", 0, 0, G_OPTION_ARG_NONE, &self.whole, N_ ("Each file is one message, not each line"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!cli_parse (_ ("[FILE…]"), _ ("Reads messages, one per line, and prints the positions in them, one JSON object per line."),
                  entries, &argc, &argv) ||
      !cli_check_format (registry, format))
    return CLI_USAGE;

  self.decoder = decoder = wb_registry_create_decoder (registry, format);
  read = decode_paths (&self, argc, argv);
  if (self.written == CLI_WRITTEN)
    self.written = cli_write (out, G_MAXINT64);
  return read && self.written != CLI_UNWRITTEN ? CLI_DONE : CLI_FAILED;
}
