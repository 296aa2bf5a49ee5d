import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface FoundBrowser {
  readonly path: string
  /** What it is, for the output of a test run. */
  readonly name: string
  readonly args: readonly string[]
}

/** Containers and root have no sandbox of their own; every other protection stays as a person would have it. */
const args = ['--no-sandbox']

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'microsoft-edge-stable', 'msedge']

let found: Promise<FoundBrowser> | undefined

/**
 * A Chromium to test with: the one that $CHROME names, else one on the PATH or where the system keeps it, else the one
 * that a development dependency ships, unpacked once into a folder that goes with the process.
 */
export function findBrowser(): Promise<FoundBrowser> {
  found ??= find()
  return found
}

async function find(): Promise<FoundBrowser> {
  const named = process.env['CHROME']
  if (named !== undefined && named !== '') return { path: named, name: 'the browser that $CHROME names', args }
  const path = [...onPath(), ...usualPlaces()].find(canRun)
  return path === undefined ? await unpackShipped() : { path, name: path, args }
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.flatMap((folder) => names.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) => ['/Applications', join(process.env['HOME'] ?? '', 'Applications')].map((folder) => join(folder, `${name}.app/Contents/MacOS/${name}`)))
  }
  if (process.platform === 'win32') {
    const folders = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter((folder) => folder !== undefined)
    return folders.flatMap((folder) => ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((name) => join(folder, name)))
  }
  return ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].flatMap((folder) => names.map((name) => join(folder, name)))
}

function canRun(path: string): boolean {
  try {
    accessSync(path, process.platform === 'win32' ? constants.F_OK : constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function unpackShipped(): Promise<FoundBrowser> {
  // It unpacks to fixed names in the temporary folder, where two runs at once would meet.
  const folder = mkdtempSync(join(tmpdir(), 'casement-browser-'))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { default: shipped } = await import('@sparticuz/chromium')
    const path = await shipped.executablePath()
    if (!existsSync(path)) throw new Error('no browser was found, and the shipped one could not be unpacked: name one in $CHROME')
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    return { path, name: 'the browser that a development dependency ships', args }
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
