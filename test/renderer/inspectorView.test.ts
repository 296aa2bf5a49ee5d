import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PieceRecord, PromptMessage } from '../../src/shared/piece.ts'
import { regions } from '../../src/shared/words.ts'
import { cutWindow, headContext, listRegions } from '../../src/renderer/inspector/view/bar.ts'
import { excerpt, formatAgo, formatAmount, formatBytes, formatCount, formatDuration, formatMoney, formatScore, formatShare, formatShort } from '../../src/renderer/state/formats.ts'
import { listScores } from '../../src/renderer/inspector/view/names.ts'
import { countPieces, explainPiece, filterPieces, notePiece } from '../../src/renderer/inspector/view/pieces.ts'
import { cutRuns, findInPrompt, splitRun, takeRuns, writePrompt } from '../../src/renderer/inspector/view/prompt.ts'
import { layTiles, nextTile } from '../../src/renderer/inspector/view/treemap.ts'
import { listTurns, neighbours } from '../../src/renderer/inspector/view/turns.ts'
import { layStages } from '../../src/renderer/inspector/view/waterfall.ts'
import { makeTurn } from '../window/inspectorFixtures.ts'

const trace = makeTurn({ pieces: 25 })
const context = trace.context!
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

test('[W50] the parts of the bar add up to the window', () => {
  fc.assert(fc.property(
    fc.integer({ min: 512, max: 200_000 }), fc.double({ min: 0, max: 0.9, noNaN: true }), fc.array(fc.nat(5000), { minLength: 12, maxLength: 12 }), fc.nat(200),
    (window, reserveShare, kept, framing) => {
      const reserve = Math.floor(window * reserveShare)
      let left = window - reserve
      const uses = regions.map((region, at) => {
        const take = Math.min(left, kept[at]!)
        left -= take
        return { region, priority: 0, floor: 0, budget: take, wanted: take, kept: take, pieces: 1, leftOut: 0, stability: 'stable' as const }
      })
      const used = uses.reduce((sum, use) => sum + use.kept, 0) + Math.min(left, framing)
      const parts = cutWindow({ ...context, window, reserve, used, regions: uses })
      expect(parts.reduce((sum, part) => sum + part.tokens, 0)).toBe(window)
      expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 9)
    }))
})

test('[W51] a cut region says wanted, given and kept; an unused one is not listed', () => {
  const use = (region: 'memories' | 'core' | 'tools', wanted: number, budget: number, kept: number) => ({ region, priority: 3, floor: 0, budget, wanted, kept, pieces: 2, leftOut: 0, stability: 'volatile' as const })
  const rows = listRegions({ ...context, regions: [use('memories', 1180, 400, 312), use('core', 486, 500, 486), use('tools', 0, 600, 0)] })
  expect(rows.map((row) => row.name)).toEqual(['Rules', 'Memories'])
  expect(plain(rows[1]!.note)).toBe('wanted 1 180 → given 400 → kept 312')
  expect(plain(headContext({ ...context, used: 3118, window: 8192, keptPrefix: 2204 }).used)).toBe('3 118 of 8 192 tokens')
  expect(plain(headContext({ ...context, used: 3118, keptPrefix: 2204 }).prefix)).toBe('kept prefix 2 204 · new 914')
})

test('[W52] numbers read well', () => {
  expect([0, 999, 1000, 3118, 1234567, -42].map(formatCount).map(plain)).toEqual(['0', '999', '1 000', '3 118', '1 234 567', '−42'])
  expect([0, 0.04, 3.21, 366.6, 1940, 12_340, 125_000].map(formatDuration).map(plain)).toEqual(['0 ms', '0 ms', '3.2 ms', '367 ms', '1.9 s', '12.3 s', '2 min 5 s'])
  expect([0, 0.41, 0.0042, 0.00013, 12.5, 1234.5].map(formatMoney).map(plain)).toEqual(['$0.00', '$0.41', '$0.0042', '$0.00013', '$12.50', '$1 234.50'])
  expect([0, 812, 4200, 1_310_000, 128_000].map(formatBytes).map(plain)).toEqual(['0 B', '812 B', '4.2 kB', '1.3 MB', '128 kB'])
  expect([0, 0.001, 0.5, 1].map(formatShare).map(plain)).toEqual(['0 %', '<1 %', '50 %', '100 %'])
  expect([0, 840, 3118, 9_960, 128_000, 1_200_000].map(formatShort)).toEqual(['0', '840', '3.1k', '10k', '128k', '1.2M'])
  expect([-1, 0, 0.004, 0.83, 0.999, 1, 2.4].map(formatScore)).toEqual(['0', '0', '0', '.83', '1', '1', '1'])
  expect([1, 2].map((count) => plain(formatAmount(count, 'token')))).toEqual(['1 token', '2 tokens'])
  const now = Date.UTC(2026, 10, 21, 12)
  expect(formatAgo(now - 10_000, now, 'en')).toBe('just now')
  expect(formatAgo(now - 5 * 60_000, now, 'en')).toBe('5 minutes ago')
  expect(formatAgo(now - 26 * 3_600_000, now, 'en')).toBe('yesterday')
  expect(formatAgo(Date.UTC(2025, 4, 3), now, 'en-GB')).toBe('3 May 2025')
  expect(excerpt('a  b\n c')).toBe('a b c')
  expect(excerpt('')).toBe('(empty)')
  expect(excerpt('word '.repeat(100), 20).length).toBeLessThanOrEqual(21)
})

