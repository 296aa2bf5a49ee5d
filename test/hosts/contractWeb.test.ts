import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventName } from '../../src/shared/contract.ts'
import { built } from '../support/built.ts'
import { runContractSuite } from './contract.ts'

runContractSuite('HTTP, with the built loopback host', {
  strange: 200,
  async connect() {
    const profile = mkdtempSync(join(tmpdir(), 'casement-web-'))
    const host = spawn(process.execPath, [built('web'), '--profile', profile, '--offline', '--no-open'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = new Promise<void>((done) => host.once('exit', () => done()))
    let said = ''
    host.stderr.on('data', (part: Buffer) => { said += String(part) })
    const address = await new Promise<URL>((found, failed) => {
      host.stdout.on('data', (part: Buffer) => {
        const url = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(said += String(part))?.[0]
        if (url !== undefined) found(new URL(url))
      })
      void ended.then(() => failed(new Error(said)))
    })
    const token = address.hash.slice('#token='.length)
    const right = { 'authorization': `Bearer ${token}`, 'origin': address.origin, 'content-type': 'application/json' }
    const post = async (headers: Record<string, string>, name: unknown, input: unknown): Promise<unknown> => {
      const answer = await fetch(`${address.origin}/api/call`, { method: 'POST', headers, body: JSON.stringify({ name, input }) })
      return answer.json()
    }
    return {
      call: (name, input) => post(right, name, input),
      async listen(hear) {
        const leave = new AbortController()
        const stream = await fetch(`${address.origin}/api/events`, { headers: { authorization: right.authorization }, signal: leave.signal })
        let first: () => void = () => {}
        const ready = new Promise<void>((done) => { first = done })
        const reading = (async () => {
          let rest = ''
          for await (const part of stream.body!.pipeThrough(new TextDecoderStream())) {
            const lines = (rest + part).split('\n')
            rest = lines.pop()!
            for (const line of lines) {
              const { name, event } = JSON.parse(line) as { name: EventName | 'ping'; event: Record<string, unknown> }
              if (name === 'ping') first()
              else hear(name, event)
            }
          }
        })().catch(() => {})
        await ready
        return async () => { leave.abort(); await reading }
      },
      async impostors() {
        const { authorization: _, ...noKey } = right
        const { origin: __, ...noOrigin } = right
        return [
          { who: 'no key', answer: await post(noKey, 'app.status', {}) },
          { who: 'a wrong key', answer: await post({ ...right, authorization: 'Bearer of-an-earlier-start' }, 'app.status', {}) },
          { who: 'another page', answer: await post({ ...right, origin: 'http://evil.example' }, 'app.status', {}) },
          { who: 'nobody knows where from', answer: await post(noOrigin, 'app.status', {}) },
          { who: 'another site', answer: await post({ ...right, 'sec-fetch-site': 'cross-site' }, 'app.status', {}) },
        ]
      },
      async close() {
        host.kill('SIGTERM')
        await ended
        rmSync(profile, { recursive: true, force: true })
      },
    }
  },
})
