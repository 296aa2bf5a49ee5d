import { existsSync, globSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { needsBuild, sourceHash } from '../../scripts/parts/build.mjs'
import { findElectron, whyNoWindow } from '../../scripts/parts/electron.mjs'
import { explainInstall, needsInstall, nodeBinary } from '../../scripts/parts/install.mjs'
import { withSetupLock } from '../../scripts/parts/lock.mjs'
import { hasModel } from '../../scripts/parts/model.mjs'
import { clearFailure, failedToday, noteFailure } from '../../scripts/parts/remember.mjs'
import { folderWith, put, touch } from './folder.ts'

const root = join(import.meta.dirname, '../..')
const lock = (packages: Record<string, object>) => JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'x' }, ...packages } })
const two = { 'node_modules/one': { version: '1.0.0' }, 'node_modules/two': { version: '2.0.0' } }
const installed = (files: Record<string, string>) => {
  const folder = folderWith({ 'package-lock.json': lock(two), 'node_modules/.package-lock.json': lock(two), ...files })
  put(folder, relative(folder, nodeBinary(folder)), '')
  touch(folder, 'package-lock.json', 1000)
  touch(folder, 'node_modules/.package-lock.json', 2000)
  return folder
}
const stamp = (text: string) => createHash('sha256').update(text).digest('hex')

test('[I1] packages that are missing or of another lock file are installed', () => {
  expect(needsInstall(folderWith({ 'package-lock.json': lock(two) }))).toBe('missing')
  expect(needsInstall(installed({ 'node_modules/.casement-lock': stamp(lock(two)) }))).toBe(null)
  expect(needsInstall(installed({ 'node_modules/.casement-lock': stamp('another lock') }))).toBe('changed')
})

test('[I1] packages installed by hand are taken when they are whole and newer', () => {
  expect(needsInstall(installed({}))).toBe(null)
  const older = installed({})
  touch(older, 'package-lock.json', 3000)
  expect(needsInstall(older)).toBe('changed')
  expect(needsInstall(installed({ 'node_modules/.package-lock.json': lock({ 'node_modules/one': { version: '1.0.0' } }) }))).toBe('incomplete')
  expect(needsInstall(installed({ 'node_modules/.package-lock.json': lock({ ...two, 'node_modules/two': { version: '2.0.1' } }) }))).toBe('incomplete')
  expect(needsInstall(installed({ 'package-lock.json': lock({ ...two, 'node_modules/rare': { version: '1.0.0', optional: true } }) }))).toBe(null)
})

test('[I1] packages without the Node that runs everything are incomplete', () => {
  const folder = installed({})
  rmSync(nodeBinary(folder))
  expect(needsInstall(folder)).toBe('incomplete')
})

test('[I2] a build follows the content of the sources, and its own parts', () => {
  const built = ['out/main/index.js', 'out/main/web.js', 'out/main/cli.js', 'out/main/modelProcess.js', 'out/main/searchThread.js', 'out/preload/index.cjs', 'out/renderer/index.html']
  const folder = folderWith({ 'package.json': '{}', 'src/main/a.ts': 'a', 'src/main/SPEC.md': 'rules', ...Object.fromEntries(built.map((path) => [path, ''])) })
  expect(needsBuild(folder)).toBe('changed')
  put(folder, 'out/.casement-build', sourceHash(folder))
  expect(needsBuild(folder)).toBe(null)
  touch(folder, 'src/main/a.ts', 5000)
  put(folder, 'src/main/SPEC.md', 'more rules')
  expect(needsBuild(folder)).toBe(null)
  put(folder, 'src/main/a.ts', 'b')
  expect(needsBuild(folder)).toBe('changed')
  put(folder, 'src/main/a.ts', 'a')
  put(folder, 'src/main/b.ts', '')
  expect(needsBuild(folder)).toBe('changed')
  rmSync(join(folder, 'src/main/b.ts'))
  expect(needsBuild(folder)).toBe(null)
  rmSync(join(folder, 'out/main/web.js'))
  expect(needsBuild(folder)).toBe('missing')
})

