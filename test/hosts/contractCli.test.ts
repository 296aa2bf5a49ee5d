import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { EventName } from '../../src/shared/contract.ts'
import { built } from '../support/built.ts'
import { runContractSuite } from './contract.ts'

runContractSuite('lines, with the built terminal host', {
  strange: 200,
  async connect() {
    const profile = mkdtempSync(join(tmpdir(), 'casement-lines-'))
    const host = spawn(process.execPath, [built('cli'), 'call', '--events', '--profile', profile, '--offline'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const ended = new Promise<void>((done) => host.once('exit', () => done()))
    const waiting = new Map<number, (result: unknown) => void>()
    const listeners = new Set<(name: EventName, event: Record<string, unknown>) => void>()
    let next = 0
    createInterface({ input: host.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as { id?: number; result?: unknown; name?: EventName; event?: Record<string, unknown> }
      if (message.name !== undefined) for (const hear of listeners) hear(message.name, message.event!)
      else waiting.get(message.id!)?.(message.result)
    })
    return {
      call: (name, input) => new Promise((resolve, reject) => {
        const id = ++next
        waiting.set(id, resolve)
        host.stdin.write(`${JSON.stringify({ id, name, input })}\n`)
        void ended.then(() => reject(new Error('the host has ended')))
      }),
      async listen(hear) {
        listeners.add(hear)
        return async () => { listeners.delete(hear) }
      },
      async close() {
        host.stdin.end()
        await ended
        rmSync(profile, { recursive: true, force: true })
      },
    }
  },
})
