/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Text in several styles, made by a worker and put into a text view a little at a time. */

#include "config.h"

#include "wb-styled-text.h"

#include <adwaita.h>
#include <string.h>

/* Pango lays out a paragraph as a whole, so that a line of a megabyte would stop the window. */
#define MAX_LINE_BYTES 2000

/* The clock is looked at once for so many pieces. */
#define PIECES_PER_LOOK 64

/* Pieces are this long at most, so that one of them does not take long to insert. */
#define MAX_PIECE_BYTES 4096

typedef struct {
  guint32 length;
  guint8 style;
  guint8 marked;
} Piece;

/**
 * WbStyledText:
 *
 * What is appended may be any UTF-8: control characters are made visible and endless lines are
 * broken, so that a text view can show it.
 */
struct _WbStyledText {
  GString *text;
  GArray *pieces; /* of Piece: consecutive parts of the text */
  gsize column;   /* bytes since the last line break */

  /* How much of it is in the buffer */
  guint next;
  gsize inserted;
};

static const struct {
  const char *name;
  const char *light;
  const char *dark;
  PangoWeight weight;
} styles[WB_TEXT_N_STYLES] = {
  [WB_TEXT_PLAIN] = { "plain", NULL, NULL, PANGO_WEIGHT_NORMAL },
  [WB_TEXT_NAME] = { "name", "#1a5fb4", "#99c1f1", PANGO_WEIGHT_NORMAL },
  [WB_TEXT_STRING] = { "string", "#1c7a53", "#8ff0a4", PANGO_WEIGHT_NORMAL },
  [WB_TEXT_NUMBER] = { "number", "#8f4700", "#ffbe6f", PANGO_WEIGHT_NORMAL },
  [WB_TEXT_WORD] = { "word", "#813d9c", "#dc8add", PANGO_WEIGHT_NORMAL },
  [WB_TEXT_PUNCTUATION] = { "punctuation", "#6c6b70", "#9a9996", PANGO_WEIGHT_NORMAL },
  [WB_TEXT_HEADING] = { "heading", NULL, NULL, PANGO_WEIGHT_BOLD },
  [WB_TEXT_DIM] = { "dim", "#6c6b70", "#9a9996", PANGO_WEIGHT_NORMAL },
};

#define EXACT "exact"

#define MARK "mark"
#define MARK_LIGHT "#d9e8fb"
#define MARK_DARK "#233a57"

WbStyledText *
wb_styled_text_new (void)
{
  WbStyledText *self = g_new0 (WbStyledText, 1);

  self->text = g_string_new (NULL);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  return self;
}

void
wb_styled_text_free (WbStyledText *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->pieces);
  g_free (self);
}

/* Control characters have pictures of their own in Unicode. */
static gboolean
append_visible (GString *out,
                const char *at)
{
  guchar byte = (guchar) *at;

  if ((byte >= 0x20 && byte != 0x7f) || byte == '\n' || byte == '\t')
    return FALSE;
  g_string_append_unichar (out, byte == 0x7f ? 0x2421 : 0x2400 + byte);
  return TRUE;
}

static void
append_character (WbStyledText *self,
                  const char *at,
                  const char *end)
{
  gsize before = self->text->len;

  if (self->column > MAX_LINE_BYTES)
    {
      g_string_append_c (self->text, '\n');
      self->column = 0;
    }
  if (!append_visible (self->text, at))
    g_string_append_len (self->text, at, end - at);
  self->column = *at == '\n' ? 0 : self->column + self->text->len - before;
}

static void
add_piece (WbStyledText *self,
           WbTextStyle style,
           gboolean marked,
           gsize start)
{
  Piece piece = { (guint32) (self->text->len - start), (guint8) style, (guint8) marked };

  if (piece.length > 0)
    g_array_append_val (self->pieces, piece);
}

/**
 * wb_styled_text_append:
 * @self: a text
 * @style: its style
 * @marked: whether it gets a tint
 * @text: valid UTF-8, in which NUL may occur
 * @length: its bytes, −1 if it is NUL-terminated
 */
