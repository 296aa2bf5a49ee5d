import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PieceUse } from '../../src/shared/trace.ts'
import { growText } from '../../src/renderer/inspector/again/growText.ts'
import { cutWindow } from '../../src/renderer/inspector/view/bar.ts'
import { findCells, layCells } from '../../src/renderer/inspector/view/cells.ts'
import { isUnchanged, listWished, noChange, tellChange, wishOf, wishPiece, type PieceWish } from '../../src/renderer/inspector/view/change.ts'
import { listDiff, listRegionChanges, tellDifference } from '../../src/renderer/inspector/view/compared.ts'
import { compareTexts, takeStretches } from '../../src/renderer/inspector/view/difference.ts'
import { diveFrom, divePieces, drawnInRegion, listCrumbs, rise, surface, type Dive } from '../../src/renderer/inspector/view/dive.ts'
import { cutAnswer, listLayers, listQuality, listUses, tellFidelity, tellUse } from '../../src/renderer/inspector/view/judged.ts'
import { stageWords } from '../../src/renderer/inspector/view/names.ts'
import { explainPiece, nameSource } from '../../src/renderer/inspector/view/pieces.ts'
import { viewPart } from '../../src/renderer/inspector/view/prompt.ts'
import { canRule } from '../../src/renderer/inspector/view/rules.ts'
import { sortPieces } from '../../src/renderer/inspector/view/sorted.ts'
import { stateOf, tellCuts } from '../../src/renderer/inspector/view/state.ts'
import { layTiles } from '../../src/renderer/inspector/view/treemap.ts'
import { layStages } from '../../src/renderer/inspector/view/waterfall.ts'
import { stageNames } from '../../src/shared/names.ts'
import { regions } from '../../src/shared/words.ts'
import { makeDiff } from '../window/contextFixtures.ts'
import { answerText, makeTurn } from '../window/inspectorFixtures.ts'

const trace = makeTurn()
const context = trace.context!
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

test('[W200] the window is 200 cells, in which every part that is more than nothing stands', () => {
  fc.assert(fc.property(
    fc.integer({ min: 512, max: 1_000_000 }), fc.double({ min: 0, max: 0.9, noNaN: true }), fc.array(fc.nat(9000), { minLength: 12, maxLength: 12 }), fc.nat(200),
    (window, reserveShare, wanted, framing) => {
      const reserve = Math.floor(window * reserveShare)
      let left = window - reserve
      const uses = regions.map((region, at) => {
        const kept = Math.min(left, wanted[at]!)
        left -= kept
        return { region, priority: 0, floor: 0, budget: kept, wanted: kept, kept, pieces: 1, leftOut: 0, stability: 'stable' as const }
      })
      const made = { ...context, window, reserve, used: uses.reduce((sum, use) => sum + use.kept, 0) + Math.min(left, framing), regions: uses }
      const cells = layCells(made)
      expect(cells).toHaveLength(200)
      expect([...new Set(cells.map((cell) => cell.key))]).toEqual(cutWindow(made).map((part) => part.key))
      cells.reduce((reached, cell) => { expect(cell.from).toBeCloseTo(reached, 3); return cell.to }, 0)
    }))
})

test('[W200] the cells of a piece lie in its region, and a piece that is out has none', () => {
  const cells = layCells(context)
  for (const piece of context.pieces) {
    const marked = [...findCells(context, cells, piece.id)]
    expect(marked.length > 0).toBe(piece.outcome !== 'out')
    expect(marked.every((at) => cells[at]!.key === piece.region)).toBe(true)
  }
  expect(findCells(context, cells, null).size).toBe(0)
})

test('[W202] by diving every one of 2,000 pieces is reached, and each step leads back up', () => {
  const { pieces } = makeTurn({ pieces: 2000 }).context!
  const seen = new Set<string>()
  const look = (dive: Dive) => {
    for (const tile of layTiles(divePieces(pieces, dive), 400, 168, dive.region === 'all' ? undefined : drawnInRegion)) {
      if (tile.piece !== null) seen.add(tile.piece.id)
      else {
        const deeper = diveFrom(dive, tile)
        expect(listCrumbs(deeper).at(-1)!.to).toEqual(deeper)
        expect(rise(deeper)).toEqual(dive.region === 'all' ? surface : dive.skip === 0 ? { ...dive, out: null } : dive)
        look(deeper)
      }
    }
  }
  look(surface)
  expect(seen.size).toBe(2000)
})

test('[W201] the table sorts by any column; a piece without a score stands last either way', () => {
  const sizes = sortPieces(context.pieces, { by: 'tokens', down: true }).map((piece) => piece.outcome === 'out' ? piece.wantedTokens : piece.tokens)
  expect(sizes).toEqual([...sizes].sort((one, other) => other - one))
  for (const down of [true, false]) {
    const scores = sortPieces(context.pieces, { by: 'score', down }).map((piece) => piece.score)
    expect(scores.slice(scores.indexOf(null)).every((score) => score === null)).toBe(true)
  }
})

