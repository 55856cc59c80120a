// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Whereabouts authors

// Web Mercator: the world is the unit square, 0,0 being 180° W at the northern edge.

const MAX_LATITUDE = 85.0511287798066;

export const mercatorX = (longitude) => (longitude + 180) / 360;

export function mercatorY(latitude) {
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude));
  const sine = Math.sin((clamped * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);

  return Math.max(0, Math.min(1, y));
}

// Even-odd test of [x, y] against rings of such pairs.
export function isInside(rings, [x, y]) {
  let inside = false;

  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i];
      const [bx, by] = ring[j];

      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