test('[W53] tiles never overlap, keep their side, and have areas in proportion', () => {
  for (const pieces of [makeTurn({ pieces: 25 }).context!.pieces, makeTurn({ pieces: 2000 }).context!.pieces]) {
    const tiles = layTiles(pieces, 400, 160)
    for (const tile of tiles) {
      expect(tile.x).toBeGreaterThanOrEqual(0)
      expect(tile.x + tile.width).toBeLessThanOrEqual(400)
      expect(tile.y + tile.height).toBeLessThanOrEqual(160)
    }
    tiles.forEach((one, at) => tiles.slice(at + 1).forEach((other) => {
      const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
      const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
      expect(across > 0 && down > 0).toBe(false)
    }))
    const last = Math.max(...tiles.filter((tile) => !tile.out).map((tile) => tile.x + tile.width))
    expect(Math.min(...tiles.filter((tile) => tile.out).map((tile) => tile.x))).toBeGreaterThan(last)
    const shown = tiles.reduce((sum, tile) => sum + (tile.piece === null ? tile.more : 1), 0)
    expect(shown).toBe(pieces.filter((piece) => piece.wantedTokens > 0).length)
    expect(tiles.length).toBeLessThan(220)
  }
  const two = context.pieces.slice(0, 2).map((piece, at) => ({ ...piece, outcome: 'in' as const, region: 'memories' as const, tokens: at === 0 ? 300 : 100 }))
  const [big, small] = layTiles(two, 400, 100)
  expect(big!.width * big!.height).toBeCloseTo(3 * small!.width * small!.height, -3)
})

test('[W60] arrow keys reach a neighbour of the map and stay at its edge', () => {
  const tiles = layTiles(context.pieces, 400, 160)
  const rightmost = tiles.reduce((best, tile, at) => tile.x + tile.width / 2 > tiles[best]!.x + tiles[best]!.width / 2 ? at : best, 0)
  expect(nextTile(tiles, rightmost, 'right')).toBe(rightmost)
  const left = nextTile(tiles, rightmost, 'left')
  expect(tiles[left]!.x).toBeLessThan(tiles[rightmost]!.x)
})

test('[W54] the runs of a message are exactly its text, also with wild spans', () => {
  fc.assert(fc.property(
    fc.string({ unit: 'grapheme', maxLength: 200 }), fc.array(fc.record({ start: fc.integer({ min: -20, max: 250 }), end: fc.integer({ min: -20, max: 250 }) }), { maxLength: 12 }), fc.nat(250), fc.nat(250),
    (text, spans, one, other) => {
      const message: PromptMessage = { role: 'user', text, spans: spans.map((span) => ({ ...span, region: 'history', pieceId: 'p' })) }
      const runs = cutRuns(message)
      expect(runs.map((run) => run.text).join('')).toBe(text)
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      expect(takeRuns(runs, from, to).map((run) => run.text).join('')).toBe(text.slice(from, to))
    }))
  expect(writePrompt([{ role: 'system', text: 'be brief', spans: [] }, { role: 'user', text: 'hello', spans: [] }])).toBe('[system]\nbe brief\n\n[user]\nhello')
})

test('[W57] search finds positions in the original text', () => {
  const prompt: PromptMessage[] = [{ role: 'system', text: 'İstanbul and istanbul (a+b)', spans: [] }, { role: 'user', text: 'A+B?', spans: [] }]
  for (const query of ['istanbul', 'a+b']) {
    for (const match of findInPrompt(prompt, query)) expect(prompt[match.message]!.text.slice(match.start, match.end).toLowerCase()).toBe(query)
  }
  expect(findInPrompt(prompt, 'a+b')).toHaveLength(2)
  expect(findInPrompt(prompt, '  ')).toEqual([])
  expect(findInPrompt(prompt, '\\(')).toEqual([])
  const run = { start: 10, end: 20, text: '0123456789', region: null, pieceId: null }
  const parts = splitRun(run, [{ start: 8, end: 12, current: false }, { start: 15, end: 30, current: true }])
  expect(parts).toEqual([{ text: '01', hit: 'hit' }, { text: '234', hit: 'no' }, { text: '56789', hit: 'current' }])
})