test('[W204] a difference put together is both texts', () => {
  const text = fc.array(fc.constantFrom('the flat ', 'cost 640 €. ', 'in May\n', 'a', ' ', 'peanuts ', '🥜 ', 'é'), { maxLength: 40 }).map((parts) => parts.join(''))
  const both = (before: string, after: string) => {
    const parts = compareTexts(before, after)
    expect(parts.filter((part) => part.kind !== 'new').map((part) => part.text).join('')).toBe(before)
    expect(parts.filter((part) => part.kind !== 'gone').map((part) => part.text).join('')).toBe(after)
    return parts
  }
  fc.assert(fc.property(text, text, (before, after) => { both(before, after) }))
  expect(both('Keep this. Drop that. Keep the end.', 'Keep this. Keep the end.')).toEqual([{ kind: 'same', text: 'Keep this.' }, { kind: 'gone', text: ' Drop that.' }, { kind: 'same', text: ' Keep the end.' }])
  const long = Array.from({ length: 6000 }, (_, at) => `Sentence ${at} says something of its own.`)
  expect(both(long.join(' '), long.filter((_, at) => at % 3 > 0).join(' ')).length).toBeLessThan(12_000)
  both('x'.repeat(200_000), 'y'.repeat(200_000))
  expect(takeStretches([{ kind: 'same', text: 'abc' }, { kind: 'gone', text: 'def' }], 4)).toEqual([{ kind: 'same', text: 'abc' }, { kind: 'gone', text: 'd' }])
})

test('[W205] what the app says and the message just written can neither be pinned nor left out', () => {
  const kinds = context.pieces.map((piece) => [canRule(piece), piece.source.kind !== 'rule' && piece.region !== 'message'])
  expect(kinds.every(([may, should]) => may === should)).toBe(true)
  expect(kinds.some(([may]) => may) && kinds.some(([may]) => !may)).toBe(true)
})

test('[W206] what the answer used is said in numbers and words, ignored notes first', () => {
  expect(tellFidelity(trace.fidelity!)).toBe('The answer used 3 of 6 notes.')
  expect(tellFidelity({ ...trace.fidelity!, pieces: [] })).toBe('Nothing was given that the answer could have used.')
  const rows = listUses(trace.fidelity!, context.pieces)
  expect(rows.map(({ use }) => tellUse(use).name)).toEqual(['not used, though it fits', 'used', 'used', 'used', 'not used', 'not used'])
  expect(tellUse(rows[3]!.use).hint).toBe('The answer used it by its meaning.')
})

test('[W206] the marked answer is exactly the answer, also with wild spans', () => {
  const spanOf = (start: number, end: number, quote = answerText.slice(start, end)): PieceUse => ({ pieceId: `p${start}`, used: true, score: 1, how: 'both', span: { start, end, quote }, ignored: false })
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -5, max: 200 }), fc.integer({ min: -5, max: 200 })), { maxLength: 8 }), (places) => {
    expect(cutAnswer(answerText, places.map(([start, end]) => spanOf(start, end))).map((part) => part.text).join('')).toBe(answerText)
  }))
  // The words at a place are no longer those that were judged: nothing is marked.
  expect(cutAnswer(answerText, [spanOf(0, 4, 'else')])).toEqual([{ text: answerText, pieceId: null }])
  expect(cutAnswer(answerText, trace.fidelity!.pieces).filter((part) => part.pieceId !== null).map((part) => part.text)).toEqual(['serves late', 'because of the peanuts', 'grilled vegetables'])
})

test('[W207] a figure that falls short is marked, and one that is not known is not listed', () => {
  const rows = listQuality(trace.quality!)
  expect(rows.filter((row) => row.short).map((row) => row.key)).toEqual(['relevance'])
  expect(listQuality({ ...trace.quality!, relevance: null, redundancy: 0.31 }).map((row) => [row.key, row.short])).toEqual([['completeness', false], ['redundancy', true], ['coherence', false], ['efficiency', false]])
})

test('[W208] the layers are what rules put in for who answers and how', () => {
  expect(listLayers(trace).map((piece) => piece.region)).toEqual(['persona', 'steering'])
})

test('[W209] each budget that cut is named with its recorded figures', () => {
  const cut = { ...context, cutBy: ['window', 'time', 'trust'] as const, time: { seconds: 3, tokensPerSecond: 160, tokens: 480, evaluated: 470 }, trusted: 2000 }
  expect(tellCuts({ ...cut, cutBy: [...cut.cutBy] }).map(plain)).toEqual([
    'The window cut: it holds 8 192 tokens, and 1 024 of them are kept for the answer.',
    'The waiting time cut: in 3.0 s the model reads about 480 tokens, and 470 had to be read.',
    'How far the model can be trusted cut: it was found to use about 2 000 tokens of its window well.',
  ])
  const out = context.pieces.find((piece) => piece.code === 'over-budget')!
  expect(plain(explainPiece({ ...out, code: 'over-time' }, { ...context, time: cut.time })[1]!)).toBe('In 3.0 s the model reads about 480 tokens; 470 had to be read in this turn.')
  expect(explainPiece({ ...out, code: 'switched-off' }, context)[1]).toContain('takes that back')
})

