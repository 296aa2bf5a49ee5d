import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { splitValues, type SplitValue } from '../../../src/main/exchange/files/splitValues.ts'
import { chatGpt, claude, conversationsOf, makeZip, readAll, skippedOf, type ZipPart } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const zip = (name: string, parts: readonly ZipPart[]): string => file(name, makeZip(parts))
const one = (id: string) => chatGpt(id, { a: { role: 'user', text: `Hello ${id}`, parent: null }, b: { role: 'assistant', text: 'Hi', parent: 'a' } })
const titles = async (path: string) => conversationsOf(await readAll(path)).map((conversation) => conversation.title)

test('[Y1] a zip archive, an unpacked folder, one JSON file, a packed one and a file with one conversation a line give the same conversations', async () => {
  const list = JSON.stringify([one('1'), one('2')], null, 2)
  const expected = ['Talk 1', 'Talk 2']
  expect(await titles(zip('deflated.zip', [{ name: 'conversations.json', data: list }]))).toEqual(expected)
  expect(await titles(zip('stored.zip', [{ name: 'export/conversations.json', data: list, stored: true }]))).toEqual(expected)
  expect(await titles(zip('zip64.zip', [{ name: 'conversations.json', data: list, zip64: true }]))).toEqual(expected)
  expect(await titles(file('plain.json', list))).toEqual(expected)
  expect(await titles(file('bom.json', `\uFEFF${list}`))).toEqual(expected)
  expect(await titles(file('packed.json.gz', gzipSync(list)))).toEqual(expected)
  expect(await titles(file('lines.jsonl', `${JSON.stringify(one('1'))}\r\n${JSON.stringify(one('2'))}\n`))).toEqual(expected)
  expect(await titles(file('wrapped.json', JSON.stringify({ conversations: [one('1'), one('2')] })))).toEqual(expected)
  expect(await titles(file('single.json', JSON.stringify(one('1'))))).toEqual(['Talk 1'])
  mkdirSync(join(folder, 'unpacked/deep'), { recursive: true })
  file('unpacked/deep/conversations.json', list)
  file('unpacked/user.json', '{"id": "u"}')
  file('unpacked/more.json.gz', gzipSync(JSON.stringify(one('3'))))
  expect(await titles(join(folder, 'unpacked'))).toEqual([...expected, 'Talk 3'])
})

test('[Y1] split files are read in the order of their numbers, and what holds no conversation is passed over or told', async () => {
  const items = await readAll(zip('split.zip', [
    { name: 'conversations-010.json', data: JSON.stringify([one('4')]) }, { name: 'conversations-000.json', data: JSON.stringify([one('1'), one('2')]) }, { name: 'conversations-2.json', data: JSON.stringify([one('3')]) },
    { name: 'chat.html', data: '<html>' }, { name: 'user.json', data: '{}' }, { name: 'image.png', data: 'png' }, { name: 'memories.json', data: '[]' }, { name: 'projects.json', data: '[]' }, { name: 'older.zip', data: 'PK' },
  ]))
  expect(conversationsOf(items).map((conversation) => conversation.title)).toEqual(['Talk 1', 'Talk 2', 'Talk 3', 'Talk 4'])
  expect(skippedOf(items)).toEqual([expect.stringContaining('memories.json: Notes'), expect.stringContaining('projects.json: Projects'), expect.stringContaining('older.zip: It is an archive')].map((text) => text) as unknown[])
})

test('[Y2] what is broken is told with its place and left out; everything else is read', async () => {
  const bad = ['{"mapping": {"a": }}', '42', '"text"', 'null', '{"title": "no messages"}', '{"mapping": {}}', '{"mapping": 7}', '{"chat_messages": []}', '[]', '{"messages": [{"role": "user"}]}', '{"a": "\\x"}']
  const items = await readAll(file('mixed.json', `[${JSON.stringify(one('1'))}, ${bad.join(', ')}, ${JSON.stringify(one('2'))}]`))
  expect(conversationsOf(items).map((conversation) => conversation.title)).toEqual(['Talk 1', 'Talk 2'])
  expect(skippedOf(items).every((line) => /^mixed\.json, number \d+: [A-Z].*\.$/.test(line))).toBe(true)
  expect(skippedOf(items)).toContain('mixed.json, number 2: It is not valid JSON.')
  expect(skippedOf(items).length).toBe(bad.length - 1)
  const cut = await readAll(file('cut.json', `[${JSON.stringify(one('1'))}, ${JSON.stringify(one('2')).slice(0, 100)}`))
  expect(conversationsOf(cut)).toHaveLength(1)
  expect(skippedOf(cut)).toEqual([expect.stringContaining('cut.json, number 2: The file ends in the middle')])
})

