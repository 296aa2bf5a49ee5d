import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMemories } from '../../../src/main/exchange/memories/readMemories.ts'
import { writeMemories } from '../../../src/main/exchange/memories/writeMemories.ts'
import { entry, memory } from './entries.ts'
import { now } from './support.ts'

test.each(['json', 'markdown'] as const)('[Y12] memories written as %s are read back the same, field by field, and written again the same, byte by byte', (format) => {
  fc.assert(fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
    const text = [...writeMemories(format, entries)].join('')
    const read = readMemories(text, now)
    expect(read.refused).toEqual([])
    expect(read.entries.map((one) => ({ memory: one.memory, history: one.history }))).toEqual(entries)
    expect(read.entries.every((one) => !one.isHandmade && !one.isUndated)).toBe(true)
    expect([...writeMemories(format, read.entries)].join('')).toBe(text)
    // An editor on another system changes the ends of lines; that changes nothing.
    expect(readMemories(text.replaceAll('\n', '\r\n'), now).entries).toEqual(read.entries)
  }), { numRuns: 400 })
})

test('[Y12] the forms are as they are documented', () => {
  const one = memory({ pinned: true, key: 'nadia.work', eventAt: Date.UTC(2024, 4, 3), scope: 'project', scopeId: 'j_1', entities: [{ name: 'Nadia', kind: 'person' }], sources: [{ messageId: 'm_1', conversationId: 'c_1', start: 0, end: 21, quote: 'Nadia works in Delft.', at: 1_700_000_000_000, role: 'user', file: null }] })
  const history = [{ number: 1, at: 1_700_000_000_000, author: 'rule' as const, action: 'learned' as const, reason: 'Learned by a rule.', before: null, snapshot: null }]
  expect([...writeMemories('json', [{ memory: one, history }])].join('')).toMatchInlineSnapshot(`
    "{"casement":"memories","version":1}
    {"id":"y_1","kind":"semantic","text":"Nadia works in Delft.","subject":"Nadia","key":"nadia.work","importance":0.5,"confidence":0.9,"eventAt":1714694400000,"learnedAt":1700000000000,"updatedAt":1700000000000,"validFrom":null,"validUntil":null,"supersededBy":null,"label":"personal","trust":"user","pinned":true,"state":"active","uses":0,"lastUsedAt":null,"scope":"project","scopeId":"j_1","entities":[{"name":"Nadia","kind":"person"}],"fadesAt":null,"conflictsWith":null,"sources":[{"messageId":"m_1","conversationId":"c_1","start":0,"end":21,"quote":"Nadia works in Delft.","at":1700000000000,"role":"user","file":null}],"history":[{"at":1700000000000,"author":"rule","action":"learned","reason":"Learned by a rule.","before":null,"number":1,"snapshot":null}]}
    "
  `)
  expect([...writeMemories('markdown', [{ memory: one, history }])].join('')).toMatchInlineSnapshot(`
    "# Memories

    Written by Casement, form 1. Each line that begins with a dash is a memory; the lines below it say more about it.
    Lines may be changed, added and taken out by hand.

    ## What is so (semantic)

    - Nadia works in Delft.
      - id: y_1
      - label: personal
      - about: Nadia
      - key: nadia.work
      - pinned: yes
      - importance: 0.5
      - confidence: 0.9
      - happened: 2024-05-03T00:00:00.000Z
      - learned: 2023-11-14T22:13:20.000Z
      - changed: 2023-11-14T22:13:20.000Z
      - scope: project j_1
      - name: Nadia (person)
      - source: user, 2023-11-14T22:13:20.000Z, message m_1, conversation c_1, characters 0 to 21: "Nadia works in Delft."
      - version 1: 2023-11-14T22:13:20.000Z, learned by rule, {"reason":"Learned by a rule.","before":null,"snapshot":null}
    "
  `)
})

test('[Y13] lines that a person wrote or changed are taken: a bare line is a memory, a field that is left out has its usual value', () => {
  const text = `# Memories of mine

Some words of my own.

## How things are wanted (procedural)

- Always answer in German.
* I prefer tea.
  - label: open
  - pinned: yes
  - happened: 2024-05-03
  - name: Earl Grey (thing)

## anything

- "Two\\nlines"
`
  const { entries, refused } = readMemories(text, now)
  expect(refused).toEqual([])
  expect(entries.map(({ memory: one, isHandmade }) => [one.kind, one.text, one.label, one.pinned, one.eventAt, isHandmade])).toEqual([
    ['procedural', 'Always answer in German.', 'personal', false, null, true], ['procedural', 'I prefer tea.', 'open', true, Date.UTC(2024, 4, 3), true], ['semantic', 'Two\nlines', 'personal', false, null, true],
  ])
  expect(entries[1]!.memory.entities).toEqual([{ name: 'Earl Grey', kind: 'thing' }])
  expect(readMemories(text, now + 5).entries.map((one) => one.memory.id)).toEqual(entries.map((one) => one.memory.id))
})

test('[Y13] a bad row is told with its line and left out; every other row is taken', () => {
  const good = memory()
  const markdown = [...writeMemories('markdown', [{ memory: good, history: [] }])].join('')
  const bad = ['- A\n  - label: secret\n', '- B\n  - happened: someday\n', '- C\n  - colour: red\n', '- D\n  - importance: 7\n', '- E\n  - id: no spaces\n', '- F\n  - source: nonsense\n', '- G\n  - pinned: perhaps\n', '- "H\n', '- I\n  going on\n', '- J\n  - state: forgotten\n', '- K\n  - version 2: 2024-01-01, learned by rule, {"reason":"","before":null,"snapshot":null}\n', '- L\n  - version 1: x\n']
  const read = readMemories(markdown + bad.join(''), now)
  expect(read.entries.map((one) => one.memory)).toEqual([good])
  expect(read.refused).toHaveLength(bad.length)
  for (const { where, why } of read.refused) expect(`${where}: ${why}`).toMatch(/^line \d+: .+\.$/)

  const line = (change: object) => JSON.stringify({ ...good, history: [], ...change })
  const lines = ['{"casement":"memories","version":1}', line({}), 'not json', '[]', '7', line({ id: '' }), line({ text: '' }), line({ importance: 2 }), line({ kind: 'x' }), line({ learnedAt: 1.5 }), line({ state: 'forgotten' }), line({ key: '\uD800' }), line({ text: 'x'.repeat(20_001) }), '', line({ id: 'y_2' })]
  const json = readMemories(lines.join('\n'), now)
  expect(json.entries.map((one) => one.memory.id)).toEqual(['y_1', 'y_2'])
  expect(json.refused).toHaveLength(lines.length - 4)
})

test('[Y13] what is no file of memories, or one of a newer Casement, is refused as a whole with a sentence', () => {
  for (const text of ['', '   \n', 'hello', '{}', '{"casement":"export"}', '- a list of mine', '# Shopping\n- milk', '\0\u0001binary', '[1,2]']) {
    expect(readMemories(text, now), JSON.stringify(text)).toEqual({ entries: [], refused: [{ where: 'the file', why: 'This file holds no memories in a form that is known here.' }] })
  }
  for (const text of ['{"casement":"memories","version":2}\n{}', '# Memories\n\nWritten by Casement, form 2. Etc.\n\n- A']) expect(readMemories(text, now).refused).toEqual([{ where: 'the file', why: expect.stringContaining('newer Casement') }])
})
