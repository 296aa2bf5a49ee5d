import fc from 'fast-check'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { profilePaths } from '../../../src/main/platform/paths.ts'
import { silentLog } from '../../../src/main/platform/log.ts'
import { backUpDaily, backupsHolding } from '../../../src/main/storage/backup.ts'
import { getConversation, insertConversation, updateConversation } from '../../../src/main/storage/conversations.ts'
import { all, connectionOf, first, run, transaction } from '../../../src/main/storage/database.ts'
import { readDraft, writeDraft } from '../../../src/main/storage/drafts.ts'
import { isErasing } from '../../../src/main/storage/erase.ts'
import { forgetMemories, previewForget } from '../../../src/main/storage/forget.ts'
import { cleanedColumns, plainColumns, wordlessColumns } from '../../../src/main/storage/forgetting/textColumns.ts'
import { withoutForgotten } from '../../../src/main/storage/forgottenMeanwhile.ts'
import { pageIndexable } from '../../../src/main/storage/indexable.ts'
import { getMemory, historyOf, saveMemory } from '../../../src/main/storage/memories.ts'
import { getMessage, insertMessage, updateMessage } from '../../../src/main/storage/messages.ts'
import { listProjects, saveProject } from '../../../src/main/storage/projects.ts'
import { addAlert } from '../../../src/main/storage/spending.ts'
import { readSetting, writeSetting } from '../../../src/main/storage/settings.ts'
import { listStrategies, saveStrategy } from '../../../src/main/storage/strategies.ts'
import { getTrace, saveTrace } from '../../../src/main/storage/traces.ts'
import { summariseTurn } from '../../../src/main/trace/summariseTurn.ts'
import type { StrategyValues } from '../../../src/shared/strategy.ts'
import { defaultStrategy } from '../../../src/shared/names.ts'
import { addTalk, conversation, epoch, fingerprintsOf, memory, message, occurrences, openToWrite, piece, someTime, sourceIn, tempFolder, trace } from './support.ts'
import { readEverything } from './readings.ts'
import { insertEpoch } from '../../../src/main/storage/epochs.ts'

const secret = 'my locker code is Quillfeather-4471'
const sourceOf = (id: string) => ({ kind: 'memory', memoryId: id, messageId: null, conversationId: null, at: someTime } as const)

