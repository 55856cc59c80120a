// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Whereabouts authors

// Land, borders, lakes and rivers of one scale.

import { mercatorX, mercatorY } from './mercator.mjs';

const POLE = 90;

// Lakes and rivers come on a grid as coarse as this, in degrees; see relax().
const GRID = [0.036, 0.018];
const RELAX_ROUNDS = 12;

// Points of smoothed lines that lie this close to the line without them are left out, in degrees.
const THIN = 0.0008;

function geometries(topojson, topology, name) {
  const feature = topojson.feature(topology, topology.objects[name]);

  return (feature.features ?? [feature]).map((part) => part.geometry);
}

const ringsOf = (geometry) =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();

const linesOf = (geometry) =>
  geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;

// Makes longitudes run on where they jump from one side of the antimeridian to the other.
function unwrap(points) {
  const result = [[...points[0]]];

  for (const [longitude, latitude] of points.slice(1)) {
    const before = result.at(-1)[0];

    result.push([longitude - 360 * Math.round((longitude - before) / 360), latitude]);
  }
  return result;
}

// What is left of a ring on one side of a meridian.
function cutRing(ring, meridian, side) {
  const result = [];

  ring.forEach((b, i) => {
    const a = ring.at(i - 1);
    const aInside = side * (a[0] - meridian) >= 0;
    const bInside = side * (b[0] - meridian) >= 0;

    if (aInside !== bInside) {
      result.push([meridian, a[1] + ((meridian - a[0]) / (b[0] - a[0])) * (b[1] - a[1])]);
    }
    if (bInside) result.push(b);
  });
  return result;
}

// The sources are stitched for the sphere: a ring may cross ±180° and may go around a pole. Such a
// one is closed over its pole first, then each is cut into what lies within ±180°.
function flattenRing(points) {
  const ring = unwrap(points);
  const turn = ring.at(-1)[0] - ring[0][0];

  if (Math.abs(turn) > 180) {
    const pole = ring[0][1] > 0 ? POLE : -POLE;

    ring.push([ring.at(-1)[0], pole], [ring[0][0], pole]);
  } else {
    ring.pop();
  }
  return [-360, 0, 360]
    .map((shift) => ring.map(([longitude, latitude]) => [longitude + shift, latitude]))
    .map((shifted) => cutRing(cutRing(shifted, 180, -1), -180, 1))
    .filter((part) => part.length > 2);
}

// The parts of a line within ±180°.
function flattenLine(points) {
  const line = unwrap(points);
  const parts = [];

  for (const shift of [-360, 0, 360]) {
    let part = [];

    for (const [longitude, latitude] of line) {
      if (Math.abs(longitude + shift) <= 180) {
        part.push([longitude + shift, latitude]);
      } else {
        parts.push(part);
        part = [];
      }
    }
    parts.push(part);
  }
  return parts.filter((part) => part.length > 1);
}

// Undoes what rounding to a grid did to a line: every point goes to where the line bends least,
// but never further than it can have been rounded.
function relax(points, closed) {
  const size = closed ? points.length - 1 : points.length;
  let line = points.slice(0, size);

  for (let round = 0; round < RELAX_ROUNDS; round++) {
    line = line.map((point, i) => {
      if (!closed && (i === 0 || i === size - 1)) return point;
      const before = line[(i + size - 1) % size];
      const after = line[(i + 1) % size];

      return point.map((value, axis) => {
        const wanted = value / 2 + (before[axis] + after[axis]) / 4;
        const limit = GRID[axis] / 2;

        return Math.max(points[i][axis] - limit, Math.min(points[i][axis] + limit, wanted));
      });
    });
  }
  return closed ? [...line, line[0]] : line;
}

// Chaikin's corner cutting.
function round(points, closed) {
  const result = closed ? [] : [points[0]];

  for (let i = 0; i + 1 < points.length; i++) {
    const [a, b] = [points[i], points[i + 1]];

    result.push([0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]]);
    result.push([0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]]);
  }
  result.push(closed ? result[0] : points.at(-1));
  return result;
}

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);

  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs(dx * (y - ay) - dy * (x - ax)) / length;
}

