#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Checks the Flatpak's manifests: what the sandbox may do, and that they can be read and compared.

manifests.py ROOT     checks the manifests of a source tree
manifests.py --self-test
"""

import copy
import json
import re
import sys
from pathlib import Path

ID = 'app.whereabouts.Whereabouts'
DEVEL = ['-Dprofile=development']

# More than this needs a reason that users would understand. Files come through portals.
FINISH_ARGS = ['--share=ipc', '--socket=fallback-x11', '--socket=wayland', '--device=dri',
               '--share=network']

MANIFEST_KEYS = ['id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup',
                 'modules']
MODULE_KEYS = ['name', 'buildsystem', 'config-opts', 'sources']
SOURCE_KEYS = ['type', 'path', 'skip', 'url', 'sha256', 'x-checker-data']


def in_order(found, keys):
    return list(found) == [key for key in keys if key in found]


def check_source(source):
    if not in_order(source, SOURCE_KEYS):
        yield f'the keys of a source are {list(source)}'
    if source.get('type') == 'archive':
        if not source.get('url', '').startswith('https://'):
            yield 'an archive has no https address'
        if not re.fullmatch('[0-9a-f]{64}', source.get('sha256', '')):
            yield 'an archive has no SHA-256 checksum'
    elif source.get('type') != 'dir' or source.get('path') != '..':
        yield 'a source is neither an archive nor this tree'
    elif not {'.git', '_build', '_build-flatpak'} <= set(source.get('skip', [])):
        yield 'what git and builds leave in the tree is not skipped'


def check_module(module):
    if not in_order(module, MODULE_KEYS):
        yield f'the keys of a module are {list(module)}'
    for source in module.get('sources', []):
        yield from check_source(source)


def check_manifest(manifest, files):
    if list(manifest) != MANIFEST_KEYS:
        yield f'the keys are {list(manifest)}'
        return
    if manifest['finish-args'] != FINISH_ARGS:
        yield f'the sandbox allows {manifest["finish-args"]}'
    *modules, own = manifest['modules']
    for name in modules:
        if name not in files:
            yield f'there is no module {name}'
    yield from check_module(own)


def without_devel(manifest):
    """What the manifest of the development profile would be for a release."""
    plain = copy.deepcopy(manifest)
    plain['id'] = plain['id'].removesuffix('.Devel')
    own = plain['modules'][-1]
    if own.get('config-opts') == DEVEL:
        del own['config-opts']
    return plain


def check_profiles(files):
    release, devel = files[f'{ID}.json'], files[f'{ID}.Devel.json']
    if devel['modules'][-1].get('config-opts') != DEVEL:
        yield f'{ID}.Devel.json: is not of the development profile'
    if without_devel(devel) != release:
        yield f'{ID}.Devel.json: differs from {ID}.json in more than the profile'


def check(files):
    """The problems of the parsed files, by name."""
    problems = []
    for name, content in files.items():
        found = check_manifest(content, files) if 'id' in content else check_module(content)
        problems += [f'{name}: {problem}' for problem in found]
        if name != f'{content.get("id", content.get("name"))}.json':
            problems.append(f'{name}: is not named by what it is for')
    return problems or list(check_profiles(files))


def read(root):
    """The files of a tree, and the problems of those that are not written as the others."""
    files, problems = {}, []
    for path in sorted((root / 'flatpak').glob('*.json')):
        text = path.read_text(encoding='utf-8')
        files[path.name] = json.loads(text)
        if text != json.dumps(files[path.name], indent=2) + '\n':
            problems.append(f'{path.name}: is not indented by two, or ends in no new line')
    return files, problems


def good_files():
    own = {'name': 'whereabouts', 'buildsystem': 'meson',
           'sources': [{'type': 'dir', 'path': '..', 'skip': ['.git', '_build', '_build-flatpak']}]}
    devel = {'name': 'whereabouts', 'buildsystem': 'meson', 'config-opts': DEVEL,
             'sources': own['sources']}
    rest = dict.fromkeys(MANIFEST_KEYS, '')
    archive = {'type': 'archive', 'url': 'https://a.example/b.tar.xz', 'sha256': '0' * 64}
    files = {
        'b.json': {'name': 'b', 'buildsystem': 'meson', 'sources': [archive]},
        f'{ID}.json': {**rest, 'id': ID, 'finish-args': FINISH_ARGS, 'modules': ['b.json', own]},
        f'{ID}.Devel.json': {**rest, 'id': f'{ID}.Devel', 'finish-args': FINISH_ARGS,
                             'modules': ['b.json', devel]},
    }
    return json.loads(json.dumps(files))


# What is done to the good files, and a part of the text of the one problem expected of it.
BAD = (
    (lambda f: f[f'{ID}.json']['finish-args'].append('--filesystem=home'), 'the sandbox allows'),
    (lambda f: f[f'{ID}.json']['finish-args'].remove('--share=network'), 'the sandbox allows'),
    (lambda f: f[f'{ID}.json'].update({'command': f[f'{ID}.json'].pop('command')}), 'the keys are'),
    (lambda f: f[f'{ID}.json'].update({'id': 'app.other'}), 'is not named by'),
    (lambda f: f[f'{ID}.Devel.json'].update({'runtime-version': '1'}), 'in more than the profile'),
    (lambda f: f[f'{ID}.Devel.json']['modules'][-1].pop('config-opts'), 'development profile'),
    (lambda f: f[f'{ID}.json']['modules'][-1]['sources'][0]['skip'].remove('.git'), 'not skipped'),
    (lambda f: f['b.json']['sources'][0].pop('sha256'), 'no SHA-256'),
    (lambda f: f['b.json']['sources'][0].update({'url': 'http://a.example/b'}), 'no https'),
    (lambda f: f['b.json'].update({'name': f['b.json'].pop('name')}), 'keys of a module'),
    (lambda f: f['b.json']['sources'][0].update({'type': 'git'}), 'neither an archive'),
)


def self_test():
    wrong = [f'in the good files: {problem}' for problem in check(good_files())]
    for spoil, text in BAD:
        files = good_files()
        spoil(files)
        problems = check(files)
        if len(problems) != 1 or text not in problems[0]:
            wrong.append(f'expected “…{text}…”, found {problems}')
    return wrong


def main():
    if sys.argv[1] == '--self-test':
        problems = self_test()
    else:
        files, problems = read(Path(sys.argv[1]))
        problems += check(files)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
