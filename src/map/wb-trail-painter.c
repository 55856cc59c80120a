/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where tracks came from: a line that fades towards its old end.
 *
 * Lines are drawn by walking along their longer direction and covering, at each step, the few
 * pixels across by how much of them lies within the width. That is many times as fast as a general
 * rasteriser, and the opacity can change from pixel to pixel. */

#include "config.h"

#include "wb-trail-painter.h"

#include "wb-map-style.h"

#include <math.h>

/* How many logical pixels of trail are drawn in a frame; the more trails, the shorter they are. */
#define LENGTH_BUDGET 120000.0

/* Trails shorter than this tell nothing: then none is drawn. */
#define MIN_LENGTH 40.0

/* Points nearer than this to the one before are left out. */
#define MIN_STEP 2.5

/* Other trails stay behind the selected one. */
#define UNSELECTED_OPACITY 0.65

/* The line below the selected trail, which separates it from the others. */
#define CASING_OPACITY 0.6

/* One trail in pixels, from the newest point to the oldest drawn one. */
typedef struct {
  double x[WB_TRAIL_MAX_POINTS + 1];
  double y[WB_TRAIL_MAX_POINTS + 1];
  double along[WB_TRAIL_MAX_POINTS + 1]; /* from the newest point */
  guint length;
} Line;

/* An end of a line, in device pixels. It is cut off in the direction from the line before to the line
 * after it. */
typedef struct {
  double x;
  double y;
  double cut_x;
  double cut_y;
  double opacity; /* 0 to 1 */
} End;

/*
 * Lines
 */

static inline guint32
mix (guint32 below,
     guint32 pixel,
     guint alpha)
{
  guint32 others = below & 0xff00ff, green = below & 0x00ff00;

  others += (((pixel & 0xff00ff) - others) * alpha + 0x800080) >> 8;
  green += (((pixel & 0x00ff00) - green) * alpha + 0x008000) >> 8;
  return 0xff000000u | (others & 0xff00ff) | (green & 0x00ff00);
}

/* One edge of a line: what lies on the side of @along and @across is beyond it. */
typedef struct {
  float along;
  float across;
  float offset;
} Cut;

/* A line as the walk sees it: “along” is the direction it walks in. */
typedef struct {
  int begin, end;
  float middle; /* across, at pixel 0 */
  float slope;
  float half;   /* half of its extent across */
  float opacity; /* at pixel 0, of 256 */
  float fade;    /* change with each pixel */
  float lowest, highest; /* opacity */
  Cut first, last;
} Course;

static void
draw_course (WbCanvas *canvas,
             const Course *course,
             gboolean steep,
             guint32 pixel)
{
  int across_end = steep ? canvas->width : canvas->height;
  gsize along_step = steep ? (gsize) canvas->stride : 1, across_step = steep ? 1 : (gsize) canvas->stride;

  for (int i = course->begin; i < course->end; i++)
    {
      float middle = course->middle + course->slope * i;
      float opacity = CLAMP (course->opacity + course->fade * i, course->lowest, course->highest);
      float first = course->first.along * i + course->first.offset;
      float last = course->last.along * i + course->last.offset;
      int from = (int) MAX (0, middle - course->half), to = (int) MIN (across_end - 1, middle + course->half);
      guint32 *at = canvas->pixels + (gsize) i * along_step;

      for (int j = from; j <= to; j++)
        {
          float cover = course->half - fabsf (j + 0.5f - middle);

          if (cover > 0 && first + course->first.across * j >= 0 && last + course->last.across * j < 0)
            at[(gsize) j * across_step] =
                mix (at[(gsize) j * across_step], pixel, (guint) (MIN (cover, 1) * opacity));
        }
    }
}

static Cut
make_cut (const End *end,
          gboolean steep)
{
  Cut cut = {
    .along = (float) (steep ? end->cut_y : end->cut_x),
    .across = (float) (steep ? end->cut_x : end->cut_y),
    /* Pixels count from their middle. */
    .offset = (float) ((0.5 - end->x) * end->cut_x + (0.5 - end->y) * end->cut_y),
  };

  return cut;
}

/* Draws a line whose opacity changes from end to end. Lines with a common end whose cut is the same
 * fit together: each pixel belongs to one of them. */
