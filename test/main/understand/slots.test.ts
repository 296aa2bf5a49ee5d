import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSlotTagger } from '../../../src/main/understand/slots/slotFile.ts'
import { bestLabels } from '../../../src/main/understand/slots/viterbi.ts'

// As a file gives them: a view into a larger piece of memory.
const bytes: Uint8Array = readFileSync(join(import.meta.dirname, '../../../resources/slots.bin'))
const tagger = readSlotTagger(bytes)!

test('[U30] the shipped tagger reads what a person asks for', () => {
  expect(bytes.length).toBeLessThanOrEqual(2 * 1024 * 1024)
  expect(tagger.tag('set an alarm for six am').map(({ type, text }) => `${type} ${text}`)).toEqual(['time six am'])
  expect(tagger.tag('what will the weather be in lisbon tomorrow').map(({ type, text }) => `${type} ${text}`)).toEqual(['place_name lisbon', 'date tomorrow'])
  expect(tagger.tag('')).toEqual([])
})

test('[U30] a file that is not ours, cut short or broken is refused', () => {
  expect(readSlotTagger(new Uint8Array())).toBeNull()
  expect(readSlotTagger(bytes.subarray(0, 4000))).toBeNull()
  expect(readSlotTagger(bytes.subarray(0, -1))).toBeNull()
  expect(readSlotTagger(Uint8Array.from([...new TextEncoder().encode('casement slots 0\n'), ...bytes.subarray(17)]))).toBeNull()
  expect(readSlotTagger(new TextEncoder().encode('casement slots 1\n{"types":[],"unit":1,"lengths":[1]}\n'))).toBeNull()
  expect(readSlotTagger(new TextEncoder().encode('casement slots 1\nnothing\n'))).toBeNull()
})

test('[U30] slots never overlap, stand where they say, and are the same each time', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('play', 'call', 'joe', 'tomorrow', 'at', 'six', 'am', 'in', 'paris', ',', '😀', 'é', '\u0301'), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 30 }), (words) => {
    const text = words.join(' ')
    const found = tagger.tag(text)
    expect(tagger.tag(text)).toEqual(found)
    found.forEach(({ start, end, text: own }, at) => {
      expect(text.slice(start, end)).toBe(own)
      expect(start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0)
    })
  }), { numRuns: 30 })
})

test('[U30] an inside never stands alone', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 5, maxLength: 5 }), { maxLength: 8 }), (rows) => {
    const labels = bestLabels(rows.map((row) => Float32Array.from(row)), new Float32Array(25), 5)
    labels.forEach((label, at) => { if (label > 0 && label % 2 === 0) expect([label - 1, label]).toContain(labels[at - 1]) })
  }))
})