test('[Y2] archives that are no archives end with one sentence and a next step', async () => {
  const good = makeZip([{ name: 'conversations.json', data: JSON.stringify([one('1')]) }])
  const damagedTable = Buffer.from(good)
  damagedTable.writeUInt32LE(7, damagedTable.length - 22 - 46 - 'conversations.json'.length)
  const broken: [string, string | Buffer][] = [['empty.json', ''], ['cut.zip', good.subarray(0, good.length - 30)], ['table.zip', damagedTable], ['none.zip', makeZip([{ name: 'a.txt', data: 'x' }])], ['nothing.zip', makeZip([])]]
  for (const [name, content] of broken) {
    const items = await readAll(file(name, content))
    expect(items, name).toHaveLength(1)
    expect(items[0], name).toMatchObject({ kind: 'failed', failure: { kind: 'bad-input', message: expect.stringMatching(/\.$/), next: expect.stringMatching(/\.$/) } })
  }
  expect(await readAll(join(folder, 'missing.zip'))).toMatchObject([{ kind: 'failed', failure: { kind: 'not-found' } }])
  for (const [name, content] of [['binary.json', Buffer.from([0, 1, 2, 255, 0])], ['words.json', 'just words'], ['number.json', '42'], ['spaces.json', '   '], ['html.json', '<html></html>']] as const) {
    const items = await readAll(file(name, content))
    expect(conversationsOf(items), name).toEqual([])
    expect(items.length, name).toBeLessThanOrEqual(1)
  }
  // The packed bytes are damaged: what stands before is there, the rest is told.
  const torn = Buffer.from(makeZip([{ name: 'conversations.json', data: JSON.stringify(Array.from({ length: 400 }, (_, at) => one(String(at)))) }]))
  torn.fill(0xff, 3000, 3600)
  const items = await readAll(file('torn.zip', torn))
  expect(skippedOf(items).at(-1)).toMatch(/damaged|not valid/)
})

test('[Y3] an archive that is made to do harm is refused, or its bad file is: by ratio, size, overlap, a name that leads outside, a password', async () => {
  const bomb = zip('bomb.zip', [{ name: 'conversations.json', data: Buffer.alloc(80 * 1024 * 1024, '[') }, { name: 'conversations-2.json', data: JSON.stringify([one('1')]) }])
  const items = await readAll(bomb)
  expect(conversationsOf(items)).toHaveLength(1)
  expect(skippedOf(items)).toEqual([expect.stringMatching(/^conversations\.json: Unpacked, it would be [\d,]+ times larger/)])

  const nothingElse = await readAll(zip('nothing-else.zip', [{ name: 'conversations.json', data: Buffer.alloc(80 * 1024 * 1024, '[') }]))
  expect(nothingElse).toMatchObject([{ kind: 'failed', failure: { kind: 'too-large', message: expect.stringMatching(/^This archive unpacks to more than it may\. conversations\.json: Unpacked, it would be [\d,]+ times larger, as no text is\.$/) } }])

  const packedBomb = await readAll(file('bomb.json.gz', gzipSync(Buffer.alloc(120 * 1024 * 1024, ' '))))
  expect(skippedOf(packedBomb)).toEqual([expect.stringContaining('larger than any text')])

  const liar = await readAll(zip('liar.zip', [{ name: 'conversations.json', data: JSON.stringify([one('1')]) + ' '.repeat(5000), claims: 400 }]))
  expect(skippedOf(liar).join()).toContain('damaged')
  expect(conversationsOf(liar)).toEqual([])

  const outside = await readAll(zip('outside.zip', [{ name: '../../conversations.json', data: '[]' }, { name: '/etc/conversations.json', data: '[]' }, { name: 'conversations.json', data: JSON.stringify([one('1')]) }]))
  expect(conversationsOf(outside)).toHaveLength(1)
  expect(skippedOf(outside).filter((line) => line.includes('points outside'))).toHaveLength(2)

  const locked = await readAll(zip('locked.zip', [{ name: 'conversations.json', data: '[]', flags: 0x801 }, { name: 'conversations-1.json', data: '[]', method: 99 }]))
  expect(skippedOf(locked).map((line) => line.replace(/^[^:]*: /, ''))).toEqual(['It is packed in a way that is not known here. Unpack the archive first.', 'It is locked with a password. Unpack the archive first.'].toReversed())
}, 60_000)

