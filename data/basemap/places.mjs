// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Whereabouts authors

// Names of countries, seas and cities, and at which zooms they are worth their place.

import { isInside, mercatorX, mercatorY } from './mercator.mjs';
import { CITY_NAMES, COUNTRY_NAMES, DEPENDENCIES, SEAS } from './names.mjs';

const KIND = { capital: 0, city: 1, country: 2, sea: 3 };

// What a city counts for, besides its people, by its part in the state; others are quarters, ruins
// and the like.
const WEIGHT = { PPLC: 4, PPLA: 2, PPLA2: 1, PPLA3: 0.8, PPLA4: 0.7, PPLA5: 0.7, PPL: 0.8 };

// From which zoom a city of so many (weighted) people may be named, if there is room.
const CITY_ZOOMS = [
  [2, 4000000],
  [3, 1200000],
  [4, 150000],
  [5, 20000],
  [6, 8000],
  [7, 3000],
  [8, 500],
];
const CITY_ZOOM_STEP = 0.5;
const CITY_LAST_ZOOM = 9;
const MAX_CITIES = 22000;

// A capital is content with less room: with what others ask for so many zooms closer.
const CAPITAL_ZOOMS = 1;

// A city of so many times the people that a zoom asks for keeps its place free even while it has to
// wait for room itself; else a suburb would take it for good.
const KEEPS_PLACE = 8;

// Room that a city asks for, in logical pixels.
const CITY_ROOM = [84, 36];

// How large a city is written, by its people; what is smaller than all of them gets rank 3.
const CITY_RANKS = [
  [250000, 1],
  [50000, 2],
];

// A country is named as soon as its name fits into it, and until it is larger than the window.
const COUNTRY_LETTER = 8.5;
const COUNTRY_LARGEST = 2200;
const COUNTRY_RANKS = [300, 120, 40];

// Where else a country may be named when its own place is taken or outside of the window: so many
// places at most, from this zoom or as soon as the name fits there, looked for on a grid.
const SPARE_PLACES = 10;
const SPARE_FIRST_ZOOM = 4;
const SPARE_LAST_ZOOM = 9;
const SPARE_GRID = 40;
const COUNTRY_NAME_HEIGHT = 24;

const ALWAYS = 18;
const WORLD = 256;

function signedArea(ring) {
  return ring.reduce((sum, [x, y], i) => {
    const [beforeX, beforeY] = ring.at(i - 1);

    return sum + (beforeX * y - x * beforeY) / 2;
  }, 0);
}

const project = (ring) => ring.map(([x, y]) => [mercatorX(x), mercatorY(y)]);

function readCountries(topojson, topology) {
  return topojson.feature(topology, topology.objects.countries).features.map((feature) => {
    const { type, coordinates } = feature.geometry;
    const polygons = (type === 'Polygon' ? [coordinates] : coordinates).map((rings) =>
      rings.map(project),
    );
    const areas = polygons.map((rings) => Math.abs(signedArea(rings[0])));

    return { name: feature.properties.name, polygons, size: Math.sqrt(Math.max(...areas)) };
  });
}

// How far a point is from the nearest of others, measured in units that may differ by direction.
function getDistance(others, [x, y], [width, height]) {
  return others.reduce(
    (least, other) => Math.min(least, Math.hypot((other[0] - x) / width, (other[1] - y) / height)),
    Infinity,
  );
}

function listInside(rings) {
  const [west, north] = [0, 1].map((axis) => rings[0].reduce((a, p) => Math.min(a, p[axis]), 1));
  const [east, south] = [0, 1].map((axis) => rings[0].reduce((a, p) => Math.max(a, p[axis]), 0));
  const step = Math.max(east - west, south - north) / SPARE_GRID;
  const points = [];

  for (let x = west + step / 2; x < east; x += step)
    for (let y = north + step / 2; y < south; y += step)
      if (isInside(rings, [x, y])) points.push([x, y]);
  return points;
}

// One after the other, wherever there is most room for the name, which is wider than high and reaches to
// both sides, and most distance to the others, so that few windows are without any.
function findSparePlaces(rings, first, name) {
  const width = name.length * COUNTRY_LETTER;
  const points = listInside(rings).map((point) => ({
    point,
    room: 2 * getDistance(rings.flat(), point, [width, COUNTRY_NAME_HEIGHT]),
    away: getDistance([first], point, [width, width]),
  }));
  const found = [];

  while (found.length < SPARE_PLACES && points.length > 0) {
    const score = ({ room, away }) => Math.min(room, away);
    const best = points.reduce((a, b) => (score(b) > score(a) ? b : a));
    const from = -Math.log2(best.room * WORLD);

    if (score(best) <= 0 || from > SPARE_LAST_ZOOM) break;
    found.push({ point: best.point, from: Math.max(SPARE_FIRST_ZOOM, from) });
    points.forEach((each) => {
      each.away = Math.min(each.away, getDistance([best.point], each.point, [width, width]));
    });
  }
  return found;
}

function placeCountries(topojson, countries, labels) {
  const candidates = readCountries(topojson, countries);

  return labels.objects.countries.geometries.flatMap(({ properties }) => {
    if (!properties?.ct) return [];
    const point = [mercatorX(properties.ct[0]), mercatorY(properties.ct[1])];
    const country = candidates.find(({ polygons }) =>
      polygons.some((rings) => isInside(rings, point)),
    );

    if (!country) return [];
    const name = COUNTRY_NAMES[country.name] ?? country.name;
    const size = country.size * WORLD;
    const fits = Math.log2((name.length * COUNTRY_LETTER) / size / 1.1);
    const rank = COUNTRY_RANKS.findIndex((limit) => size * 16 >= limit);

    const place = {
      kind: KIND.country,
      name,
      point,
      rank: rank < 0 ? 3 : rank,
      from: Math.max(2, Math.min(7, fits)),
      to: Math.max(5, Math.min(ALWAYS, Math.log2(COUNTRY_LARGEST / size))),
      weight: size * 1e6,
    };
    const to = Math.max(place.to, SPARE_LAST_ZOOM);
    const rings = country.polygons.find((each) => isInside(each, point));

    return [place, ...findSparePlaces(rings, point, name).map((spare) => ({ ...place, ...spare, to }))];
  });
}

