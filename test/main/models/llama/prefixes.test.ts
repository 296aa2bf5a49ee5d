import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChatMessage, LocalChatModel } from '../../../../src/main/models/ports.ts'
import { checksumOf, listPrefixes } from '../../../../src/main/models/prefixes/prefixFiles.ts'
import { listen, startSmallModel, type SmallModel } from '../../../support/modelProcesses.ts'
import { smallModelPath } from '../../../support/smallModel.ts'

const path = smallModelPath()
const user = (text: string): ChatMessage => ({ role: 'user', text })
const assistant = (text: string): ChatMessage => ({ role: 'assistant', text })
const long: ChatMessage = { role: 'system', text: 'You are a helpful assistant who knows the garden well. '.repeat(20) }
const first = (name: string) => [long, user(`My name is ${name}. What should I plant in May?`)]

let root = ''
let folder = ''
let open: SmallModel[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casement-prefixes-'))
  folder = join(root, 'prefixes')
  open = []
})
afterEach(async () => {
  for (const small of open) await small.process.close()
  rmSync(root, { recursive: true, force: true })
})

async function start(change: { bytes?: number; idleMs?: number } = {}): Promise<SmallModel> {
  const small = await startSmallModel(path!, { folder, bytes: change.bytes ?? 1e9, idleMs: change.idleMs ?? 60_000 })
  open.push(small)
  return small
}

/** As closing Casement does it. */
async function stop(small: SmallModel): Promise<void> {
  await small.runtime.keepPrefixes()
  await small.process.close()
}

/** Without a seed nothing is read twice for the sake of repeating it; without temperature there is no chance in it. */
async function say(model: LocalChatModel, conversationId: string, messages: readonly ChatMessage[]) {
  const heard = await listen(model, { messages, conversationId, seed: null, maxOutputTokens: 8 })
  if (heard.end.type !== 'end') throw new Error(heard.end.failure.message)
  return { text: heard.text, usage: heard.end.usage }
}

const kept = () => existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.prefix')) : []