void
wb_styled_text_append (WbStyledText *self,
                       WbTextStyle style,
                       gboolean marked,
                       const char *text,
                       gssize length)
{
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);
  gsize start = self->text->len;

  for (const char *at = text; at < end;)
    {
      const char *next = MIN (g_utf8_next_char (at), end);

      append_character (self, at, next);
      at = next;
      if (self->text->len - start < MAX_PIECE_BYTES)
        continue;
      add_piece (self, style, marked, start);
      start = self->text->len;
    }
  add_piece (self, style, marked, start);
}

void
wb_styled_text_append_spaces (WbStyledText *self,
                              guint count)
{
  gsize start = self->text->len;

  for (guint i = 0; i < count; i++)
    g_string_append_c (self->text, ' ');
  self->column += count;
  add_piece (self, WB_TEXT_PLAIN, FALSE, start);
}

gsize
wb_styled_text_get_length (const WbStyledText *self)
{
  return self->text->len;
}

const char *
wb_styled_text_get_text (const WbStyledText *self)
{
  return self->text->str;
}

/*
 * Buffers
 */

static void
update_tags (GtkTextTagTable *table)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (styles[i].light != NULL)
      g_object_set (gtk_text_tag_table_lookup (table, styles[i].name),
                    "foreground", dark ? styles[i].dark : styles[i].light, NULL);
  g_object_set (gtk_text_tag_table_lookup (table, MARK), "background", dark ? MARK_DARK : MARK_LIGHT, NULL);
}

/**
 * wb_styled_text_prepare_buffer:
 * @buffer: a buffer
 * @direction: left to right for payloads, whatever they begin with
 *
 * Gives it the tags of the styles, which follow light and dark. Where a line is broken, no hyphen is
 * added: it would look as if it were part of the text.
 */
void
wb_styled_text_prepare_buffer (GtkTextBuffer *buffer,
                               GtkTextDirection direction)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, styles[i].name, "weight", styles[i].weight,
                                                    "insert-hyphens", FALSE, NULL);

      if (direction != GTK_TEXT_DIR_NONE)
        g_object_set (tag, "direction", direction, NULL);
    }
  gtk_text_buffer_create_tag (buffer, MARK, NULL);
  update_tags (table);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_tags), table,
                           G_CONNECT_SWAPPED);
}

static void
inserted_cb (GtkTextBuffer *buffer,
             GtkTextIter *end,
             const char *text,
             int length)
{
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  gtk_text_buffer_apply_tag_by_name (buffer, EXACT, &start, end);
}

/**
 * wb_styled_text_disable_hyphens:
 * @buffer: an empty buffer to write in
 *
 * Where a line of it is broken, nothing looks as if it were part of the text.
 */
void
wb_styled_text_disable_hyphens (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, EXACT, "insert-hyphens", FALSE, NULL);
  g_signal_connect_after (buffer, "insert-text", G_CALLBACK (inserted_cb), NULL);
}

static void
insert_piece (WbStyledText *self,
              GtkTextBuffer *buffer,
              const Piece *piece)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, self->text->str + self->inserted,
                                            (int) piece->length, styles[piece->style].name,
                                            piece->marked ? MARK : NULL, NULL);
  self->inserted += piece->length;
}

/**
 * wb_styled_text_insert:
 * @self: a text
 * @buffer: a buffer with the tags
 * @deadline: monotonic time at which to stop
 *
 * Appends what was not inserted yet, as far as there is time.
 *
 * Returns: whether there is more to insert
 */
gboolean
wb_styled_text_insert (WbStyledText *self,
                       GtkTextBuffer *buffer,
                       gint64 deadline)
{
  while (self->next < self->pieces->len)
    {
      insert_piece (self, buffer, &g_array_index (self->pieces, Piece, self->next++));
      if (self->next % PIECES_PER_LOOK == 0 && g_get_monotonic_time () >= deadline)
        break;
    }
  return self->next < self->pieces->len;
}
