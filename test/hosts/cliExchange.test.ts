import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildProgram } from '../../src/main/hosts/cli/program.ts'
import type { Terminal } from '../../src/main/hosts/cli/terminal.ts'
import type { Client } from '../../src/shared/contract.ts'
import { chatGpt, claude, makeZip } from '../main/exchange/support.ts'
import { openTestEngine } from '../support/testEngine.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-cli-exchange-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs one command line against an open engine. */
async function casement(client: Client, args: readonly string[], signal = new AbortController().signal): Promise<{ code: number; out: string; note: string }> {
  const seen = { code: -1, out: '', note: '' }
  const terminal: Terminal = { out: (text) => { seen.out += text }, note: (text) => { seen.note += text } }
  const program = buildProgram(terminal, process.stdin, async (_flags, work) => {
    seen.code = await work({ engine: { handle: () => Promise.reject(new Error('not asked')), listen: () => () => {}, close: () => Promise.resolve() }, client, signal })
  })
  await program.parseAsync(args, { from: 'user' })
  return seen
}
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const trip = chatGpt('trip', { a: { role: 'user', text: 'My sister is called Nadia.', parent: null }, b: { role: 'assistant', text: 'Good to know.', parent: 'a' } })

test('[H46] an export of another program is imported by the same command as a talk, waited for, told, and learned from on request', { timeout: 60_000 }, async () => {
  const engine = await openTestEngine({ chat: [] })
  try {
    const zip = file('export.zip', makeZip([{ name: 'conversations.json', data: JSON.stringify([trip, { broken: 1 }]) }]))
    const first = await casement(engine.client, ['import', zip])
    expect(first).toMatchObject({ code: 0, out: '1 new conversations, 2 new messages, 0 known already, 1 left out\n', note: 'conversations.json, number 2: It holds no messages in a form that is known here.\n' })
    expect((await engine.ask('memories.list', {})).total).toBe(0)
    const again = await casement(engine.client, ['import', file('plain.json', JSON.stringify(trip)), '--learn', '--json'])
    expect(again.code).toBe(0)
    expect(JSON.parse(again.out)).toMatchObject({ state: 'done', known: 1, conversations: 0 })
    expect(again.note).toContain('1 memories learned')
    expect((await engine.ask('memories.list', {})).items[0]!.text).toContain('Nadia')

    // Everything that is no archive goes the way of talks, sentences included.
    const talk = await casement(engine.client, ['import', file('talk.json', JSON.stringify({ title: 'By hand', messages: [{ role: 'user', text: 'Hello', at: 5 }] }))])
    expect(talk).toMatchObject({ code: 0, out: expect.stringContaining('By hand') })
    expect(await casement(engine.client, ['import', join(folder, 'missing.json')])).toMatchObject({ code: 1, note: expect.stringContaining('cannot be read') })
    mkdirSync(join(folder, 'unpacked'))
    file('unpacked/conversations-000.json', JSON.stringify([claude('c', [{ sender: 'human', text: 'Hi' }])]))
    expect(await casement(engine.client, ['import', join(folder, 'unpacked')])).toMatchObject({ code: 0, out: expect.stringContaining('1 new conversations') })
    expect(await casement(engine.client, ['import', file('broken.zip', 'PK\u0003\u0004')])).toMatchObject({ code: 1, note: expect.stringContaining('Download the export again') })
    expect(await casement(engine.client, ['import', file('words.json', 'just words')])).toMatchObject({ code: 1, note: expect.stringContaining('No conversation could be read') })
  } finally {
    await engine.close()
  }
})

test('[H47] an import that Ctrl+C stopped is taken up again by the same command', { timeout: 60_000 }, async () => {
  const engine = await openTestEngine({ chat: [] })
  try {
    const path = file('many.json', JSON.stringify(Array.from({ length: 400 }, (_, at) => chatGpt(`n${at}`, { a: { role: 'user', text: `Question ${at}`, parent: null } }))))
    const abort = new AbortController()
    engine.client.listen('imports.changed', (job) => { if (job.conversations > 0) abort.abort() })
    expect((await casement(engine.client, ['import', path], abort.signal)).code).toBe(130)
    const rest = await casement(engine.client, ['import', path])
    expect(rest).toMatchObject({ code: 0, out: '400 new conversations, 400 new messages, 0 known already, 0 left out\n' })
    expect(rest.note).toContain('Goes on where it stopped.')
  } finally {
    await engine.close()
  }
})

test('[H48] memories and everything are written by one command each, and memories are brought back', { timeout: 60_000 }, async () => {
  const engine = await openTestEngine({ chat: [] })
  const empty = await openTestEngine({ chat: [] })
  try {
    await engine.ask('memories.add', { text: 'Tea is at four.' })
    for (const format of ['json', 'markdown']) {
      const path = join(folder, `memories.${format}`)
      expect(await casement(engine.client, ['memories', 'export', path, '--format', format])).toEqual({ code: 0, out: `${path}\n`, note: '1 memories\n' })
      expect((await casement(engine.client, ['memories', 'export', '--format', format])).out).toBe(readFileSync(path, 'utf8'))
    }
    expect(await casement(empty.client, ['memories', 'import', join(folder, 'memories.markdown')])).toEqual({ code: 0, out: '1 added, 0 changed, 0 known already, 0 held back, 0 left out\n', note: '' })
    expect(await casement(empty.client, ['memories', 'import', join(folder, 'memories.json'), '--json'])).toMatchObject({ code: 0, out: expect.stringContaining('"known":1') })
    expect((await casement(empty.client, ['memories', 'import', join(folder, 'missing')])).code).toBe(1)
    expect(await casement(empty.client, ['memories', 'tea'])).toMatchObject({ code: 0, out: expect.stringContaining('Tea is at four.') })
    const path = join(folder, 'all')
    expect(await casement(engine.client, ['export', path])).toMatchObject({ code: 0, out: `${path}\n`, note: expect.stringMatching(/^0 conversations, 0 messages, 1 memories, \d+ KB\n$/) })
    expect((await casement(engine.client, ['export', path, '--format', 'markdown'])).out).toBe(`${path}-2\n`)
    await expect(casement(engine.client, ['export', path, '--format', 'pdf'])).rejects.toThrow()
  } finally {
    await engine.close()
    await empty.close()
  }
})
