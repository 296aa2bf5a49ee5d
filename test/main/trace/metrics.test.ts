import { describe, expect, test } from 'vitest'
import { figuresOf } from '../../../src/main/storage/figures.ts'
import { summariseTurn } from '../../../src/main/trace/summariseTurn.ts'
import { sumMetrics } from '../../../src/main/trace/sumMetrics.ts'
import { insights, metricNames, type TurnFigures } from '../../../src/shared/insights.ts'
import type { PieceUse, Quality } from '../../../src/shared/trace.ts'
import { contextOf, recordOf, rowOf, traceOf } from './support.ts'

const use = (pieceId: string, used: boolean, ignored = false): PieceUse => ({ pieceId, used, score: used ? 1 : 0, how: used ? 'words' : 'none', span: null, ignored })
const quality = (more: Partial<Quality> = {}): Quality => ({ completeness: 1, relevance: 0.8, redundancy: 0, coherence: 0.9, efficiency: 0.7, recommendations: [], ...more })

describe('the figures of one turn', () => {
  test('[Z20] come from its trace', () => {
    const pieces = [recordOf('memories', 'a', { id: 'a' }), recordOf('documents', 'b', { id: 'b' }), recordOf('memories', 'c', { id: 'c' }), recordOf('profile', 'd', { id: 'd' }), recordOf('memories', 'e', { id: 'e', outcome: 'out', code: 'over-budget' })]
    const figures = figuresOf(traceOf({ context: contextOf(pieces, { used: 480 }), quality: quality(), fidelity: { score: 0.6, pieces: [use('a', true), use('b', false, true), use('c', false), use('d', true)], flags: [] } }))
    expect(figures).toMatchObject({ fullHistoryTokens: 2000, window: 8000, reserve: 1000, used: 480, generateMs: 600, fidelity: 0.6, given: 3, usedPieces: 1, ignoredPieces: 1 })
  })

  test('[Z20] say nothing of notes where nobody looked, and are whole for a turn that failed early', () => {
    const unseen = figuresOf(traceOf({ context: contextOf([recordOf('memories', 'a')]) }))
    expect(unseen).toMatchObject({ given: 0, usedPieces: 0, ignoredPieces: 0, fidelity: null })
    expect(figuresOf(traceOf({ status: 'failed', usage: null, stages: [], firstTokenMs: null }))).toMatchObject({ window: 0, used: 0, generateMs: 0 })
  })

  test('[Z51] the line under an answer tells score and flags, and no thumb', () => {
    const summary = summariseTurn(traceOf({ fidelity: { score: 0.4, pieces: [], flags: ['Your note says Porto.'] } }))
    expect(summary).toMatchObject({ fidelity: 0.4, flags: ['Your note says Porto.'], thumb: null })
    expect(summariseTurn(traceOf())).toMatchObject({ fidelity: null, flags: [] })
  const before = { turnId: 't_1', messageId: 'm_1', at: 5 }
  expect(summariseTurn(traceOf({ cached: { ...before, savedUsd: null }, near: { ...before, similarity: 0.9 } }))).toMatchObject({ cached: { at: 5, messageId: 'm_1' }, near: { at: 5, messageId: 'm_1' } })
  })
})

const valueOf = (rows: readonly TurnFigures[], name: string, since = 0) => sumMetrics(rows, since).metrics.find((metric) => metric.name === name)!