test('[W214] a context whose texts were let go, one that is lost and one that never was are told apart', () => {
  expect(stateOf(trace)).toBe('whole')
  const empty = { ...context, pieces: context.pieces.map((piece) => ({ ...piece, text: '' })), prompt: context.prompt.map((message) => ({ ...message, text: '' })) }
  expect(stateOf({ ...trace, context: empty })).toBe('let-go')
  expect(stateOf({ ...trace, context: { ...empty, prompt: [] } })).toBe('let-go')
  expect(stateOf({ ...trace, context: null })).toBe('lost')
  expect(stateOf({ ...trace, context: null, usage: null })).toBe('never-made')
})

test('[W211] a difference is said in a sentence, and its lists carry reason and size', () => {
  const diff = makeDiff(trace)
  expect(plain(tellDifference(diff))).toBe('2 pieces left, 2 came, 1 changed, 2 moved: 51 tokens more.')
  expect(plain(tellDifference({ ...diff, left: [], came: [], changed: [], moved: [], tokensAfter: diff.tokensBefore }))).toBe('The same pieces, as many tokens as before.')
  const [left, , changed, moved] = listDiff(diff)
  expect(left!.items[0]!.note).toBe('Left out: switched off for this run.')
  expect(plain(changed!.items[0]!.size)).toBe('402 → 470')
  expect(moved!.items[0]!.note).toBe('from place 10 to 9')
  const rows = listRegionChanges({ ...diff, regions: [...diff.regions].reverse() })
  expect(rows.map((row) => row.region)).toEqual([...regions].filter((region) => rows.some((row) => row.region === region)))
  expect(rows.every((row) => row.change === row.after - row.before)).toBe(true)
})

test('[W212] a piece has one wish at a time, and taking all back leaves no change', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom<PieceWish>('off', 'pinned', 'edited', 'as-it-was')), { maxLength: 20 }), (steps) => {
    const last = new Map<string, PieceWish>()
    let change = noChange
    for (const [pieceId, wish] of steps) { change = wishPiece(change, pieceId, wish, 'words'); last.set(pieceId, wish) }
    for (const [pieceId, wish] of last) expect(wishOf(change, pieceId)).toBe(wish)
    expect(listWished(change).toSorted()).toEqual([...last].filter(([, wish]) => wish !== 'as-it-was').map(([pieceId]) => pieceId).toSorted())
    for (const pieceId of last.keys()) change = wishPiece(change, pieceId, 'as-it-was')
    expect(isUnchanged(change)).toBe(true)
  }))
  expect(tellChange(noChange)).toBe('nothing changed')
  expect(tellChange({ ...noChange, off: ['a', 'b'], pinned: ['c'], modelId: 'm' })).toBe('without 2 pieces, one pinned, another model')
})

test('[W213] a text grows by what is new, and a gap is noticed', () => {
  expect(growText('So', { text: ' far', offset: 2 })).toBe('So far')
  expect(growText('So far', { text: ' far', offset: 2 })).toBe('So far')
  expect(growText('So fa', { text: 'far away', offset: 3 })).toBe('So far away')
  expect(growText('So', { text: 'away', offset: 7 })).toBeNull()
})

test('[W216] of a long prompt only what is asked for or sought is drawn', () => {
  expect(viewPart(500_000, 20_000, null, 4000)).toEqual({ from: 0, to: 20_000 })
  expect(viewPart(500, 20_000, { start: 10, end: 12 }, 4000)).toEqual({ from: 0, to: 500 })
  expect(viewPart(500_000, 20_000, { start: 300_000, end: 300_005 }, 4000)).toEqual({ from: 296_000, to: 304_005 })
  expect(viewPart(500_000, 20_000, { start: 499_990, end: 500_000 }, 4000)).toEqual({ from: 495_990, to: 500_000 })
})

test('every stage and every kind of source has a name', () => {
  expect(Object.keys(stageWords).toSorted()).toEqual([...stageNames].toSorted())
  const rows = layStages({ stages: stageNames.map((name, at) => ({ name, startMs: at, ms: 1, note: '', failed: null })), totalMs: stageNames.length, firstTokenMs: null }).rows
  expect(rows).toHaveLength(stageNames.length)
  const piece = context.pieces[0]!
  const at = Date.UTC(2026, 5, 12)
  const says = (source: typeof piece.source) => plain(nameSource({ ...piece, source }, 'en-GB'))
  expect(says({ kind: 'summary', epochId: 'e', conversationId: 'c', at, messages: 24 })).toBe('summary of 24 messages, 12 Jun 2026')
  expect(says({ kind: 'file', name: 'itinerary.pdf', path: null, part: 2, at })).toBe('itinerary.pdf, part 2')
  expect(says({ kind: 'tool', name: 'calendar.free', callId: 'k', at })).toBe('tool “calendar.free”, 12 Jun 2026')
})
