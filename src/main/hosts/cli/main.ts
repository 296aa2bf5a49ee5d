import { CommanderError } from 'commander'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { findAppFiles } from '../../platform/appFiles.ts'
import { defaultProfile } from '../../platform/paths.ts'
import { Scope } from '../../platform/scope.ts'
import { connect } from './connect.ts'
import { buildProgram, type GlobalFlags, type Open } from './program.ts'
import { exitCodes, processTerminal, tellFailure } from './terminal.ts'

const program = buildProgram(processTerminal, process.stdin, async (flags, work) => { process.exitCode = await runOpen(flags, work) })
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', () => process.exit(exitCodes.done))
try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage
}

async function runOpen(flags: GlobalFlags, work: (open: Open) => Promise<number>): Promise<number> {
  const scope = new Scope()
  const stop = new AbortController()
  try {
    const files = findAppFiles(import.meta.url, '../../../..')
    // Only now: help and wrong usage need no engine.
    const { createEngine } = await import('../../engine/createEngine.ts')
    const engine = await createEngine({
      host: 'cli', profile: flags.profile === undefined ? defaultProfile(process.env, process.platform, homedir()) : resolve(flags.profile),
      resources: files.resources, sharedModels: [files.sharedModels], entries: files.entries, offline: flags.offline ?? false,
    })
    if (!engine.ok) return tellFailure(processTerminal, engine.error)
    scope.own(engine.value)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
    return await work({ engine: engine.value, client: connect(engine.value), signal: stop.signal })
  } finally {
    await scope.close()
  }
}
