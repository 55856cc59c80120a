/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Numbers as text, the same in every locale. */

#include "config.h"

#include "wb-number.h"

#include <math.h>
#include <string.h>

/* 17 significant digits tell any two doubles apart; 32 bytes hold sign, point and exponent too. */
#define MAX_DIGITS 17
#define BUFFER_SIZE 32

/**
 * wb_number_append:
 * @out: where to
 * @value: a finite number
 *
 * Appends the shortest decimal that reads back as the same double; whole numbers end in “.0”, so
 * that a reader knows them for doubles. The text is a JSON number.
 */
void
wb_number_append (GString *out,
                  double value)
{
  char text[BUFFER_SIZE];
  char format[] = "%.15g";

  g_return_if_fail (isfinite (value));

  for (int digits = 15; digits <= MAX_DIGITS; digits++)
    {
      format[3] = (char) ('0' + digits - 10);
      g_ascii_formatd (text, sizeof text, format, value);
      if (digits == MAX_DIGITS || g_ascii_strtod (text, NULL) == value)
        break;
    }

  g_string_append (out, text);
  if (strpbrk (text, ".e") == NULL)
    g_string_append (out, ".0");
}

/**
 * wb_number_parse:
 * @text: text, not necessarily NUL-terminated; blanks around the number are allowed
 * @length: its bytes
 * @value: (out): the number
 *
 * Reads a decimal number that fills all of @text. Unlike strtod() it knows no hexadecimal numbers,
 * infinities or locales, and unlike parseFloat() it refuses “12.5abc” and the empty text.
 *
 * Returns: whether @text is a number that a double can hold
 */
gboolean
wb_number_parse (const char *text,
                 gsize length,
                 double *value)
{
  char buffer[64];
  char *end = NULL;

  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  if (length == 0 || length >= sizeof buffer)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && strchr ("+-.eE", text[i]) == NULL)
      return FALSE;

  memcpy (buffer, text, length);
  buffer[length] = '\0';
  *value = g_ascii_strtod (buffer, &end);
  return end == buffer + length && isfinite (*value);
}