describe('over many turns', () => {
  test('[Z21] each metric is what it says', () => {
    const rows = [
      rowOf({ conversationId: 'c1', used: 700, window: 4000, reserve: 500, promptTokens: 500, cachedTokens: 100, fullHistoryTokens: 1000, cost: 0.3, firstTokenMs: 100, thumb: 'up', fidelity: 0.5, quality: quality({ relevance: 0.6, coherence: 1 }), given: 4, usedPieces: 2, ignoredPieces: 1, contextBytes: 1000 }),
      rowOf({ conversationId: 'c1', used: 1400, window: 4000, reserve: 500, promptTokens: 1500, cachedTokens: 900, fullHistoryTokens: 9000, cost: 0.1, firstTokenMs: 300, thumb: 'down', fidelity: 1, quality: quality({ relevance: null, coherence: 0.5 }), given: 1, usedPieces: 1, contextBytes: 500 }),
      rowOf({ conversationId: 'c2', used: 0, window: 0, reserve: 0, promptTokens: 0, cachedTokens: 0, fullHistoryTokens: null, cost: 0, firstTokenMs: 5000, destination: 'memory' }),
    ]
    const expected: Record<string, number> = {
      utilisation: 0.3, tokenSaving: 0.8, relevance: 0.6, precision: 0.6, recall: 0.75, latencyMs: 300, coherence: 0.75, footprintBytes: 1500, cacheHits: 0.5, costPerConversation: 0.2, satisfaction: 0.5, fidelity: 0.75,
    }
    const found = sumMetrics(rows, 0)
    expect(insights.parse(found)).toEqual(found)
    expect(found.metrics.map((metric) => metric.name)).toEqual([...metricNames])
    for (const metric of found.metrics) expect(metric.value, metric.name).toBeCloseTo(expected[metric.name]!, 6)
    expect(found).toMatchObject({ turns: 3, conversations: 2 })
    expect(valueOf(rows, 'utilisation').turns).toBe(2)
    expect(valueOf(rows, 'relevance').turns).toBe(1)
  })

  test('[Z21] more tokens than the conversation is a saving below zero', () => {
    expect(valueOf([rowOf({ promptTokens: 300, fullHistoryTokens: 200 })], 'tokenSaving').value).toBeCloseTo(-0.5)
  })

  test('[Z22] one point per day with a value, oldest first; turns before are left out', () => {
    const noon = new Date(2026, 4, 3, 12).getTime(), next = new Date(2026, 4, 5, 0, 30).getTime()
    const rows = [rowOf({ at: next, fidelity: 1 }), rowOf({ at: noon, fidelity: 0.2 }), rowOf({ at: noon + 3_600_000, fidelity: 0.4 }), rowOf({ at: noon - 86_400_000 * 3, fidelity: 0 }), rowOf({ at: noon + 86_400_000, fidelity: null })]
    const fidelity = valueOf(rows, 'fidelity', noon - 1000)
    expect(fidelity.days).toEqual([{ at: new Date(2026, 4, 3).getTime(), value: expect.closeTo(0.3), turns: 2 }, { at: new Date(2026, 4, 5).getTime(), value: 1, turns: 1 }])
    expect(fidelity).toMatchObject({ value: expect.closeTo(1.6 / 3), turns: 3 })
    expect(valueOf(rows, 'costPerConversation', noon - 1000).days).toHaveLength(3)
  })

  test('[Z22] nothing known is null, not 0', () => {
    for (const metric of sumMetrics([], 0).metrics) expect(metric).toMatchObject({ value: null, turns: 0, days: [] })
    expect(valueOf([rowOf()], 'satisfaction').value).toBeNull()
  })

  test('[Z23] advice needs five turns and names a next step', () => {
    const poor = () => rowOf({ fidelity: 0.1, given: 10, usedPieces: 1, ignoredPieces: 6, quality: quality({ relevance: 0.3, redundancy: 0.6, coherence: 0.2 }), thumb: 'down', cachedTokens: 0, promptTokens: 4000, used: 3450, fullHistoryTokens: 1000 })
    expect(sumMetrics(Array.from({ length: 4 }, poor), 0).advice).toEqual([])
    const { advice } = sumMetrics(Array.from({ length: 5 }, poor), 0)
    expect(advice).toHaveLength(9)
    for (const sentence of advice) expect(sentence).toMatch(/: .+\.$/)
    expect(sumMetrics(Array.from({ length: 9 }, () => rowOf({ quality: quality(), given: 2, usedPieces: 2, thumb: 'up' })), 0).advice).toEqual([])
  })
})