test('[Y4] one value is held at a time: pieces of any size give the same values, and one that is too large is passed over', async () => {
  const text = `[ {"a": "]}\\"[{", "b": [1, {"c": null}]}, 12 ,"x,y]", true,{"d":"\u{1f600}é"}]`
  const cut = async (size: number, most = 1000): Promise<SplitValue[]> => {
    const bytes = Buffer.from(text)
    const values: SplitValue[] = []
    const pieces = (async function* () { for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size) })()
    for await (const value of splitValues(pieces, { most, wants: () => true })) values.push(value)
    return values
  }
  for (const size of [1, 2, 3, 7, 1000]) {
    expect((await cut(size)).map((value) => 'bytes' in value && value.bytes !== null ? JSON.parse(value.bytes.toString()) : value)).toEqual(JSON.parse(text))
  }
  expect((await cut(4, 12)).map((value) => 'problem' in value ? value.problem : 'read')).toEqual(['too-large', 'read', 'read', 'read', 'too-large'])
})

test('[Y4] ten megabytes in one message, and a hundred thousand brackets, are read like anything else', async () => {
  const long = 'word '.repeat(2_000_000)
  const items = await readAll(file('long.json', `[${JSON.stringify(chatGpt('long', { a: { role: 'user', text: long, parent: null } }))}, ${JSON.stringify(claude('deep', [{ sender: 'human', text: 'Hi', more: { nest: 'NEST' } }])).replace('"NEST"', '['.repeat(100_000) + ']'.repeat(100_000))}]`))
  expect(conversationsOf(items).map((conversation) => conversation.messages[0]!.text.length)).toEqual([long.length, 2])
  const longer = await readAll(file('longer.json', JSON.stringify([chatGpt('longer', { a: { role: 'user', text: 'x'.repeat(12_000_001), parent: null }, b: { role: 'assistant', text: 'Hi', parent: 'a' } })])))
  expect(conversationsOf(longer)[0]!.messages.map((message) => message.text)).toEqual(['Hi'])
  expect(skippedOf(longer)).toEqual([expect.stringContaining('longer than 12,000,000 characters')])
})

test('[Y5] a reading that goes on passes over what stands before its place', async () => {
  const path = zip('resume.zip', [{ name: 'conversations-1.json', data: JSON.stringify([one('1'), one('2')]) }, { name: 'conversations-2.json', data: JSON.stringify([one('3'), one('4')]) }])
  const all = await readAll(path)
  expect(all.map((item) => item.kind === 'conversation' ? item.place : null)).toEqual([0, 1, 0, 1].map((index, at) => ({ file: `conversations-${at < 2 ? 1 : 2}.json`, index })))
  const rest = await readAll(path, { skipBefore: { file: 'conversations-2.json', index: 1 } })
  expect(conversationsOf(rest).map((conversation) => conversation.title)).toEqual(['Talk 4'])
  const heard: number[] = []
  await readAll(path, { hear: ({ bytesRead, bytesTotal }) => heard.push(bytesRead / bytesTotal) })
  expect(heard.at(-1)).toBe(1)
  const abort = new AbortController()
  abort.abort()
  expect(await readAll(path, { signal: abort.signal })).toEqual([])
})