test('[S74] the words leave every place of the store, in any case, whatever it is made of', async () => {
  const folder = tempFolder()
  const { write, close } = await openToWrite(folder)
  const quoted = 'The "blue" Straße:\nmy \\locker\\ code is Quillfeather-4471 é \ud83d\ude00'
  const [said] = addTalk(write, 'a', [`Note: ${quoted}!`, 'Noted.'])
  updateConversation(write, 'a', { title: `Note: ${quoted.slice(0, 48)}`, goal: `Find out why ${quoted.toUpperCase()} fails` })
  saveMemory(write, memory('y', quoted, { subject: 'locker', key: `user.${'locker'}`, entities: [{ name: 'Quillfeather', kind: 'thing' }], sources: [sourceIn(`Note: ${quoted}!`, quoted, said!, 'a')] }), { at: someTime, author: 'rule', action: 'learned', reason: `From “${quoted}”`, before: null })
  // Places without any lineage.
  addTalk(write, 'b', [`Unrelated, but ${quoted.toUpperCase()} again`, `I see: ${quoted.normalize('NFD')}`], { speaker: quoted, note: quoted })
  insertConversation(write, conversation('bin', { title: quoted, deletedAt: someTime }))
  insertMessage(write, message('in-bin', 'bin', null, quoted))
  writeDraft(write, 'a', { text: `so ${quoted}`, pastes: [{ text: quoted, tokens: null, exact: false }] })
  writeSetting(write, 'settings', { theme: 'dark', persona: `Mind that ${quoted}`, personas: [{ id: 'p', name: quoted.slice(0, 80), role: quoted, instructions: quoted, constraints: '', examples: '' }] })
  saveStrategy(write, { id: 's', name: quoted, builtIn: false, values: structuredClone(defaultStrategy) as StrategyValues, createdAt: 1 })
  saveProject(write, { id: 'p', name: quoted, createdAt: 1 })
  run(write, 'INSERT INTO import_job (id, path, body, started_at) VALUES (?, ?, ?, 1)', 'i', `/home/x/${quoted}.zip`, JSON.stringify({ state: 'done', skipped: [{ where: quoted, why: `“${quoted}” has no messages` }] }))
  insertEpoch(write, epoch('e', 'b', 'b_000001', { text: `They said: ${quoted}` }))
  const failed = trace('t', 'b', 'b_000000', 'b_000001', [piece('f', `From the file: ${quoted}`, { kind: 'file', name: quoted, path: `/x/${quoted}`, part: 1, at: 1 }, { region: 'documents' })], {
    failure: { kind: 'model-failed', message: `could not read ${quoted}`, next: quoted }, strategy: quoted, notices: [quoted],
    stages: [{ name: 'recall', startMs: 0, ms: 1, note: quoted, failed: quoted }], tightened: { fromTokens: 1, toTokens: 1, because: quoted },
  })
  saveTrace(write, failed, { ...summariseTurn(failed), shapedBy: [{ kind: 'message', id: 'b_000000', conversationId: 'b', text: quoted }] })
  saveMemory(write, memory('o', `Henk knows that ${quoted}`, { subject: quoted, entities: [{ name: quoted, kind: 'thing' }, { name: 'Henk', kind: 'person' }] }), { at: someTime, author: 'user', action: 'edited', reason: quoted, before: quoted })
  forgetMemories(write, ['y'], someTime + 1, fingerprintsOf)

  const inside = JSON.stringify(all<{ name: string }>(write, "SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => all(write, `SELECT * FROM "${name}"`))).toLowerCase()
  expect(inside).not.toContain('locker\\\\ code is')
  expect(JSON.stringify([getTrace(write, 't'), readDraft(write, 'a'), readSetting(write, 'settings'), listStrategies(write), listProjects(write)]).toLowerCase()).not.toContain('quillfeather')
  expect(getConversation(write, 'a')).toMatchObject({ title: expect.not.stringContaining('blue'), goal: 'Find out why [forgotten] fails' })
  expect(getMessage(write, 'b_000000')).toMatchObject({ text: 'Unrelated, but [forgotten] again', speaker: '[forgotten]', note: '[forgotten]' })
  expect(getMessage(write, 'in-bin')!.text).toBe('[forgotten]')
  expect(readSetting(write, 'settings')).toMatchObject({ theme: 'dark', persona: 'Mind that [forgotten]' })
  expect(getMemory(write, 'o')).toMatchObject({ text: 'Henk knows that [forgotten]', subject: '[forgotten]', entities: expect.arrayContaining([{ name: 'Henk', kind: 'person' }]) })
  expect(historyOf(write, 'o')[0]).toMatchObject({ reason: '[forgotten]', before: '[forgotten]', snapshot: { text: 'Henk knows that [forgotten]' } })
  close()
  for (const form of [quoted, quoted.toUpperCase(), quoted.toLowerCase(), quoted.normalize('NFD')]) expect(occurrences(folder, form)).toBe(0)
})

test('[S75] a cut message keeps all else: what other memories were learned from is still where they say', async () => {
  const { write } = await openToWrite(tempFolder())
  const text = `I live in Lyon. By the way, ${secret}. My sister is called Nadia, and ${secret} too.`
  const [said] = addTalk(write, 'c', [text])
  const keep = (id: string, quote: string) => saveMemory(write, memory(id, quote, { sources: [sourceIn(text, quote, said!, 'c')] }), null)
  keep('home', 'I live in Lyon')
  keep('y', secret)
  keep('sister', 'My sister is called Nadia')
  keep('both', `${secret}. My sister`)
  const { ids: affected } = forgetMemories(write, ['y'], someTime, fingerprintsOf)
  const now = getMessage(write, said!)!
  expect(now).toMatchObject({ text: 'I live in Lyon. By the way, [forgotten]. My sister is called Nadia, and [forgotten] too.', note: null })
  for (const id of ['home', 'sister', 'both']) for (const source of getMemory(write, id)!.sources) expect(now.text.slice(source.start, source.end)).toBe(source.quote)
  expect(getMemory(write, 'sister')!.sources[0]!.quote).toBe('My sister is called Nadia')
  expect(getMemory(write, 'both')).toMatchObject({ text: '[forgotten]. My sister', sources: [{ quote: '[forgotten]. My sister' }] })
  expect(affected).toEqual(expect.arrayContaining([said!, 'both']))
  expect(pageIndexable(write, null, 10).find((item) => item.id === said)!.text).not.toContain('forgotten')
  // And again, with marks that stand there already.
  forgetMemories(write, ['home'], someTime, fingerprintsOf)
  const again = getMessage(write, said!)!
  expect(again.text).toBe('[forgotten]. By the way, [forgotten]. My sister is called Nadia, and [forgotten] too.')
  expect(getMemory(write, 'sister')!.sources.map((source) => again.text.slice(source.start, source.end))).toEqual(['My sister is called Nadia'])
  expect(pageIndexable(write, null, 10).find((item) => item.id === said)!.text).not.toContain('forgotten')
})

test('[S76] answers that say it in other words lose these sentences, and answers that had such an answer in view', async () => {
  const { write } = await openToWrite(tempFolder())
  const ids = addTalk(write, 'b', ['What opens it?', 'Sure! The code of your locker is Quillfeather, I believe. Anything else?', 'Say it once more', 'As I said: Quillfeather is the code of the locker. It rains.', 'Thanks', 'Lockers have codes.'])
  saveMemory(write, memory('y', secret), null)
  const turn = (id: string, question: number, pieces: Parameters<typeof trace>[4]) => {
    saveTrace(write, trace(id, 'b', ids[question]!, ids[question + 1]!, pieces))
    updateMessage(write, ids[question + 1]!, { turnId: id })
  }
  const history = (at: number, text: string) => piece(`h${at}`, text, { kind: 'message', messageId: ids[at]!, conversationId: 'b', role: at % 2 === 0 ? 'user' : 'assistant', at: someTime }, { region: 'history' })
  turn('t1', 0, [piece('m', secret, sourceOf('y'))])
  turn('t2', 2, [history(1, getMessage(write, ids[1]!)!.text)])
  turn('t3', 4, [piece('z', 'I like ferries', sourceOf('z'))])
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect(ids.filter((_, at) => at % 2 === 1).map((id) => getMessage(write, id)!.text)).toEqual(['Sure! [forgotten] Anything else?', 'As I said: [forgotten] It rains.'.replace('As I said: ', ''), 'Lockers have codes.'])
  expect(getTrace(write, 't2')!.context!.pieces[0]!.text).toBe('Sure! [forgotten] Anything else?')
  const found = new Set(pageIndexable(write, null, 50).map((item) => item.id))
  expect(ids.map((id) => found.has(id))).toEqual([true, false, true, false, true, true])
})

test('[S77] short words are erased where they were learned from, and nowhere else by chance', async () => {
  const { write } = await openToWrite(tempFolder())
  const [said, , other] = addTalk(write, 'c', ['Call me Al, please. Also say it in all letters.', 'Fine.', 'Al Dente is a dish'])
  saveMemory(write, memory('y', 'Al', { key: 'user.name', sources: [sourceIn('Call me Al, please.', 'Al', said!, 'c')] }), null)
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect([getMessage(write, said!)!.text, getMessage(write, other!)!.text]).toEqual(['Call me [forgotten], please. Also say it in all letters.', 'Al Dente is a dish'])
})

test('[S78] what says nothing else is forgotten with it, however often it is there', async () => {
  const folder = tempFolder()
  const { write, close } = await openToWrite(folder)
  transaction(write, () => {
    for (let at = 0; at < 10_000; at++) saveMemory(write, memory(`y${at}`, at % 2 === 0 ? `${secret}!` : secret.toUpperCase()), null)
    saveMemory(write, memory('more', `${secret}, said Henk`), null)
  })
  const { ids: changed } = forgetMemories(write, ['y3'], someTime, fingerprintsOf)
  expect(all<{ state: string; count: number }>(write, 'SELECT state, count(*) AS count FROM memory GROUP BY state')).toEqual([{ state: 'active', count: 1 }, { state: 'forgotten', count: 10_000 }])
  expect(changed).toHaveLength(10_000)
  expect(getMemory(write, 'more')!.text).toBe('[forgotten], said Henk')
  close()
  expect(occurrences(folder, 'Quillfeather') + occurrences(folder, 'QUILLFEATHER')).toBe(0)
}, 60_000)

test('[S79] the name of a model stays as its id does, and every sentence that names it loses the words', async () => {
  const { write } = await openToWrite(tempFolder())
  addTalk(write, 'b', ['What is it?', 'Nothing.'])
  saveMemory(write, memory('y', 'Quillfeather'), null)
  const told = trace('t', 'b', 'b_000000', 'b_000001', [], { notices: ['Quillfeather did not answer.'] })
  const failure = { kind: 'provider-failed', message: 'Quillfeather failed.' } as const
  saveTrace(write, {
    ...told, route: { ...told.route!, modelId: 'cloud:a:Quillfeather', modelName: 'Quillfeather', reason: 'Your rule sends it to Quillfeather.' },
    attempts: [{ modelId: 'cloud:a:Quillfeather', modelName: 'Quillfeather', strategy: 'primary', startMs: 0, ms: 1, outcome: 'failed', failure, breaker: 'closed', retries: 0 }],
  }, summariseTurn(told))
  addAlert(write, { id: 'l', limitId: 'day', period: '2026-05-03', level: 'warning', at: 1, sentence: 'Quillfeather reported more than it could.' })
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  const { route, attempts, notices } = getTrace(write, 't')!
  expect([route!.modelId, route!.modelName, attempts[0]!.modelName]).toEqual(['cloud:a:Quillfeather', 'Quillfeather', 'Quillfeather'])
  expect([route!.reason, attempts[0]!.failure!.message, notices[0], first<{ sentence: string }>(write, 'SELECT sentence FROM spend_alert')!.sentence])
    .toEqual(['Your rule sends it to [forgotten].', '[forgotten] failed.', '[forgotten] did not answer.', '[forgotten] reported more than it could.'])
})

test('[S79] every column that can hold a text or bytes is either cleaned or can hold no words of a person', async () => {
  const { write } = await openToWrite(tempFolder())
  const answered = [
    ...plainColumns.map((one) => `${one.table}.${one.column}`), ...Object.keys(cleanedColumns),
    ...Object.entries(wordlessColumns).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
  ]
  const columns = all<{ name: string }>(write, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").flatMap(({ name }) =>
    all<{ name: string; type: string }>(write, `SELECT name, type FROM pragma_table_xinfo('${name}')`).filter((column) => !['INTEGER', 'REAL'].includes(column.type)).map((column) => `${name}.${column.name}`))
  expect(answered.toSorted()).toEqual(columns.toSorted())
})

/** Words of one alphabet, so that texts hold parts of each other by chance. */
const someText = fc.array(fc.constantFrom('lo', 'ck', 'er ', 'Qu', 'é', '"', '\\', '\n', '茶', '\ud83d\ude00', '. ', '7', 'ß', '[forg'), { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''))

test('[S74] whatever is said and learned, nothing of what was forgotten is left, and all else is as it was', async () => {
  const folder = tempFolder()
  const { write } = await openToWrite(folder)
  let round = 0
  fc.assert(fc.property(fc.array(someText, { minLength: 2, maxLength: 8 }), fc.array(fc.nat(7), { minLength: 1, maxLength: 3 }), (texts, chosen) => {
    const id = `r${round++}`
    const messages = addTalk(write, id, texts)
    texts.forEach((text, at) => {
      const [start, end] = [Math.floor(text.length / 4), text.length - Math.floor(text.length / 5)]
      saveMemory(write, memory(`${id}_y${at}`, text.slice(start, end), { sources: [{ messageId: messages[at]!, conversationId: id, start, end, quote: text.slice(start, end), at: someTime, role: 'user', file: null }] }), { at: someTime, author: 'user', action: 'learned', reason: 'x', before: null })
    })
    const before = new Map(messages.map((messageId) => [messageId, getMessage(write, messageId)!.text]))
    const ids = [...new Set(chosen.map((at) => `${id}_y${at % texts.length}`))]
    const words = ids.map((one) => getMemory(write, one)!.text.trim()).filter((word) => word.length >= 6 && !'[forgotten]'.includes(word.toLowerCase()))
    forgetMemories(write, ids, someTime, fingerprintsOf)
    // The mark in the place of what went can look like a word that ends as it begins.
    const isTold = (text: string) => words.some((word) => text.replaceAll('[forgotten]', '\0').toLowerCase().includes(word.toLowerCase()))
    for (const messageId of messages) {
      const now = getMessage(write, messageId)!
      expect([isTold(now.text), now.note]).toEqual([false, null])
      const isOrigin = ids.some((one) => one.endsWith(`_y${messages.indexOf(messageId)}`))
      if (!isTold(before.get(messageId)!) && !isOrigin && now.role === 'user') expect(now.text).toBe(before.get(messageId))
    }
    texts.forEach((_, at) => {
      const one = getMemory(write, `${id}_y${at}`)!
      expect(isTold(one.text)).toBe(false)
      for (const source of one.state === 'forgotten' ? [] : one.sources) expect(getMessage(write, source.messageId!)!.text.slice(source.start, source.end)).toBe(source.quote)
    })
    const { said, written } = readEverything(write)
    expect(said.filter(isTold)).toEqual([])
    // Other words beside each other, or beside the quotes and escapes of JSON, can look like it in the bytes; that is no trace of it.
    for (const word of words) if (!written.some((text) => text.includes(word))) expect(occurrences(folder, word)).toBe(0)
  }), { numRuns: 40 })
}, 120_000)

test('[S81] no copy of what was erased stays in the free part of a page, and a kill before that is made up for', async () => {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  const { write } = store
  // Rows of many lengths that grow and leave: pages are split and joined, and rows move between them.
  transaction(write, () => Array.from({ length: 1500 }, (_, at) => {
    saveMemory(write, memory(`y${(at * 7919) % 1500}`, `${'x'.repeat(at % 300)} Quillfeather number ${at} ${'y'.repeat((at * at) % 900)}`), null)
    if (at % 3 === 0) saveMemory(write, memory(`y${(at * 31) % 1500}`, `grown Quillfeather number ${at} ${'z'.repeat(at % 1100)}`), null)
  }))
  const ids = all<{ id: string }>(write, 'SELECT id FROM memory').map((row) => row.id)
  forgetMemories(write, ids, someTime, fingerprintsOf)
  expect(isErasing(write)).toBe(false)
  expect(occurrences(folder, 'Quillfeather number')).toBe(0)
  expect(occurrences(folder, 'quillfeather number')).toBe(0)
  // As a kill right after the commit leaves it.
  writeSetting(write, 'store:erase', true)
  store.close()
  expect(isErasing((await openToWrite(folder)).write)).toBe(false)
}, 60_000)

test('[S82] the preview says what forgetting then changes, and changes nothing itself', async () => {
  const { write } = await openToWrite(tempFolder())
  const [said] = addTalk(write, 'a', [`By the way, ${secret}.`, `Noted: ${secret}.`, 'Fine'])
  updateConversation(write, 'a', { title: `By the way, ${secret.slice(0, 20)}` })
  addTalk(write, 'b', ['Hello', 'Hi'])
  saveMemory(write, memory('y', secret, { sources: [sourceIn(`By the way, ${secret}.`, secret, said!, 'a')] }), null)
  saveTrace(write, trace('t', 'a', said!, 'a_000001', [piece('m', `By the way, ${secret}.`, { kind: 'message', messageId: said!, conversationId: 'a', role: 'user', at: 1 }, { region: 'message' })]))
  insertEpoch(write, epoch('e', 'a', 'a_000001', { text: `The locker code is Quillfeather.` }))
  const version = () => connectionOf(write).prepare('SELECT total_changes()').pluck().get()
  const before = version()
  expect(previewForget(write, ['y', 'nobody'])).toEqual({ messages: 1, conversations: 1, answers: 1, unrecalled: 0, turns: 1, summaries: 1, namingMessages: 0, namingMemories: 0 })
  expect(version()).toBe(before)
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect(previewForget(write, ['y'])).toEqual({ messages: 0, conversations: 0, answers: 0, unrecalled: 0, turns: 0, summaries: 0, namingMessages: 0, namingMemories: 0 })
  expect(getConversation(write, 'a')!.title).toBe('[forgotten]')
})

test('[S83] a turn that ran meanwhile is kept without it: its context, its answer and what it learned', async () => {
  const { write } = await openToWrite(tempFolder())
  const [asked] = addTalk(write, 'c', ['What is it?'])
  saveMemory(write, memory('y', secret), null)
  forgetMemories(write, ['y'], someTime + 5, fingerprintsOf)
  insertMessage(write, message('answer', 'c', asked!, `Well. It is the locker code Quillfeather. And ${secret.toUpperCase()}! Bye.`, { role: 'assistant' }))
  saveMemory(write, memory('new', `Henk says ${secret}`), { at: someTime, author: 'rule', action: 'learned', reason: 'said', before: null })
  const made = trace('t', 'c', asked!, 'answer', [piece('m', secret, sourceOf('y')), piece('o', 'I like ferries', sourceOf('z'))])
  const kept = withoutForgotten(write, made)
  expect(kept.context!.pieces.map((one) => one.text)).toEqual(['[forgotten]', 'I like ferries'])
  expect(getMessage(write, 'answer')!.text).toBe('Well. [forgotten] And [forgotten]! Bye.')
  expect(getMemory(write, 'new')!.text).toBe('Henk says [forgotten]')
  expect(pageIndexable(write, null, 10).map((item) => item.id)).not.toContain('answer')
  const later = trace('t2', 'c', asked!, 'answer', [piece('o', 'I like ferries', sourceOf('z'))], { startedAt: someTime + 6 })
  expect(withoutForgotten(write, later)).toBe(later)
})

/** A copy as a killed process leaves it, and a log whose database is gone. */
function leaveBehind(folder: string, at: number): string[] {
  const { backups, database } = profilePaths(folder)
  mkdirSync(backups, { recursive: true })
  const files = [join(backups, 'daily-2026-05-01T00-00-00-000Z.db.part'), `${database}-wal.orphan`]
  for (const file of files) { writeFileSync(file, secret); utimesSync(file, at / 1000, at / 1000) }
  return files
}

test('[S21][S86] copies of any kind from before, and what was left of some, leave with the next copy, which is due at once', async () => {
  const folder = tempFolder()
  const store = await openToWrite(folder)
  const { write } = store
  saveMemory(write, memory('y', secret), null)
  await backUpDaily(store, someTime - 1000, silentLog)
  for (const kind of ['rescue', 'before-5']) writeFileSync(join(profilePaths(folder).backups, `${kind}-2026-05-02T00-00-00-000Z.db`), secret)
  leaveBehind(folder, someTime - 1000)
  expect(backupsHolding(folder, someTime).map((copy) => [copy.name.split('-')[0], copy.goesAt]).sort()).toEqual([['before', someTime], ['daily', someTime], ['rescue', someTime]])
  forgetMemories(write, ['y'], someTime, fingerprintsOf)
  expect(await backUpDaily(store, someTime + 1, silentLog)).not.toBeNull()
  expect(backupsHolding(folder, someTime)).toHaveLength(1)
  store.close()
  expect(occurrences(folder, 'Quillfeather')).toBe(0)
})
