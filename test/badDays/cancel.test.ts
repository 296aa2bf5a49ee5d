import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stageNames } from '../../src/shared/names.ts'
import type { Event } from '../../src/shared/contract.ts'
import { cloudModelId, openCloudEngine, type CloudEngine } from '../support/cloudEngine.ts'
import { scriptedModel } from '../../src/main/models/scripted/scriptedModel.ts'
import type { WireAnswer } from '../support/wireServers/wireServer.ts'
import { afterwards, everyTask, patient, tempFolder } from './support.ts'

const words = ['The ', 'sea ', 'is ', 'wide ', 'today.']

async function startCloud(answers: readonly WireAnswer[]): Promise<CloudEngine> {
  const cloud = await openCloudEngine(answers, { profile: tempFolder(), local: [scriptedModel({ answers: ['From here.'] })] })
  afterwards(() => cloud.close())
  await cloud.engine.ask('settings.set', { cloudModelId, taskRules: everyTask('cloud'), fallbackToLocal: false })
  return cloud
}

/** The files of a profile but for those that the databases put beside themselves, and for the copy of the day. */
const filesOf = (profile: string): string[] => readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) => !/^backups|-(?:wal|shm|journal)$/.test(name)).sort()
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
/** Counted between waits of its own: whatever polls has a timer itself. */
async function timersFallTo(count: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && timers() > count; tries++) await new Promise((resolve) => { setTimeout(resolve, 50) })
  return timers() <= count
}

/** Sends, stops the turn at the first event that fits, and sees that nothing of it is left and that the talk goes on. */
async function stopAt({ engine, server }: CloudEngine, text: string, fits: (name: string, event: unknown) => boolean): Promise<string> {
  const { id: conversationId } = await engine.newConversation()
  const before = filesOf(engine.profile)
  const stop = engine.engine.listen((name, event) => {
    const { conversationId: mine, turnId } = event as { conversationId?: string; turnId?: string }
    if (mine === conversationId && turnId !== undefined && fits(name, event)) void engine.ask('turn.cancel', { turnId })
  })
  const { turnId } = await engine.ask('turn.send', { conversationId, text })
  const ended = await engine.ended(turnId)
  stop()
  expect(ended.failure).toBeNull()
  await expect.poll(() => server.open(), patient).toBe(0)
  expect(filesOf(engine.profile)).toEqual(before)
  expect((await engine.ask('turn.running', { conversationId })).turnId).toBeNull()
  expect((await engine.ask('turn.questions', {})).questions).toEqual([])
  return ended.status
}

const atStage = (wanted: string, state: 'running' | 'done' = 'running') => (name: string, event: unknown) => {
  const { stage, state: now } = event as Event<'turn.stage'>
  return name === 'turn.stage' && stage === wanted && now === state
}

test('[E169] stopped at any stage, a turn leaves no connection, no timer and no file, and the engine goes on', { timeout: 120_000 }, async () => {
  const cloud = await startCloud([{ words }])
  const { engine } = cloud
  // Everything that is loaded at its first use is there, and what follows an answer has settled.
  await engine.reflected((await engine.say((await engine.newConversation()).id, 'Write one line about the hills.')).turnId)
  const seen = new Set<string>()
  const stopListening = engine.engine.listen((name, event) => { if (name === 'turn.stage') seen.add((event as Event<'turn.stage'>).stage) })
  await engine.say((await engine.newConversation()).id, 'Write one line about the lake.')
  stopListening()
  expect([...seen]).toEqual(expect.arrayContaining(['understand', 'recall', 'route', 'open', 'generate', 'keep']))
  await expect.poll(() => cloud.server.open(), patient).toBe(0)
  await new Promise((resolve) => { setTimeout(resolve, 400) })
  const timersBefore = timers()
  let at = 0
  for (const stage of stageNames.filter((one) => seen.has(one))) {
    const sent = cloud.server.requests.length
    const status = await stopAt(cloud, `Write one line about place ${++at}.`, atStage(stage))
    const isLast = stageNames.indexOf(stage) > stageNames.indexOf('generate')
    expect([stage, status]).toEqual([stage, isLast ? expect.stringMatching(/^(?:done|interrupted)$/) : 'interrupted'])
    if (!isLast && stage !== 'generate') expect([stage, cloud.server.requests.length]).toEqual([stage, sent])
  }
  expect(await timersFallTo(timersBefore)).toBe(true)
  expect((await engine.say((await engine.newConversation()).id, 'Write one line about the sea.')).status).toBe('done')
})

test('[E169] stopped before the first word, in the middle of an answer and while a rule asks, a turn ends as stopped and its conversation goes on', { timeout: 60_000 }, async () => {
  for (const fault of [{ kind: 'silent' }, { kind: 'stall', after: 3 }] as const) {
    const cloud = await startCloud([{ words, fault }, { words }])
    const { engine, server } = cloud
    const { id: conversationId } = await engine.newConversation()
    const { turnId } = await engine.ask('turn.send', { conversationId, text: 'Write one line about the sea.' })
    await expect.poll(() => server.requests.length, patient).toBe(1)
    const wanted = fault.kind === 'stall' ? 'The sea is ' : ''
    await expect.poll(async () => (await engine.ask('turn.running', { conversationId })).text, patient).toBe(wanted)
    await engine.ask('turn.cancel', { turnId })
    expect(await engine.ended(turnId)).toMatchObject({ status: 'interrupted', failure: null })
    expect(await engine.lastAnswer(conversationId)).toBe(wanted)
    await expect.poll(() => server.open(), patient).toBe(0)
    expect((await engine.say(conversationId, 'Once more, please.')).status).toBe('done')
  }

  const cloud = await startCloud([{ words }])
  await cloud.engine.ask('policy.save', { rules: [{ id: 'r_1', name: 'Ask first', enabled: true, when: {}, then: { kind: 'ask', modelId: null, allowPersonal: false } }] })
  expect(await stopAt(cloud, 'Write one line about the sea.', (name) => name === 'turn.asked')).toBe('interrupted')
  expect(cloud.server.requests).toEqual([])
})
