# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli decode: one line for each position or message, the same bytes every time."""

import subprocess
import tempfile
import unittest

from cli_test import CLI, run

# Each message and exactly what is printed for it.
TABLE = [
    # A9, A10: the Appsmith shape
    ('{"lat":"37.774929","long":"-122.419418"}',
     '{"type":"fix","lat":37.774929,"lon":-122.419418,"format":"json"}'),
    ('{"id":"a","lat":48,"lon":11.5,"speed":13.90,"heading":-90,"ts":1772360130,"n":1.50,"big":12345678901234567890}',
     '{"type":"fix","id":"a","lat":48.0,"lon":11.5,"speed":13.9,"time":"2026-03-01T10:15:30.000Z",'
     '"time-source":"message","format":"json","attributes":{"n":1.5,"big":"12345678901234567890"}}'),
    ('{"lat":0,"lon":0}', '{"type":"fix","lat":0.0,"lon":0.0,"format":"json","flags":["null-island"]}'),
    ('{"lat":91,"lon":0}', '{"type":"rejected","reason":"latitude-out-of-range","detail":"91"}'),
    ('{"lat":"48,1","long":"11,5"}', '{"type":"rejected","reason":"latitude-not-a-number","detail":"48,1"}'),
    ('{"lat":null,"lon":1}', '{"type":"no-position","reason":"no-coordinates"}'),
    ('{"lat":', '{"type":"no-position","reason":"not-json"}'),
    ("hello", '{"type":"no-position","reason":"not-json"}'),
    ("{}", '{"type":"no-position","reason":"no-coordinates"}'),
    ('{"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[11.5,48.1,519]},"properties":{"name":"Truck 7"}}',
     '{"type":"fix","id":"7","label":"Truck 7","lat":48.1,"lon":11.5,"altitude":519.0,"format":"geojson"}'),
]


class Decode(unittest.TestCase):
    def test_table(self):
        for message, expected in TABLE:
            with self.subTest(message=message):
                result = run("decode", stdin=message + "\n")
                self.assertEqual(result.stdout.decode(), expected + "\n")
                self.assertEqual((result.returncode, result.stderr), (0, b""))

    def test_A8_G12_stream_goes_on(self):
        """A bad message is no end: every other one is decoded, in order, the same every time."""
        text = "\n".join(message for message, _ in TABLE)
        expected = "\n".join(line for _, line in TABLE) + "\n"
        for env in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}):
            self.assertEqual(run("decode", stdin=text, env=env).stdout.decode(), expected)

    def test_windows_line_ends_and_empty_lines(self):
        result = run("decode", stdin='{"lat":1,"lon":2}\r\n\r\n\n{"lat":3,"lon":4}')
        self.assertEqual(result.stdout.count(b'"type":"fix"'), 2)
        self.assertEqual(result.stdout.count(b"\n"), 2)

    def test_whole_files(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"type":"Point",\n "coordinates":\n [11.5, 48.1]}\n')
            file.flush()
            result = run("decode", "--whole", file.name)
        self.assertEqual(result.stdout, b'{"type":"fix","lat":48.1,"lon":11.5,"format":"geojson"}\n')

    def test_pinned_format(self):
        result = run("decode", "--format=geojson", stdin='{"lat":1,"lon":2}')
        self.assertNotIn(b'"type":"fix"', result.stdout)

    def test_names_that_are_markup(self):
        result = run("decode", stdin='{"id":"<b>x</b>","name":"\\u0000\\"é","lat":1,"lon":2}')
        self.assertIn('"id":"<b>x</b>","label":"\ufffd\\"é"', result.stdout.decode())

    def test_binary_input(self):
        result = subprocess.run([CLI, "decode"], input=bytes(range(256)) * 100, capture_output=True, timeout=20)
        self.assertEqual(result.returncode, 0)
        self.assertNotIn(b'"type":"fix"', result.stdout)

    def test_missing_file(self):
        result = run("decode", "/nonexistent/file")
        self.assertEqual(result.returncode, 1)
        self.assertIn("/nonexistent/file", result.stderr.decode())

    def test_message_without_end(self):
        """A line of 20 MB is refused, not kept."""
        result = run("decode", stdin='"' + "x" * 20_000_000)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"16 MiB", result.stderr)

    def test_closed_output(self):
        text = '{"lat":1,"lon":2}\n' * 100_000
        process = subprocess.Popen([CLI, "decode"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.close()
        try:
            process.stdin.write(text.encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        self.assertEqual(process.wait(20), 0)
        self.assertEqual(process.stderr.read(), b"")


if __name__ == "__main__":
    unittest.main()
