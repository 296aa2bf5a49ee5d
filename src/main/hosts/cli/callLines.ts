import { createInterface } from 'node:readline'
import { fail } from '../../../shared/result.ts'
import type { Engine } from '../../engine/engine.ts'
import { exitCodes, type Terminal } from './terminal.ts'

/**
 * Speaks the contract itself, for scripts: each line in is `{"id":…,"name":…,"input":…}`, each line out is
 * `{"id":…,"result":…}` or, with events asked for, `{"name":…,"event":…}`. Answers come when they are ready, so ids tell them apart.
 * @param signal ends the reading; what was asked before is still answered
 */
export async function callLines(engine: Engine, terminal: Terminal, input: NodeJS.ReadableStream, withEvents: boolean, signal: AbortSignal): Promise<number> {
  const write = (line: object) => terminal.out(`${JSON.stringify(line)}\n`)
  const stop = withEvents ? engine.listen((name, event) => write({ name, event })) : () => {}
  const running = new Set<Promise<void>>()
  try {
    for await (const line of createInterface({ input, signal })) {
      if (line.trim() === '') continue
      const request = readRequest(line)
      const answered = (request === null ? Promise.resolve(fail('bad-input', 'The line is not JSON with a name and an input.')) : engine.handle(request.name, request.input))
        .then((result) => write({ id: request?.id ?? null, result }))
        .finally(() => running.delete(answered))
      running.add(answered)
    }
    await Promise.all(running)
    return signal.aborted ? exitCodes.cancelled : exitCodes.done
  } finally {
    stop()
  }
}

function readRequest(line: string): { id: unknown; name: unknown; input: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
    const { id, name, input } = parsed as Record<string, unknown>
    return { id, name, input }
  } catch {
    return null
  }
}