static void
draw_line (WbCanvas *canvas,
           const End *from,
           const End *to,
           double width,
           guint32 pixel)
{
  double dx = to->x - from->x, dy = to->y - from->y;
  gboolean steep = fabs (dy) > fabs (dx);
  double extent = steep ? dy : dx, slope = steep ? dx / dy : dy / dx;
  double start = steep ? from->y : from->x, across = steep ? from->x : from->y;
  double fade = (to->opacity - from->opacity) / extent;
  /* Slanting cuts reach beyond the ends. */
  double begin = MIN (start, start + extent) - width, end = MAX (start, start + extent) + width;
  Course course;

  if (fabs (extent) < 1e-6)
    return;

  course.begin = (int) MAX (0, begin);
  course.end = (int) MIN (steep ? canvas->height : canvas->width, end);
  course.slope = (float) slope;
  course.middle = (float) (across + slope * (0.5 - start));
  course.half = (float) (width / 2 * sqrt (1 + slope * slope) + 0.5);
  course.fade = (float) (256 * fade);
  course.opacity = (float) (256 * (from->opacity + fade * (0.5 - start)));
  course.lowest = (float) (256 * MIN (from->opacity, to->opacity));
  course.highest = (float) (256 * MAX (from->opacity, to->opacity));
  course.first = make_cut (from, steep);
  course.last = make_cut (to, steep);
  draw_course (canvas, &course, steep, pixel);
}

/*
 * Trails
 */

static void
add_point (Line *line,
           double x,
           double y,
           double along)
{
  line->x[line->length] = x;
  line->y[line->length] = y;
  line->along[line->length] = along;
  line->length++;
}

/* Follows the trail from where the track is drawn back to its oldest point or to @max_length. Each
 * point is placed from the one after it, so that a trail across the antimeridian holds together. */
static void
follow (Line *line,
        const WbTrail *trail,
        double x,
        double y,
        guint32 fix_x,
        guint32 fix_y,
        double scale,
        double max_length)
{
  const WbTrailPoint *points = wb_trail_get_points (trail);
  double drift_x = x, drift_y = y;
  guint32 last_x = fix_x, last_y = fix_y;

  line->length = 0;
  add_point (line, x, y, 0);
  for (guint i = wb_trail_get_length (trail); i-- > 0;)
    {
      const guint end = line->length - 1;
      double dx, dy, step;

      drift_x += (gint32) (points[i].x - last_x) * scale;
      drift_y += ((double) points[i].y - last_y) * scale;
      last_x = points[i].x;
      last_y = points[i].y;
      dx = drift_x - line->x[end];
      dy = drift_y - line->y[end];
      /* Most points end here, and a square root of each costs more than all the drawing. */
      if (dx * dx + dy * dy < MIN_STEP * MIN_STEP && i > 0)
        continue;
      step = sqrt (dx * dx + dy * dy);
      if (line->along[end] + step >= max_length)
        {
          double share = step > 0 ? (max_length - line->along[end]) / step : 0;

          add_point (line, line->x[end] + dx * share, line->y[end] + dy * share, max_length);
          return;
        }
      add_point (line, drift_x, drift_y, line->along[end] + step);
    }
}

/* The end of a line at a point of the trail. Where the trail bends it is cut midway between both
 * directions, so that both sides meet; where it turns back, across. */
static void
set_end (End *end,
         const Line *line,
         guint i,
         int scale)
{
  guint before = i > 0 ? i - 1 : i, after = i + 1 < line->length ? i + 1 : i;
  double ahead_x = line->x[after] - line->x[i], ahead_y = line->y[after] - line->y[i];
  double behind_x = line->x[i] - line->x[before], behind_y = line->y[i] - line->y[before];
  double ahead = hypot (ahead_x, ahead_y), behind = hypot (behind_x, behind_y);

  end->x = line->x[i] * scale;
  end->y = line->y[i] * scale;
  end->cut_x = end->cut_y = 0;
  if (ahead > 0)
    {
      end->cut_x += ahead_x / ahead;
      end->cut_y += ahead_y / ahead;
    }
  if (behind > 0 && (ahead == 0 || ahead_x * behind_x + ahead_y * behind_y > 0))
    {
      end->cut_x += behind_x / behind;
      end->cut_y += behind_y / behind;
    }
}

