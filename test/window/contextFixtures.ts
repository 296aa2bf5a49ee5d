import type { PieceRecord } from '../../src/shared/piece.ts'
import type { TurnTrace } from '../../src/shared/trace.ts'
import type { ContextDiff, ContextRun, ContextVersion } from '../../src/shared/versions.ts'
import { regions } from '../../src/shared/words.ts'

const minute = 60_000

/** Kept contexts of one conversation, newest first; the first is the turn itself. */
export function makeVersions(trace: TurnTrace, count = 12): ContextVersion[] {
  const questions = ['Where should we eat on the first night? Nadia comes along, and we land at nine.', 'Which neighbourhood is quiet at night but has places open late?', 'What did we pay for the flat last time?', 'Is there a late train to the centre?', 'Sum up what we decided so far.']
  return Array.from({ length: count }, (_, at) => ({
    turnId: at === 0 ? trace.turnId : `turn-${57 - at}`, conversationId: trace.conversationId, at: trace.startedAt - at * 7 * minute, question: questions[at % questions.length]!,
    model: at % 4 === 3 ? 'large (OpenAI)' : 'Qwen3 4B', destination: at % 4 === 3 ? 'cloud' : 'local', tokens: 2851 - at * 190, pieces: 16 - (at % 5), leftOut: 9 + at, whole: at < 9,
  }))
}

/** The difference between two contexts: a few pieces of the turn left, came, changed and moved. */
export function makeDiff(trace: TurnTrace, change: Partial<ContextDiff> = {}): ContextDiff {
  const pieces = trace.context!.pieces
  const at = (index: number, reason: string) => { const { id, region, text, tokens } = pieces[index]!; return { pieceId: id, region, text, tokens, reason } }
  const kept = (one: PieceRecord) => one.outcome !== 'out'
  return {
    left: [at(8, 'Left out: switched off for this run.'), at(10, 'Left out: over the memories budget by 12 tokens.')],
    came: [at(16, 'In: there is room for it now.'), at(18, 'In: within the budget of its region.')],
    changed: [{ ...at(7, 'Less was cut: the history region has more room.'), tokensBefore: 402, tokens: 470 }],
    moved: [{ ...at(9, ''), from: 9, to: 8 }, { ...at(11, ''), from: 11, to: 9 }],
    same: 11, tokensBefore: 2851, tokensAfter: 2902,
    regions: regions.map((region) => {
      const before = pieces.filter((piece) => piece.region === region && kept(piece)).reduce((sum, piece) => sum + piece.tokens, 0)
      return { region, before, after: region === 'memories' ? before + 67 : region === 'history' ? before + 68 : before }
    }),
    ...change,
  }
}

/** A past turn answered once more without its first memory. */
export function makeRun(trace: TurnTrace, change: Partial<ContextRun> = {}): ContextRun {
  return {
    runId: 'run-1', turnId: trace.turnId, conversationId: trace.conversationId, at: trace.startedAt + 4 * minute,
    change: { off: ['piece-8'], pinned: [], edited: [], strategy: null, modelId: null }, state: 'done', modelId: 'local:qwen3-4b', modelName: 'Qwen3 4B',
    context: trace.context, diff: makeDiff(trace), answer: 'O Pitéu is close and serves late. **Order the satay starter**: it is what they are known for.',
    usage: { promptTokens: 2833, evaluatedTokens: 1564, cachedTokens: 1269, outputTokens: 31, reported: true }, cost: 0, firstTokenMs: 388, totalMs: 1210, failure: null, ...change,
  }
}
