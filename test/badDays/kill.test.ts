import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { answerTo } from './children/answerTo.ts'
import { afterwards, start, talkOf, tempFolder } from './support.ts'

/** More rounds for a longer run: CASEMENT_KILL_ROUNDS=200. */
const rounds = Number(process.env['CASEMENT_KILL_ROUNDS'] ?? 10)

interface Line { readonly acknowledged?: string; readonly text?: string; readonly turnId?: string; readonly conversationId?: string; readonly token?: number; readonly ended?: string }

/** Lets a host talk and kills it: at once after its n-th acknowledgement, or so many tokens after it. */
async function talkAndKill(profile: string, first: number, turns: number, tokens: number): Promise<Line[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'children/talk.ts'), profile, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] })
  afterwards(() => { child.kill('SIGKILL') })
  const exited = new Promise((resolve) => { child.once('exit', resolve) })
  const lines: Line[] = []
  let tokensHeard = 0
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line
    lines.push(line)
    const acknowledged = lines.filter((one) => one.acknowledged !== undefined).length
    if (acknowledged === turns && line.token !== undefined) tokensHeard++
    if (acknowledged >= turns && tokensHeard >= tokens) child.kill('SIGKILL')
  }
  await exited
  return lines
}

test(`[B17] ${rounds} kills of a host: every acknowledged message is there, every turn is whole or marked interrupted with its text so far, and the talk goes on`, { timeout: 60_000 + rounds * 10_000 }, async () => {
  const profile = tempFolder()
  const everTold: Line[] = []
  let saved = 0
  for (let round = 0; round < rounds; round++) {
    const lines = await talkAndKill(profile, everTold.length, 1 + round % 2, [0, 1, 7, 60, 90][round % 5]!)
    const told = lines.filter((line) => line.acknowledged !== undefined)
    const finished = new Set(lines.map((line) => line.ended))
    expect(told.length).toBeGreaterThan(0)
    everTold.push(...told)

    const engine = await start({ profile, chat: [scriptedModel({ answers: ['Good to be back.'] })] })
    for (const { acknowledged, text } of everTold) expect(await engine.ask('messages.get', { messageId: acknowledged! })).toMatchObject({ role: 'user', text, status: 'done' })
    for (const { acknowledged, text, turnId, conversationId } of told) {
      const shown = await talkOf(engine, conversationId!)
      const answer = shown[shown.findIndex((message) => message.id === acknowledged) + 1]
      const trace = await engine.client.call('trace.get', { turnId: turnId! })
      // Whole with its trace and what was learned, or without both; never still streaming.
      if (finished.has(turnId)) expect(answer!.status).toBe('done')
      expect([undefined, 'done', 'interrupted']).toContain(answer?.status)
      expect(trace.ok).toBe(answer?.status === 'done')
      if (trace.ok) {
        expect(trace.value.learned).toHaveLength(1)
        for (const { memoryId } of trace.value.learned) await engine.ask('memories.get', { memoryId })
      }
      if (answer?.status === 'interrupted') {
        expect(answer.note).toContain('closed while this answer was being written')
        expect(answerTo(text!).startsWith(answer.text)).toBe(true)
        saved += answer.text.length
      }
    }
    const again = await engine.ask('turn.regenerate', { messageId: told.at(-1)!.acknowledged! })
    expect((await engine.ended(again.turnId)).status).toBe('done')
    expect((await engine.ask('app.diagnose', {})).checks.find((check) => check.name === 'Integrity')).toMatchObject({ ok: true })
    await engine.engine.close()
  }
  // Some were killed late enough for their text so far to be on the disk.
  expect(saved).toBeGreaterThan(0)
})