describe.skipIf(path === null)('what the small real model has read', () => {
  test('[M52] after a restart the second turn reads only what is new, and says so', async () => {
    const before = await start()
    const answer = await say(before.model, 'one', first('Ada'))
    expect(answer.usage.cachedTokens).toBe(0)
    await before.runtime.keepPrefixes()
    expect(kept()).toHaveLength(1)
    const next = [...first('Ada'), assistant(answer.text), user('And in June?')]
    const here = await say(before.model, 'one', next)
    // Ended without being asked to: what was kept before is there, and holds what was read.
    await before.process.close()

    const after = await start()
    const { usage, text } = await say(after.model, 'one', next)
    expect(usage.cachedTokens).toBeGreaterThan(200)
    expect(usage.evaluatedTokens).toBeLessThan(30)
    expect(usage).toEqual(here.usage)
    expect(text).toBe(here.text)
  })

  test('[M53] more conversations than there is room for are switched without reading them again', async () => {
    const small = await start()
    const names = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve']
    const answers = new Map<string, string>()
    for (const name of names) answers.set(name, (await say(small.model, name, first(name))).text)
    for (const name of names) {
      const { usage } = await say(small.model, name, [...first(name), assistant(answers.get(name)!), user('And in June?')])
      expect(usage.evaluatedTokens).toBeLessThan(30)
    }
  })

  test('[M54] names tell nothing, files are for this user only, and one conversation has one file', async () => {
    const small = await start({ idleMs: 50 })
    for (const turn of ['May', 'June', 'July']) await say(small.model, 'secret-conversation', [long, user(`What grows in ${turn}?`)])
    await expect.poll(() => kept().length).toBe(1)
    await stop(small)
    expect(kept()).toHaveLength(1)
    expect(kept()[0]).toMatch(/^[0-9a-f.]+prefix$/)
    expect(statSync(join(folder, kept()[0]!)).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('[M55] a damaged file, a cut one, a foreign one and a half-written one are removed and read past', async () => {
    const before = await start()
    for (const name of ['Ada', 'Ben', 'Cleo']) await say(before.model, name, first(name))
    await stop(before)
    const [damaged, cut, foreign] = kept().map((name) => join(folder, name))
    const bytes = readFileSync(damaged!)
    bytes[Math.floor(bytes.length / 2)]! ^= 0xff
    writeFileSync(damaged!, bytes)
    writeFileSync(cut!, readFileSync(cut!).subarray(0, 5000))
    writeFileSync(foreign!, 'something else')
    writeFileSync(join(folder, '0123456789abcdef.part'), 'half')
    writeFileSync(join(folder, 'notes.txt'), 'not ours')

    const after = await start()
    for (const name of ['Ada', 'Ben', 'Cleo']) {
      const { usage } = await say(after.model, name, first(name))
      expect(usage.outputTokens).toBe(8)
    }
    await stop(after)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true)
    for (const file of await listPrefixes(folder)) expect(await checksumOf(file.path)).toBe(file.checksum)
  })

  test('[M56] the folder stays below its size, the conversation used longest ago leaves first', async () => {
    const before = await start()
    await say(before.model, 'Ada', first('Ada'))
    await stop(before)
    const size = statSync(join(folder, kept()[0]!)).size

    const small = await start({ bytes: size * 2.5 })
    for (const name of ['Ben', 'Cleo', 'Ada', 'Dan', 'Eve']) await say(small.model, name, first(name))
    await stop(small)
    expect(kept()).toHaveLength(2)
    const again = await start({ bytes: size * 2.5 })
    expect((await say(again.model, 'Eve', first('Eve'))).usage.cachedTokens).toBeGreaterThan(200)
    await stop(again)

    const none = await start({ bytes: 0 })
    expect((await say(none.model, 'Eve', first('Eve'))).usage.cachedTokens).toBe(0)
    await stop(none)
    expect(kept()).toEqual([])
  })

  test('[M56] a place that cannot be written is no failure', async () => {
    mkdirSync(root, { recursive: true })
    writeFileSync(folder, 'a file where the folder should be')
    const small = await start()
    const { text } = await say(small.model, 'one', first('Ada'))
    await small.runtime.keepPrefixes()
    expect((await say(small.model, 'one', [...first('Ada'), assistant(text), user('And?')])).usage.evaluatedTokens).toBeLessThan(30)
  })

  test('[M57] what is dropped is gone from memory and disk, for one conversation or all, also while an answer runs', async () => {
    const small = await start()
    for (const name of ['Ada', 'Ben', 'Cleo']) await say(small.model, name, first(name))
    await small.runtime.keepPrefixes()
    expect(kept()).toHaveLength(3)
    await small.runtime.dropPrefixes(['Ada', 'never seen'])
    expect(kept()).toHaveLength(2)
    expect((await say(small.model, 'Ada', first('Ada'))).usage.cachedTokens).toBe(0)

    let dropped: Promise<void> | null = null
    await listen(small.model, { messages: first('Ben'), conversationId: 'Ben', maxOutputTokens: 30 }, (tokens) => { if (tokens === 3) dropped = small.runtime.dropPrefixes(null) })
    await dropped
    await small.runtime.keepPrefixes()
    expect(kept()).toEqual([])
    expect((await say(small.model, 'Ben', first('Ben'))).usage.cachedTokens).toBe(0)
  })

  test('[M57] what is asked once is not kept', async () => {
    const small = await start()
    await say(small.model, 'one', first('Ada'))
    await listen(small.model, { messages: first('Ben'), conversationId: 'summary', maxOutputTokens: 4, keep: false })
    await small.runtime.keepPrefixes()
    expect(kept()).toHaveLength(1)
    await stop(small)
    const again = await start()
    expect((await say(again.model, 'summary', first('Ben'))).usage.cachedTokens).toBe(0)
    expect((await say(again.model, 'one', first('Ada'))).usage.cachedTokens).toBeGreaterThan(200)
  })

  test('[M58] what the next prompt begins with is read ahead, and only the new message is left', async () => {
    const small = await start()
    const asked = [long, user('Note: the user is called Ada.\n\nWhat should I plant in May?')]
    const { text } = await say(small.model, 'one', asked)
    const history = [long, user('What should I plant in May?'), assistant(text)]
    await small.model.prepare!({ conversationId: 'one', messages: history, signal: new AbortController().signal })
    const next = [...history, user('And in June?')]
    const counted = await small.model.counter.countChat(next)
    const heard = await listen(small.model, { messages: next, conversationId: 'one', seed: null, maxOutputTokens: 4, expectedTokens: counted })
    expect(heard.end).toMatchObject({ type: 'end', usage: { promptTokens: counted } })
    const [question] = await small.model.counter.count(['And in June?'])
    // The frame of the message and the beginning of the answer come on top.
    if (heard.end.type === 'end') expect(heard.end.usage.evaluatedTokens).toBeLessThanOrEqual(question! + 8)
    // Reading the same front again changes nothing.
    await small.model.prepare!({ conversationId: 'one', messages: history, signal: new AbortController().signal })
    expect((await say(small.model, 'one', [...next.slice(0, -1), user('And in July?')])).usage.evaluatedTokens).toBeLessThanOrEqual(question! + 8)
  })

  test('[M59] reading ahead gives way to any answer, to a stop, and to what cannot be read', async () => {
    const small = await start()
    await say(small.model, 'one', first('Ada'))
    const huge = [{ role: 'system' as const, text: 'word '.repeat(1500) }]
    const signal = new AbortController().signal
    const reading = small.model.prepare!({ conversationId: 'one', messages: huge, signal })
    const { usage } = await say(small.model, 'two', first('Ben'))
    await reading
    expect(usage.outputTokens).toBe(8)
    const after = await say(small.model, 'one', [...huge, user('Hi')])
    expect(after.usage.evaluatedTokens).toBeGreaterThan(1000)

    const halted = new AbortController()
    const halting = small.model.prepare!({ conversationId: 'two', messages: huge, signal: halted.signal })
    halted.abort()
    await halting
    await small.model.prepare!({ conversationId: 'two', messages: huge, signal: AbortSignal.abort() })
    await small.model.prepare!({ conversationId: 'two', messages: [{ role: 'system', text: 'word '.repeat(60_000) }], signal })
    expect((await say(small.model, 'two', first('Ben'))).text).not.toBe('')
  })

  test('[M60] time of reading and writing is told with what was read and written in it', async () => {
    const small = await start()
    const heard = await listen(small.model, { messages: first('Ada'), maxOutputTokens: 10 })
    if (heard.end.type !== 'end' || heard.end.timing === null) throw new Error('no timing')
    const { timing, usage } = heard.end
    expect(timing).toMatchObject({ readTokens: usage.evaluatedTokens, writtenTokens: usage.outputTokens - 1 })
    expect(timing.readMs).toBeGreaterThan(0)
    expect(timing.writeMs).toBeGreaterThan(0)
    const stopped = await listen(small.model, { messages: first('Ben'), conversationId: 'd', signal: AbortSignal.abort() })
    expect(stopped.end).toMatchObject({ type: 'end', timing: null })
  })
})