static void
draw_trail (WbCanvas *canvas,
            const Line *line,
            const WbMapStyle *style,
            double width,
            double strength,
            guint32 pixel)
{
  double whole = line->along[line->length - 1];
  double range = style->trail_oldest - style->trail_newest;
  End newer, older;

  set_end (&newer, line, 0, canvas->scale);
  newer.opacity = style->trail_newest * strength;
  for (guint i = 1; i < line->length; i++)
    {
      set_end (&older, line, i, canvas->scale);
      older.opacity = (style->trail_newest + range * line->along[i] / whole) * strength;
      draw_line (canvas, &newer, &older, width * canvas->scale, pixel);
      newer = older;
    }
}

/* Reads one trail into @line; says whether there is anything to draw. */
static gboolean
read_trail (Line *line,
            const WbScene *scene,
            WbTrackStore *tracks,
            guint position,
            double max_length)
{
  const WbTrail *trail = wb_track_store_get_trail (tracks, position);
  g_autoptr(WbTrackBlock) block = NULL;
  guint i = position % WB_TRACK_BLOCK_SIZE;
  double fix_x, fix_y, x, y;

  if (trail == NULL || wb_trail_get_length (trail) == 0)
    return FALSE;

  block = wb_track_store_get_block (tracks, position / WB_TRACK_BLOCK_SIZE);
  wb_scene_project (scene, block->x[i], block->y[i], &fix_x, &fix_y);
  wb_visible_place (tracks, scene, block, position, &x, &y);
  follow (line, trail, fix_x, fix_y, block->x[i], block->y[i], wb_scene_get_pixels_per_unit (scene), max_length);
  line->x[0] = x;
  line->y[0] = y;
  return line->along[line->length - 1] > 0;
}

static gboolean
has_trail (const WbVisibleTrack *track)
{
  return track->freshness == WB_FRESHNESS_LIVE || track->freshness == WB_FRESHNESS_STALE;
}

static void
paint_all (WbCanvas *canvas,
           const WbScene *scene,
           WbTrackStore *tracks,
           const GArray *visible,
           double max_length,
           const guint32 *pixels,
           Line *line)
{
  const WbMapStyle *style = wb_map_style_get (scene->theme);

  for (guint i = 0; i < visible->len; i++)
    {
      const WbVisibleTrack *track = &g_array_index (visible, WbVisibleTrack, i);

      if (has_trail (track) && track->position != scene->selected &&
          read_trail (line, scene, tracks, track->position, max_length))
        draw_trail (canvas, line, style, style->trail_width, UNSELECTED_OPACITY,
                    pixels[track->colour % style->n_tracks]);
    }
}

static void
paint_selected (WbCanvas *canvas,
                const WbScene *scene,
                WbTrackStore *tracks,
                const guint32 *pixels,
                Line *line)
{
  const WbMapStyle *style = wb_map_style_get (scene->theme);
  g_autoptr(WbTrackBlock) block = NULL;
  guint colour;

  if (!read_trail (line, scene, tracks, scene->selected, LENGTH_BUDGET))
    return;

  block = wb_track_store_get_block (tracks, scene->selected / WB_TRACK_BLOCK_SIZE);
  colour = block->colour[scene->selected % WB_TRACK_BLOCK_SIZE];
  draw_trail (canvas, line, style, style->trail_casing_width, CASING_OPACITY, wb_canvas_get_pixel (&style->land));
  draw_trail (canvas, line, style, style->trail_width_selected, 1, pixels[colour % style->n_tracks]);
}

/**
 * wb_trail_painter_paint:
 * @canvas: a canvas
 * @scene: a scene
 * @tracks: a store
 * @visible: what the scene shows of it
 *
 * Paints the trails of what is visible, if the scene wants them, and that of the selected track.
 */
void
wb_trail_painter_paint (WbCanvas *canvas,
                        const WbScene *scene,
                        WbTrackStore *tracks,
                        const WbVisible *visible)
{
  const WbMapStyle *style = wb_map_style_get (scene->theme);
  double max_length = LENGTH_BUDGET / MAX (1, visible->tracks->len + visible->outside->len);
  guint32 pixels[WB_MAP_STYLE_MAX_COLOURS];
  Line line;

  for (guint i = 0; i < style->n_tracks; i++)
    pixels[i] = wb_canvas_get_pixel (&style->tracks[i]);
  if (scene->trails && max_length >= MIN_LENGTH)
    {
      paint_all (canvas, scene, tracks, visible->outside, max_length, pixels, &line);
      paint_all (canvas, scene, tracks, visible->tracks, max_length, pixels, &line);
    }
  if (scene->selected < wb_track_store_get_length (tracks))
    paint_selected (canvas, scene, tracks, pixels, &line);
}
