import { afterEach, expect, test } from 'vitest'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import { hostileMessages } from '../main/router/hostileMessages.ts'
import { cloudModelId, openCloudEngine } from '../support/cloudEngine.ts'

const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).reverse()) await close() })

/** Of the thousand that the router's own test sends through reading and routing, every eighth goes through the whole engine here. */
const every = 8

test('[T64] no text of a message sends a turn out that has to stay: neither local only, nor offline, nor a rule, nor a local note give way', async () => {
  const { engine, server, close } = await openCloudEngine([{ words: ['Sent.'] }], { local: [scriptedModel({ answers: ['Kept here.'] })], settings: { learning: 'off', cloudModelId } })
  closers.push(close)
  const messages = hostileMessages().filter((_, at) => at % every === 0)
  expect(messages.length).toBeGreaterThan(100)
  const out = { kind: 'cloud' as const, modelId: cloudModelId, allowPersonal: true }
  const guards = [
    { localOnly: true, offline: false, policy: [{ id: 'r', name: 'All out', enabled: true, when: {}, then: out }] },
    { localOnly: false, offline: true, policy: [{ id: 'r', name: 'All out', enabled: true, when: {}, then: out }] },
    { localOnly: false, offline: false, policy: [{ id: 'h', name: 'All here', enabled: true, when: {}, then: { kind: 'local' as const, modelId: null } }, { id: 'r', name: 'All out', enabled: true, when: {}, then: out }] },
  ]
  const went: string[] = []
  for (const [at, { text }] of messages.entries()) {
    if (at % 20 === 0) await engine.ask('settings.set', guards[Math.floor(at / 20) % guards.length]!)
    const { id } = await engine.newConversation()
    went.push((await engine.say(id, text)).route!.destination)
  }
  expect(went.filter((one) => one === 'cloud')).toEqual([])
  expect(server.requests).toHaveLength(0)
  // Without a guard the same way is open, so the silence above is the guards' doing.
  await engine.ask('settings.set', guards[0]!)
  await engine.ask('settings.set', { localOnly: false })
  expect((await engine.say((await engine.newConversation()).id, 'Write a short poem about the sea.')).route!.destination).toBe('cloud')
  expect(server.requests).toHaveLength(1)
})
