/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The outline of a marker, read from its SVG file.
 *
 * Reads what drawing programs write for a plain filled shape: moves, lines, cubic curves, arcs of
 * circles. Quadratic curves, ellipses and transformations are not understood. */

#include "config.h"

#include "wb-svg-path.h"

#include <math.h>
#include <string.h>

typedef enum {
  OP_MOVE,
  OP_LINE,
  OP_CURVE,
  OP_CLOSE,
} OpKind;

typedef struct {
  OpKind kind;
  double points[6]; /* x, y of up to three points; the last is the end */
} Op;

struct _WbSvgPath {
  GArray *ops; /* of Op */
};

/* Where reading is: the current point, the start of the figure, and the last control point, which
 * a smooth curve mirrors. */
typedef struct {
  GArray *ops;
  const char *at;
  char command;
  double x, y;
  double start_x, start_y;
  double control_x, control_y;
  gboolean failed;
} Reader;

/*
 * Words
 */

static void
skip_separators (Reader *self)
{
  while (*self->at == ',' || g_ascii_isspace (*self->at))
    self->at++;
}

static double
read_number (Reader *self)
{
  char *end;
  double number;

  skip_separators (self);
  number = g_ascii_strtod (self->at, &end);
  self->failed |= end == self->at || !isfinite (number);
  self->at = end;
  return number;
}

/* A flag is one digit, and the next number may follow at once. */
static gboolean
read_flag (Reader *self)
{
  skip_separators (self);
  if (*self->at != '0' && *self->at != '1')
    {
      self->failed = TRUE;
      return FALSE;
    }
  return *self->at++ == '1';
}

/* A point; small letters count from the current one. */
static void
read_point (Reader *self,
            double *x,
            double *y)
{
  gboolean relative = g_ascii_islower (self->command);

  *x = read_number (self) + (relative ? self->x : 0);
  *y = read_number (self) + (relative ? self->y : 0);
}

/*
 * Figures
 */

static void
move_on (Reader *self,
         double x,
         double y)
{
  self->x = self->control_x = x;
  self->y = self->control_y = y;
}

static void
add_line (Reader *self,
          double x,
          double y)
{
  Op op = { OP_LINE, { x, y } };

  g_array_append_val (self->ops, op);
  move_on (self, x, y);
}

static void
add_curve (Reader *self,
           double x1,
           double y1,
           double x2,
           double y2,
           double x,
           double y)
{
  Op op = { OP_CURVE, { x1, y1, x2, y2, x, y } };

  g_array_append_val (self->ops, op);
  move_on (self, x, y);
  self->control_x = x2;
  self->control_y = y2;
}

static void
read_move (Reader *self)
{
  Op op = { OP_MOVE, { 0 } };

  read_point (self, &op.points[0], &op.points[1]);
  g_array_append_val (self->ops, op);
  move_on (self, op.points[0], op.points[1]);
  self->start_x = self->x;
  self->start_y = self->y;
  /* Further points after a move are lines. */
  self->command = g_ascii_islower (self->command) ? 'l' : 'L';
}

static void
read_curve (Reader *self)
{
  gboolean smooth = g_ascii_tolower (self->command) == 's';
  double x1 = 2 * self->x - self->control_x;
  double y1 = 2 * self->y - self->control_y;
  double x2, y2, x, y;

  if (!smooth)
    read_point (self, &x1, &y1);
  read_point (self, &x2, &y2);
  read_point (self, &x, &y);
  add_curve (self, x1, y1, x2, y2, x, y);
}

/* Adds an arc around a middle as curves of at most a quarter turn. */
static void
add_arc (Reader *self,
         double middle_x,
         double middle_y,
         double radius,
         double from,
         double sweep)
{
  int parts = MAX (1, (int) ceil (fabs (sweep) / G_PI_2 - 1e-6));
  double step = sweep / parts;
  double handle = 4.0 / 3.0 * tan (step / 4) * radius;

  for (int i = 0; i < parts; i++, from += step)
    {
      double x = middle_x + radius * cos (from + step), y = middle_y + radius * sin (from + step);

      add_curve (self, self->x - handle * sin (from), self->y + handle * cos (from),
                 x + handle * sin (from + step), y - handle * cos (from + step), x, y);
    }
  self->control_x = self->x;
  self->control_y = self->y;
}

