import type { SourceRecord } from '../../shared/health.ts'
import type { Piece } from '../../shared/piece.ts'
import type { TurnPlan, Understanding } from '../../shared/trace.ts'
import { chooseLoaders } from '../knowledge/chooseLoaders.ts'
import type { LoaderAsk } from '../knowledge/loader.ts'
import { recallLoader } from '../knowledge/loaders/recall.ts'
import { scriptsOf } from '../memory/meaning/isReadByModel.ts'
import { recall, type RecallOutcome } from '../memory/recall.ts'
import { isInScope } from '../memory/scope.ts'
import { askSources } from './askSources.ts'
import type { findableOwn } from './epochs.ts'
import { notesOf } from './gatherPieces.ts'
import { loaderPorts } from './loaderPorts.ts'
import { recallPorts } from './recallPorts.ts'
import type { TurnRequest, TurnTools } from './turnTypes.ts'

/** Messages before this one that may complete what it leaves out. */
const historyForRecall = 6

export interface RecallTurnAsk {
  readonly request: TurnRequest
  readonly understanding: Understanding
  readonly plan: TurnPlan
  readonly searchVector: Float32Array | null
  /** Messages of this conversation that may be found. */
  readonly own: ReturnType<typeof findableOwn>
  readonly now: number
}

export interface RecalledTurn {
  readonly recalled: RecallOutcome
  /** What the other sources gave, and what stands for the search where it failed. */
  readonly loaded: readonly Piece[]
  readonly records: readonly SourceRecord[]
  /** What went wrong, and with it whatever else the person should know. */
  readonly problems: readonly string[]
  readonly notices: readonly string[]
}

/** Asks every source that this turn wakes, side by side; the search over memories and messages is one of them. Never rejects for what a source does. */
export async function recallTurn(ask: RecallTurnAsk, tools: TurnTools): Promise<RecalledTurn> {
  const { request, understanding, plan, now } = ask
  const { userMessage, earlier } = request
  const incomplete: string[] = []
  let outcome = nothingRecalled
  const search = recallLoader(async () => {
    const said = await tools.indexSettled()
    if (said !== null) incomplete.push(said)
    outcome = await searchMemories(ask, tools)
    return notesOf(outcome.found)
  })
  const loaderAsk: LoaderAsk = { message: userMessage, understanding, earlier, now }
  const loaders = chooseLoaders(understanding, tools.loaders(search), plan.providers.length > 0)
  const ports = loaderPorts(tools.library, tools.index, (memory) => isInScope(memory, userMessage.conversationId, tools.projectId), now)
  const asked = await askSources({ loaders, ask: loaderAsk, ports, guards: ({ id, name, timeLimitMs }) => tools.source(id, name, timeLimitMs), signal: request.signal })
  const mine = asked.given.find(({ id }) => id === search.id)
  // A search that was left behind may still end: what it finds then comes too late.
  const recalled = mine?.state === 'delivered' || mine?.state === 'empty' ? outcome : nothingRecalled
  const others = asked.given.filter(({ id, state }) => id !== search.id || state === 'reconstructed').flatMap(({ pieces }) => pieces)
  const isBlind = recalled.found.length === 0 && recalled.problems.length > 0 && asked.records.some(({ id, required }) => id === search.id && required)
  const instead = isBlind ? search.reconstruct!(loaderAsk) : []
  const problems = [...recalled.problems, ...asked.notices]
  return {
    recalled, loaded: [...others, ...instead],
    records: instead.length === 0 ? asked.records : asked.records.map((record) => record.id !== search.id ? record
      : { ...record, state: 'reconstructed', pieces: instead.length, note: `${recalled.problems.join(' ')} Made of what was said earlier in this conversation.` }),
    problems, notices: [...incomplete, ...problems],
  }
}

async function searchMemories({ request, understanding, plan, searchVector, own, now }: RecallTurnAsk, tools: TurnTools): Promise<RecallOutcome> {
  const { userMessage, earlier } = request
  return recall({
    text: plan.query, vector: searchVector, conversationId: userMessage.conversationId, ownIds: new Set([...own.covered, ...own.soon]), now, understanding, limit: tools.strategy.retrieval.limit,
    history: earlier.slice(-historyForRecall).map(({ role, text }) => ({ role, text })), projectId: tools.projectId,
  }, {
    ...recallPorts(tools.library, tools.index, (texts) => tools.searcher.embed(texts, 'question')), associations: tools.associations, scripts: scriptsOf(tools.searcher.modelId),
    ...(tools.rank === undefined ? {} : { rank: tools.rank }),
  })
}

const nothingRecalled: RecallOutcome = { found: [], problems: [], understood: { completed: null, words: [], expandedBy: [], people: [], from: null, until: null } }