function placeSeas() {
  return SEAS.map(([name, longitude, latitude, rank, from, to]) => ({
    kind: KIND.sea,
    name,
    point: [mercatorX(longitude), mercatorY(latitude)],
    rank,
    from,
    to,
    weight: 1e8 / (rank + 1),
  }));
}

const tidy = (name) => name.normalize('NFD').replace(/[\u0304\u0331]/g, '').normalize('NFC');

// Macrons are proper spelling in the Baltic and in Polynesia; elsewhere they are transcription.
const SPELT_WITH_MACRONS = new Set(['LV', 'LT', 'NZ', 'US', 'TO', 'WS', 'CK', 'PF']);

function readCities(cities) {
  return cities
    .filter((city) => WEIGHT[city.featureCode] && city.population > 0)
    .map((city) => {
      const [longitude, latitude] = city.loc.coordinates;
      const isCapital = city.featureCode === 'PPLC' && !DEPENDENCIES.has(city.country);
      const weight = WEIGHT[city.featureCode];
      const rank = CITY_RANKS.find(([population]) => city.population >= population)?.[1] ?? 3;
      const name = CITY_NAMES[`${city.country} ${city.name}`] ?? city.name;

      return {
        kind: isCapital ? KIND.capital : KIND.city,
        name: SPELT_WITH_MACRONS.has(city.country) ? name : tidy(name),
        point: [mercatorX(longitude), mercatorY(latitude)],
        rank: isCapital ? 0 : rank,
        to: ALWAYS,
        weight: city.population * (isCapital ? WEIGHT.PPLC : Math.min(WEIGHT.PPLA, weight)),
        id: city.cityId,
      };
    })
    .sort((a, b) => b.weight - a.weight || a.id - b.id);
}

// Which of those that stand already are close to a place at a zoom.
class Room {
  cells = new Map();

  constructor(zoom) {
    this.scale = CITY_ROOM.map((size) => (WORLD * 2 ** zoom) / size);
  }

  locate(point) {
    return point.map((value, axis) => value * this.scale[axis]);
  }

  add(point) {
    const [x, y] = this.locate(point);
    const key = `${Math.floor(x)},${Math.floor(y)}`;

    this.cells.set(key, [...(this.cells.get(key) ?? []), [x, y]]);
  }

  isFree(point) {
    const [x, y] = this.locate(point);

    for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 1; column++) {
      for (let row = Math.floor(y) - 1; row <= Math.floor(y) + 1; row++) {
        const others = this.cells.get(`${column},${row}`) ?? [];

        if (others.some(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) < 1)) return false;
      }
    }
    return true;
  }
}

function leastWeight(zoom) {
  return CITY_ZOOMS.findLast(([from]) => zoom >= from)[1];
}

// Zoom by zoom, the heaviest cities first, wherever there is room: so names are spread evenly and
// a town in the desert counts for more than a suburb.
function placeCities(cities) {
  const placed = [];
  let waiting = readCities(cities);

  for (let zoom = CITY_ZOOMS[0][0]; zoom <= CITY_LAST_ZOOM; zoom += CITY_ZOOM_STEP) {
    const room = new Room(zoom);
    const capitalRoom = new Room(zoom + CAPITAL_ZOOMS);
    const kept = new Room(zoom);
    const least = leastWeight(zoom);
    const rest = [];

    const place = ({ point }) => [room, capitalRoom].forEach((each) => each.add(point));
    const isFree = ({ kind, point }) =>
      kind === KIND.capital ? capitalRoom.isFree(point) : room.isFree(point) && kept.isFree(point);

    placed.forEach(place);
    for (const city of waiting) {
      const mayCome = city.weight >= least && placed.length < MAX_CITIES;

      if (mayCome && isFree(city)) {
        placed.push({ ...city, from: zoom });
        place(city);
      } else {
        if (city.weight >= KEEPS_PLACE * least) kept.add(city.point);
        rest.push(city);
      }
    }
    waiting = rest;
  }
  return placed;
}

// Zooms are kept in eighths.
const eighths = (zoom) => Math.round(zoom * 8);
const unit = (value) => Math.min(2 ** 32 - 1, Math.floor(value * 2 ** 32));

function packPlace(place) {
  const head = Buffer.alloc(12);

  head.writeUInt8(place.kind, 0);
  head.writeUInt8(place.rank, 1);
  head.writeUInt8(eighths(place.from), 2);
  head.writeUInt8(eighths(place.to), 3);
  head.writeUInt32LE(unit(place.point[0]), 4);
  head.writeUInt32LE(unit(place.point[1]), 8);
  return Buffer.concat([head, Buffer.from(place.name), Buffer.alloc(1)]);
}

export function packPlaces(topojson, { countries, labels, cities }) {
  const places = [
    ...placeCountries(topojson, countries, labels),
    ...placeSeas(),
    ...placeCities(cities),
  ].sort((a, b) => eighths(a.from) - eighths(b.from) || b.weight - a.weight);
  const head = Buffer.alloc(8);

  head.write('WBP1');
  head.writeUInt32LE(places.length, 4);
  return Buffer.concat([head, ...places.map(packPlace)]);
}