test('[W55] stages and the time between them cover the whole turn', () => {
  const covered = (rows: ReturnType<typeof layStages>['rows']) => {
    let reached = 0
    for (const part of rows.flatMap((row) => row.stretches).sort((one, other) => one.start - other.start)) {
      expect(part.start).toBeLessThanOrEqual(reached + 0.01)
      reached = Math.max(reached, part.start + part.length)
    }
    return reached
  }
  const stage = (name: 'recall' | 'generate' | 'learn', startMs: number, ms: number) => ({ name, startMs, ms, note: '', failed: null })
  const fall = layStages({ stages: [stage('recall', 5, 20), stage('generate', 40, 900), stage('learn', 100, 10)], totalMs: 1000, firstTokenMs: 300 })
  expect(covered(fall.rows)).toBeCloseTo(1, 6)
  expect(fall.rows.at(-1)!.key).toBe('unaccounted')
  expect(fall.rows.at(-1)!.ms).toBe(5 + 15 + 60)
  expect(fall.rows[1]!.stretches.map((part) => part.kind)).toEqual(['waiting', 'work'])
  expect(fall.firstToken).toBeCloseTo(0.3, 6)
  expect(layStages({ stages: [], totalMs: 0, firstTokenMs: null }).rows[0]!.key).toBe('unaccounted')
})

test('[W56] why not: the recorded reason first, then only recorded numbers', () => {
  const out = context.pieces.find((piece) => piece.code === 'over-budget')!
  const said = explainPiece(out, context)
  expect(said[0]).toBe(out.reason)
  const allowed = new Set([out.score, out.wantedTokens, context.window, context.reserve, ...context.regions.flatMap((use) => [use.wanted, use.budget, use.kept]), ...context.pieces.map((piece) => piece.score)].map((one) => one === null ? '' : String(one)))
  for (const sentence of said.slice(1)) {
    for (const number of plain(sentence).replaceAll(/(?<=\d) (?=\d{3})/g, '').match(/\d*\.?\d+/g) ?? []) expect([...allowed].map((one) => Number(one).toFixed(2))).toContain(Number(number).toFixed(2))
  }
  expect(explainPiece({ ...out, reason: ' ' }, context)[0]).toBe('No reason was recorded.')
  const inside: PieceRecord = context.pieces.find((piece) => piece.outcome === 'in')!
  expect(explainPiece(inside, context)).toEqual([inside.reason])
})

test('pieces are counted, filtered by outcome, region and text, and ordered', () => {
  expect(countPieces(context.pieces)).toMatchObject({ in: 14, shortened: 2, out: 9, all: 25 })
  const all = filterPieces(context, { outcome: 'all', region: 'all', text: '' })
  expect(all.map((piece) => piece.outcome)).toEqual([...Array(14).fill('in'), 'shortened', 'shortened', ...Array(9).fill('out')])
  expect(filterPieces(context, { outcome: 'out', region: 'memories', text: '' }).every((piece) => piece.outcome === 'out' && piece.region === 'memories')).toBe(true)
  expect(filterPieces(context, { outcome: 'all', region: 'all', text: 'PEANUTS' }).length).toBeGreaterThan(0)
  expect(notePiece(all.find((piece) => piece.label === 'local')!, 'en-GB')).toContain('stays here')
})

test('[W72] a piece’s line names meaning and words alone, and every part lies between 0 and 1', () => {
  const summed = { conversation: 2, neighbour: 2.4, recency: 0.9, words: 0.4, odd: 0.2, meaning: 0.83 }
  const piece = { ...context.pieces.find((one) => one.source.kind === 'memory')!, scores: summed, used: false, label: 'personal' as const, marks: [] }
  expect(notePiece(piece, 'en-GB')).toMatch(/· meaning\s\.83 · words\s\.40$/)
  expect(notePiece({ ...piece, scores: { neighbour: 2 }, score: 0.31 }, 'en-GB')).toMatch(/· fit\s\.31$/)
  const parts = listScores(summed)
  expect(parts.map((one) => one.part)).toEqual(['meaning', 'words', 'neighbour', 'conversation', 'recency', 'odd'])
  expect(parts.every((one) => one.score >= 0 && one.score <= 1)).toBe(true)
  expect(parts.map((one) => one.name)).toEqual(['Meaning', 'Words', 'Said beside it', 'Its conversation', 'Recency', 'Odd'])
})

test('turns are numbered from the oldest, and the one on show is among them', () => {
  const spent = [30, 10, 20].map((at) => ({ turnId: `t${at}`, at, promptTokens: 1, outputTokens: 1, cachedTokens: 0, cost: 0, destination: 'local' }))
  const turns = listTurns(spent, 'running')
  expect(turns.map((turn) => turn.turnId)).toEqual(['t10', 't20', 't30', 'running'])
  expect(neighbours(turns, 't20')).toEqual({ previous: 't10', next: 't30' })
  expect(neighbours(turns, 'running')).toEqual({ previous: 't30', next: null })
  expect(neighbours(turns, 'unknown')).toEqual({ previous: null, next: null })
})
