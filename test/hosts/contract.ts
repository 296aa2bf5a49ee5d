import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands, isCommand, maxMessageChars, type CommandName, type EventName } from '../../src/shared/contract.ts'
import { failure, type Result } from '../../src/shared/result.ts'
import { samplesFor } from './samples.ts'
import { seededChance, strangeInput } from './strangeInput.ts'

/** An engine as one host lets a window reach it; names and inputs may be anything, as a hostile caller's are. */
export interface Reached {
  call(name: unknown, input: unknown): Promise<unknown>
  /** Hears every event until the returned function has been called. */
  listen(hear: (name: EventName, event: Record<string, unknown>) => void): Promise<() => Promise<void>>
  /** Calls that come from the wrong place, by name. Where whoever can call holds the process already there are none. */
  impostors?(): Promise<Array<{ who: string; answer: unknown }>>
  close(): Promise<void>
}

export interface SuiteOptions {
  connect(): Promise<Reached>
  /** Strange inputs per command. */
  readonly strange: number
}

/** They load a model, stretch a passphrase for half a second, or look around on this computer: asked less often. */
const heavy = new Set<CommandName>(['app.diagnose', 'keys.setPassphrase', 'keys.unlock', 'providers.discover'])

/** The promises of the contract, asked of one host through its own wire. */
export function runContractSuite(host: string, options: SuiteOptions): void {
  describe(`the contract over ${host}`, () => {
    let reached: Reached
    beforeAll(async () => { reached = await options.connect() }, 60_000)
    afterAll(async () => { await reached?.close() })

    const must = async <T>(name: CommandName, input: unknown): Promise<T> => {
      const result = await reached.call(name, input) as Result<T>
      if (!result.ok) throw new Error(`${name}: ${result.error.message}`)
      return result.value
    }

    test('[H1] every command answers a right input by its schema, or with a typed failure', async () => {
      const { id: conversationId } = await must<{ id: string }>('conversations.create', {})
      const { id: memoryId } = await must<{ id: string }>('memories.add', { text: 'Tea is at four.' })
      const samples = samplesFor({ conversationId, memoryId })
      expect(Object.keys(samples).sort()).toEqual(Object.keys(commands).sort())
      const answered: string[] = []
      for (const [name, input] of Object.entries(samples)) {
        const result = await reached.call(name, input)
        expectTyped(name, result)
        if ((result as { ok: boolean }).ok) answered.push(name)
      }
      expect(answered).toEqual(expect.arrayContaining(['app.status', 'conversations.list', 'memories.list', 'settings.get', 'models.list', 'context.preview', 'budget.get', 'search.everything']))
    })

    test('[H2] a command that does not exist is a typed failure, whatever its name is made of', async () => {
      for (const name of ['nope', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'app.status ', 'APP.STATUS', 'x'.repeat(100_000), 7, null, true, ['app.status'], { name: 'app.status' }]) {
        expect(await reached.call(name, {}), JSON.stringify(name).slice(0, 50)).toMatchObject({ ok: false, error: { kind: 'unknown-command' } })
      }
    })

    test('[H3] strange input is answered by type every time, and the engine lives on', { timeout: 240_000 }, async () => {
      // No turn is started here: each would keep the store busy long after.
      const samples = samplesFor({ conversationId: 'c_none', memoryId: 'm_none' })
      const chance = seededChance(20_261_121)
      for (const name of Object.keys(commands) as CommandName[]) {
        const count = heavy.has(name) ? Math.min(5, options.strange) : options.strange
        for (let round = 0; round < count; round++) expectTyped(name, await reached.call(name, strangeInput(samples[name], chance)))
      }
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
      await must('app.status', {})
    })

    test('[H4] a message beyond the limit is refused as too large, and nothing of it is kept', async () => {
      const { id: conversationId } = await must<{ id: string }>('conversations.create', {})
      expect(await reached.call('turn.send', { conversationId, text: 'x'.repeat(maxMessageChars + 1) })).toMatchObject({ ok: false, error: { kind: 'too-large' } })
      expect(await must('messages.list', { conversationId })).toMatchObject({ items: [] })
    })

    test('[H5] the events of a turn come in order, each once, and stop when nobody listens', async () => {
      const { id: conversationId } = await must<{ id: string }>('conversations.create', {})
      const heard: Array<{ name: string; event: Record<string, unknown> }> = []
      const stop = await reached.listen((name, event) => { heard.push({ name, event }) })
      const { turnId } = await must<{ turnId: string }>('turn.send', { conversationId, text: 'Tell me about tea.' })
      const ofTurn = () => heard.filter((one) => one.event['turnId'] === turnId)
      // A real model may go on for long; a few words are enough to see their order.
      await expect.poll(() => ofTurn().filter((one) => one.name === 'turn.token').length >= 4 || ofTurn().at(-1)?.name === 'turn.ended', { timeout: 45_000 }).toBe(true)
      await must('turn.cancel', { turnId })
      await expect.poll(() => ofTurn().some((one) => one.name === 'turn.ended'), { timeout: 20_000 }).toBe(true)
      const names = ofTurn().map((one) => one.name)
      expect(names[0]).toBe('turn.started')
      expect(names.at(-1)).toBe('turn.ended')
      expect(names.filter((name) => name === 'turn.started' || name === 'turn.ended')).toHaveLength(2)
      let length = 0
      for (const { event } of ofTurn().filter((one) => one.name === 'turn.token')) {
        expect(event['offset']).toBe(length)
        length += String(event['text']).length
      }
      await stop()
      const before = heard.length
      await must('settings.set', { theme: 'dark' })
      await must('app.status', {})
      expect(heard.length).toBe(before)
    })

    test('[H6] a caller from the wrong place is refused by type, and the right one is answered afterwards', async () => {
      for (const { who, answer } of await reached.impostors?.() ?? []) {
        expect(answer, who).toMatchObject({ ok: false, error: { kind: 'refused-sender' } })
      }
      await must('app.status', {})
    })
  })
}

/** A result by the contract: the command's own output, or a failure without paths or stacks. */
function expectTyped(name: string, result: unknown): void {
  const { ok, value, error } = result as { ok: unknown; value: unknown; error: unknown }
  if (ok === true && isCommand(name)) {
    const read = commands[name].output.safeParse(value)
    expect(read.error?.issues ?? [], name).toEqual([])
    return
  }
  expect(ok, name).toBe(false)
  const told = failure.parse(error)
  expect(`${told.message} ${told.next ?? ''}`, name).not.toMatch(/\n\s+at |\.(ts|js):\d+|node_modules/)
  // What Casement does wrong itself has this kind; no input may bring it about.
  expect(told.kind === 'unsupported' ? `${name}: ${told.message}` : '').toBe('')
}
