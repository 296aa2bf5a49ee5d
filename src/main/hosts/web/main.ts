import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { randomBytes } from 'node:crypto'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type { Failure } from '../../../shared/result.ts'
import { findAppFiles } from '../../platform/appFiles.ts'
import { systemClock } from '../../platform/clock.ts'
import { stderrLog } from '../../platform/log.ts'
import { defaultProfile } from '../../platform/paths.ts'
import { Scope } from '../../platform/scope.ts'
import { hasDisplay, openBrowser } from './openBrowser.ts'
import { openWebServer } from './server.ts'

interface Flags { profile?: string; port?: number; offline: boolean; open: boolean }

/** Always the same port where it is free, because a browser keeps the widths of panes by address. Nothing private lies there. */
const usualPort = 47_170

const program = new Command('casement')
  .description('Serves the window of Casement to the browser of this computer.')
  .option('--profile <folder>', 'where everything is kept')
  .option('--port <number>', 'this port and no other; else the usual one or any that is free', readPort)
  .option('--offline', 'nothing leaves this computer', false)
  .option('--no-open', 'print the address only')
  .addHelpText('after', '\nExit codes: 0 stopped as asked, 1 could not start, 2 wrong usage, 3 the profile is open elsewhere.')
  .exitOverride()

try {
  process.exitCode = await run(program.parse().opts<Flags>())
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}

/** Serves until it is told to stop, and says how the program should end. */
async function run({ profile, port, offline, open }: Flags): Promise<number> {
  const scope = new Scope()
  try {
    const files = findAppFiles(import.meta.url, '../../../..')
    // Only now: help and wrong usage need no engine.
    const { createEngine } = await import('../../engine/createEngine.ts')
    const engine = await createEngine({
      host: 'web', profile: profile === undefined ? defaultProfile(process.env, process.platform, homedir()) : resolve(profile),
      resources: files.resources, sharedModels: [files.sharedModels], entries: files.entries, offline, log: stderrLog,
    })
    if (!engine.ok) return report(engine.error)
    scope.own(engine.value)
    const serve = (on: number) => openWebServer({ engine: engine.value, window: files.window, port: on, token: randomBytes(32).toString('base64url'), now: systemClock.now })
    const usual = await serve(port ?? usualPort)
    const server = usual.ok || port !== undefined ? usual : await serve(0)
    if (!server.ok) return report(server.error)
    scope.own(server.value)
    console.log(`Casement is open at ${server.value.address}\nStop it with Ctrl+C.`)
    if (open && hasDisplay(process.env, process.platform)) openBrowser(server.value.address)
    await untilStopped()
    return 0
  } finally {
    await scope.close()
  }
}

function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopped())
  })
}

function report(failure: Failure): number {
  console.error([failure.message, failure.next].filter(Boolean).join('\n'))
  return failure.kind === 'profile-locked' ? 3 : 1
}

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.')
  return port
}