static void
read_arc (Reader *self)
{
  double radius = read_number (self);
  double other = read_number (self);
  double x, y, half, height, side, from, sweep;
  gboolean large, clockwise;

  read_number (self);
  large = read_flag (self);
  clockwise = read_flag (self);
  read_point (self, &x, &y);
  half = hypot (x - self->x, y - self->y) / 2;
  if (self->failed || fabs (radius - other) > 1e-9 || half < 1e-9)
    {
      self->failed = TRUE;
      return;
    }

  radius = MAX (radius, half);
  height = sqrt (MAX (0, radius * radius - half * half)) / (2 * half);
  side = large == clockwise ? -1 : 1;
  {
    double middle_x = (self->x + x) / 2 - side * height * (y - self->y);
    double middle_y = (self->y + y) / 2 + side * height * (x - self->x);

    from = atan2 (self->y - middle_y, self->x - middle_x);
    sweep = atan2 (y - middle_y, x - middle_x) - from;
    if (clockwise && sweep < 0)
      sweep += 2 * G_PI;
    else if (!clockwise && sweep > 0)
      sweep -= 2 * G_PI;
    add_arc (self, middle_x, middle_y, radius, from, sweep);
  }
}

static void
close_figure (Reader *self)
{
  Op op = { OP_CLOSE, { 0 } };

  g_array_append_val (self->ops, op);
  move_on (self, self->start_x, self->start_y);
}

static void
read_figure (Reader *self)
{
  double x = self->x, y = self->y;

  switch (self->command)
    {
    case 'M':
    case 'm':
      read_move (self);
      break;
    case 'L':
    case 'l':
      read_point (self, &x, &y);
      add_line (self, x, y);
      break;
    case 'H':
    case 'h':
      x = read_number (self) + (self->command == 'h' ? self->x : 0);
      add_line (self, x, y);
      break;
    case 'V':
    case 'v':
      y = read_number (self) + (self->command == 'v' ? self->y : 0);
      add_line (self, x, y);
      break;
    case 'C':
    case 'c':
    case 'S':
    case 's':
      read_curve (self);
      break;
    case 'A':
    case 'a':
      read_arc (self);
      break;
    default:
      self->failed = TRUE;
    }
}

static void
read_all (Reader *self)
{
  for (skip_separators (self); *self->at != '\0' && !self->failed; skip_separators (self))
    {
      if (g_ascii_isalpha (*self->at))
        self->command = *self->at++;
      if (g_ascii_tolower (self->command) == 'z')
        {
          close_figure (self);
          self->command = 0;
        }
      else
        read_figure (self);
    }
}

/**
 * wb_svg_path_new:
 * @commands: path data as in the attribute “d”
 *
 * Returns: (transfer full) (nullable): the outline, %NULL when @commands can't be understood
 */
WbSvgPath *
wb_svg_path_new (const char *commands)
{
  g_autoptr(GArray) ops = g_array_new (FALSE, FALSE, sizeof (Op));
  Reader reader = { .ops = ops, .at = commands };
  WbSvgPath *self;

  g_return_val_if_fail (commands != NULL, NULL);

  read_all (&reader);
  if (reader.failed)
    return NULL;

  self = g_new0 (WbSvgPath, 1);
  self->ops = g_steal_pointer (&ops);
  return self;
}

/**
 * wb_svg_path_new_from_svg:
 * @svg: text of an SVG file with one path
 * @length: bytes of @svg
 *
 * Returns: (transfer full) (nullable): the outline, %NULL when there is none
 */
WbSvgPath *
wb_svg_path_new_from_svg (const char *svg,
                          gsize length)
{
  g_autofree char *text = g_strndup (svg, length);
  char *begin = strstr (text, " d=\"");
  char *end = begin != NULL ? strchr (begin + 4, '"') : NULL;

  if (end == NULL)
    return NULL;
  *end = '\0';
  return wb_svg_path_new (begin + 4);
}

void
wb_svg_path_free (WbSvgPath *self)
{
  g_array_unref (self->ops);
  g_free (self);
}

/**
 * wb_svg_path_append:
 * @self: an outline
 * @cr: a context
 *
 * Adds the outline to the path of @cr.
 */
void
wb_svg_path_append (const WbSvgPath *self,
                    cairo_t *cr)
{
  for (guint i = 0; i < self->ops->len; i++)
    {
      const Op *op = &g_array_index (self->ops, Op, i);
      const double *p = op->points;

      switch (op->kind)
        {
        case OP_MOVE:
          cairo_move_to (cr, p[0], p[1]);
          break;
        case OP_LINE:
          cairo_line_to (cr, p[0], p[1]);
          break;
        case OP_CURVE:
          cairo_curve_to (cr, p[0], p[1], p[2], p[3], p[4], p[5]);
          break;
        case OP_CLOSE:
          cairo_close_path (cr);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}