test('[I3] a failure is remembered for a day, until it goes well', () => {
  const folder = folderWith({})
  expect(failedToday(folder, 'electron')).toBe(false)
  noteFailure(folder, 'electron')
  expect([failedToday(folder, 'electron'), failedToday(folder, 'model')]).toEqual([true, false])
  expect(failedToday(folder, 'electron', Date.now() + 25 * 3600 * 1000)).toBe(false)
  clearFailure(folder, 'electron')
  expect(failedToday(folder, 'electron')).toBe(false)
})

test('[I3] a model in its full size is there, half of it is not', () => {
  const catalogue = { default: 'local:small', models: [{ id: 'local:small', file: 'small.gguf', sizeBytes: 4 }] }
  const folder = folderWith({ 'resources/catalogue.json': JSON.stringify(catalogue) })
  expect(hasModel(folder)).toBe(false)
  put(folder, '.cache/models/small.gguf', 'abc')
  expect(hasModel(folder)).toBe(false)
  put(folder, '.cache/models/small.gguf', 'abcd')
  expect(hasModel(folder)).toBe(true)
})

test('[I3] Electron is there when its program is', () => {
  const folder = folderWith({ 'node_modules/electron/path.txt': 'electron' })
  expect(findElectron(folder)).toBe(null)
  put(folder, 'node_modules/electron/dist/electron', '')
  expect(findElectron(folder)).toBe(join(folder, 'node_modules/electron/dist/electron'))
})

test('[I5] why Electron could open no window', () => {
  expect(whyNoWindow('linux', {}, false)).toBe('There is no display for the app’s own window.')
  expect(whyNoWindow('linux', { DISPLAY: ':0' }, true)).toBe('Electron does not run as root.')
  expect(whyNoWindow('linux', { WAYLAND_DISPLAY: 'wayland-0' }, false)).toBe(null)
  expect([whyNoWindow('darwin', {}, false), whyNoWindow('win32', {}, false)]).toEqual([null, null])
})

test.each([
  ['npm error code ENOTFOUND\nnpm error network request failed', 'could not be fetched'],
  ['npm error code ENOTCACHED', 'Start once without --offline'],
  ['npm error code EAI_AGAIN', 'could not be fetched'],
  ['npm error code ENOSPC', 'The disk is full'],
  ['npm error code EACCES', 'cannot be written'],
  ['Error: spawn npm ENOENT', 'npm was not found'],
  ['npm error Missing: x from lock file', 'could not be installed'],
])('[I6] %j is explained', (output, sentence) => {
  expect(explainInstall(output)).toContain(sentence)
  expect(explainInstall(output)).toContain('.cache/install.log')
})

test('[I8] two set-ups run one after the other', async () => {
  const folder = folderWith({})
  const order: string[] = []
  const work = (name: string) => withSetupLock(folder, async () => {
    order.push(`${name} in`)
    await new Promise((resolve) => { setTimeout(resolve, 20) })
    order.push(`${name} out`)
  })
  await Promise.all([work('a'), work('b')])
  expect(order).toHaveLength(4)
  expect([order[0]![0], order[2]![0]]).toEqual([order[1]![0], order[3]![0]])
  expect(existsSync(join(folder, '.cache/setup.lock'))).toBe(false)
})

test('[I8] a set-up that was killed blocks nobody', async () => {
  const folder = folderWith({})
  const dead = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => { dead.on('close', resolve) })
  mkdirSync(join(folder, '.cache'))
  writeFileSync(join(folder, '.cache/setup.lock'), String(dead.pid))
  expect(await withSetupLock(folder, () => Promise.resolve('done'))).toBe('done')
  // Killed between making the lock and writing its name into it.
  writeFileSync(join(folder, '.cache/setup.lock'), '')
  utimesSync(join(folder, '.cache/setup.lock'), 1, 1)
  expect(await withSetupLock(folder, () => Promise.resolve('done'))).toBe('done')
})

test('[I9] the scripts of set-up import Node and each other only', () => {
  const scripts = globSync('scripts/**/*.mjs', { cwd: root })
  expect(scripts.length).toBeGreaterThan(8)
  for (const script of scripts) {
    const imports = [...readFileSync(join(root, script), 'utf8').matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)].map((found) => found[1]!)
    expect({ script, foreign: imports.filter((name) => !name.startsWith('node:') && !name.startsWith('./') && !name.startsWith('../')) }).toEqual({ script, foreign: [] })
  }
})
