import { setTimeout as wait } from 'node:timers/promises'
import { writeSync } from 'node:fs'
import { createEventStream } from '../../../../../src/main/engine/eventStream.ts'
import { createSettingsDesk } from '../../../../../src/main/engine/settingsDesk.ts'
import { createSpendDesk } from '../../../../../src/main/engine/spendDesk.ts'
import { scriptedModel } from '../../../../../src/main/models/scripted/scriptedModel.ts'
import type { GenerateEvent } from '../../../../../src/main/models/ports.ts'
import { systemClock } from '../../../../../src/main/platform/clock.ts'
import { silentLog } from '../../../../../src/main/platform/log.ts'
import { clearForCloud } from '../../../../../src/main/privacy/clear.ts'
import { openStore } from '../../../../../src/main/storage/openStore.ts'

/**
 * Answers with a scripted cloud, twenty at once, until it is killed. Says "sent N" when a call reaches the server, with the tokens
 * that the server will charge for it, and "settled" after the call was booked.
 */
const opened = await openStore({ folder: process.argv[2]!, holder: { host: 'test', pid: process.pid, since: Date.now() }, now: Date.now, log: silentLog })
if (!opened.ok || opened.value.write === null) throw new Error(JSON.stringify(opened))
const cleared = clearForCloud('open', 'open')
if (!cleared.ok) throw new Error('not cleared')
const desk = createSpendDesk({
  store: opened.value, settings: createSettingsDesk(opened.value), clock: systemClock, events: createEventStream(silentLog), log: silentLog,
  providers: () => [], priceOf: () => null,
})
let number = 0
const model = {
  ...scriptedModel({ place: 'cloud', answers: [''], price: { input: 1000, output: 2000 } }),
  async *generate(): AsyncGenerator<GenerateEvent> {
    const charged = 1 + (number++ * 7) % 60
    writeSync(1, `sent ${charged}\n`)
    await wait(number % 9)
    yield { type: 'token', text: 'word' }
    yield { type: 'end', stopped: 'end', timing: null, usage: { promptTokens: charged, evaluatedTokens: charged, cachedTokens: 0, outputTokens: 1, reported: true } }
  },
}
const guarded = desk.guard(model, { conversationId: null, turnId: null, purpose: 'answer' })
const request = { conversationId: 'c', messages: [{ role: 'user', text: 'hi' } as const], maxOutputTokens: 5, temperature: 0, seed: 1, stop: [], signal: new AbortController().signal, expectedTokens: null, cleared: cleared.value }
writeSync(1, 'ready\n')
await Promise.all(Array.from({ length: 20 }, async () => {
  for (;;) {
    let charged: number | null = null
    for await (const event of guarded.generate(request)) if (event.type === 'end') charged = event.usage.promptTokens
    if (charged === null) await wait(5)
    else writeSync(1, `settled ${charged}\n`)
  }
}))