// Leaves out what a straight line tells as well; Douglas and Peucker's way.
function thin(points) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points.at(-1)];
  const distances = points.map((point) => distance(point, first, last));
  const furthest = distances.reduce((best, value, i) => (value > distances[best] ? i : best), 0);

  if (distances[furthest] < THIN) return [first, last];
  return [...thin(points.slice(0, furthest + 1)).slice(0, -1), ...thin(points.slice(furthest))];
}

function smooth(points, closed, rounds) {
  let result = relax(points, closed);

  for (let i = 0; i < rounds; i++) result = round(result, closed);
  return rounds > 0 ? thin(result) : result;
}

// Tells quickly whether a point is on land, by looking only at the edges that cross its row.
function makeLandTest(rings) {
  const ROWS = 7200;
  const row = (latitude) =>
    Math.max(0, Math.min(ROWS - 1, Math.floor(((latitude + 90) / 180) * ROWS)));
  const rows = Array.from({ length: ROWS }, () => []);

  for (const ring of rings) {
    ring.forEach((b, i) => {
      const a = ring.at(i - 1);
      const [low, high] = a[1] < b[1] ? [a[1], b[1]] : [b[1], a[1]];

      for (let r = row(low); r <= row(high); r++) rows[r].push([a, b]);
    });
  }
  return ([x, y]) =>
    rows[row(y)].filter(
      ([a, b]) => a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0],
    ).length % 2 === 1;
}

// A river ends at the shore of its own scale; this ends it at ours. Its last step still reaches
// into the water, or it would seem to run dry.
function keepOnLand(line, isLand) {
  const parts = [];
  let part = [];

  line.forEach((point, i) => {
    if (isLand(point)) {
      if (part.length === 0 && i > 0) part.push(line[i - 1]);
      part.push(point);
    } else if (part.length > 0) {
      parts.push([...part, point]);
      part = [];
    }
  });
  parts.push(part);
  return parts.filter((each) => each.length > 1);
}

// Puts a shape on the grid and drops what falls on the same place.
function quantize(points, closed, bits) {
  const cells = 2 ** bits;
  const result = [];

  for (const [longitude, latitude] of points) {
    const x = Math.round(mercatorX(longitude) * cells);
    const y = Math.round(mercatorY(latitude) * cells);
    const last = result.at(-1);

    if (last?.[0] !== x || last?.[1] !== y) result.push([x, y]);
  }
  const [first, last] = [result[0], result.at(-1)];

  if (closed && result.length > 1 && first[0] === last[0] && first[1] === last[1]) result.pop();
  return result;
}

class Writer {
  bytes = [];

  unsigned(value) {
    for (; value > 127; value = Math.floor(value / 128)) this.bytes.push((value & 127) | 128);
    this.bytes.push(value);
  }

  signed(value) {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
  }

  layer(shapes, closed, bits) {
    const quantized = shapes
      .map((points) => quantize(points, closed, bits))
      .filter((points) => points.length >= (closed ? 3 : 2));

    this.unsigned(quantized.length);
    for (const points of quantized) {
      let [x, y] = [0, 0];

      this.unsigned(points.length);
      for (const point of points) {
        this.signed(point[0] - x);
        this.signed(point[1] - y);
        [x, y] = point;
      }
    }
  }
}

export function packShapes(topojson, { land, water, bits, rounds }) {
  const writer = new Writer();
  const rings = geometries(topojson, land, 'land').flatMap(ringsOf).flatMap(flattenRing);
  const borders = topojson.mesh(land, land.objects.countries, (a, b) => a !== b).coordinates;
  const isLand = makeLandTest(rings);
  const lakes = geometries(topojson, water, 'lakes')
    .flatMap(ringsOf)
    .map((ring) => smooth(ring, true, rounds));
  const rivers = geometries(topojson, water, 'rivers')
    .flatMap(linesOf)
    .map((line) => smooth(line, false, rounds))
    .flatMap((line) => keepOnLand(line, isLand));

  writer.bytes.push(...Buffer.from('WBS1'), bits);
  writer.layer(rings, true, bits);
  writer.layer(borders.flatMap(flattenLine), false, bits);
  writer.layer(lakes, true, bits);
  writer.layer(rivers, false, bits);
  return Buffer.from(writer.bytes);
}
