import { app, dialog, powerMonitor, session, type BrowserWindow } from 'electron'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Failure } from '../../../shared/result.ts'
import { createEngine } from '../../engine/createEngine.ts'
import { findAppFiles } from '../../platform/appFiles.ts'
import { stderrLog } from '../../platform/log.ts'
import { defaultProfile } from '../../platform/paths.ts'
import { makePrivateFolder } from '../../platform/privateFolder.ts'
import { Scope } from '../../platform/scope.ts'
import { listWindowFiles } from '../../platform/windowFiles.ts'
import { openKeychain } from './keychain.ts'
import { setMenu } from './menu.ts'
import { denyPermissions } from './permissions.ts'
import { registerScheme, serveWindow } from './scheme.ts'
import { serveEngine } from './serve.ts'
import { spawnUtility } from './spawnUtility.ts'
import { lockPage, openWindow } from './window.ts'

/**
 * Starts the desktop app. Whatever goes wrong before there is a window is told in a dialog, and the app ends.
 * @param entry `import.meta.url` of the file that was started
 */
export async function startApp(entry: string): Promise<void> {
  try {
    await start(entry)
  } catch (error) {
    stderrLog.warn(error instanceof Error ? error.stack ?? error.message : String(error))
    stopWith({ kind: 'unsupported', message: 'Something went wrong inside Casement.', next: 'Start it again from a terminal to see what.' })
  }
}

/** Locks first, then the engine, then the window. */
async function start(entry: string): Promise<void> {
  app.enableSandbox()
  registerScheme()
  const { profile, offline } = readFlags(process.argv)
  app.setPath('userData', folderForBrowser(profile))
  if (!app.requestSingleInstanceLock()) return app.exit(3)
  app.on('web-contents-created', (_, contents) => lockPage(contents))
  await app.whenReady()

  const scope = new Scope()
  const devTools = !app.isPackaged
  const files = findAppFiles(entry, '../..')
  const keychain = openKeychain(join(profile, 'keys.json'))
  const opened = await createEngine({
    host: 'electron', profile, resources: files.resources, sharedModels: [files.sharedModels], entries: files.entries,
    spawn: spawnUtility, ...(keychain.vault === undefined ? {} : { keys: keychain.vault }), keysProblem: keychain.problem, offline, pickFile, pickArchive, isOnBattery: () => powerMonitor.isOnBatteryPower(), log: stderrLog,
  })
  if (!opened.ok) return stopWith(opened.error)
  const engine = scope.own(opened.value)

  denyPermissions(session.defaultSession)
  serveWindow(session.defaultSession, listWindowFiles(files.window))
  setMenu(process.platform, devTools)
  const windows = new Set<BrowserWindow>()
  scope.onClose(serveEngine(engine, () => [...windows]))
  const show = () => {
    const [open] = windows
    if (open !== undefined) return focus(open)
    const window = openWindow({ preload: files.preload, devTools })
    windows.add(window)
    window.once('closed', () => windows.delete(window))
  }
  // What a second start was given comes from outside and is not read.
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => app.quit())
  closeBeforeQuit(scope)
  show()
}

/** Quitting waits for what is being written. */
function closeBeforeQuit(scope: Scope): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    closed = true
    // A part that cannot be closed must not keep the app from ending.
    void scope.close().catch((error: unknown) => stderrLog.warn(`closing failed: ${String(error)}`)).finally(() => app.quit())
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => app.quit())
}

function readFlags(argv: readonly string[]): { profile: string; offline: boolean } {
  // Chromium's own switches stand among the arguments, so unknown ones are passed over.
  const { values } = parseArgs({ args: argv.slice(1), strict: false, allowPositionals: true, options: { profile: { type: 'string' }, offline: { type: 'boolean' } } })
  return {
    profile: typeof values.profile === 'string' && values.profile !== '' ? resolve(values.profile) : defaultProfile(process.env, process.platform, homedir()),
    offline: values.offline === true,
  }
}

/** The browser's own files lie inside the profile; a profile that cannot be written still gets a window. */
function folderForBrowser(profile: string): string {
  const folder = join(profile, 'browser')
  try {
    makePrivateFolder(folder)
    return folder
  } catch {
    const spare = join(tmpdir(), `casement-browser-${process.pid}`)
    makePrivateFolder(spare)
    return spare
  }
}

async function pickFile(): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({ title: 'Choose a model file', properties: ['openFile'], filters: [{ name: 'GGUF models', extensions: ['gguf'] }] })
  return canceled ? null : filePaths[0] ?? null
}

async function pickArchive(): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({ title: 'Choose an export to import', properties: ['openFile'], filters: [{ name: 'Exports', extensions: ['zip', 'json', 'ndjson', 'jsonl', 'gz'] }, { name: 'All files', extensions: ['*'] }] })
  return canceled ? null : filePaths[0] ?? null
}

function stopWith(failure: Failure): void {
  dialog.showErrorBox('Casement cannot start', [failure.message, failure.next].filter(Boolean).join('\n\n'))
  app.exit(failure.kind === 'profile-locked' ? 3 : 1)
}

function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
