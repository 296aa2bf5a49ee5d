import type { MemoryFilter, RankedItem, ReadQuestionAs, WhyNot } from '../../shared/memory.ts'
import type { Understanding } from '../../shared/trace.ts'
import { scriptsOf } from '../memory/meaning/isReadByModel.ts'
import { recall, type RecallAsk, type Recalled } from '../memory/recall.ts'
import type { Embedder, Models } from '../models/ports.ts'
import type { ReadDb } from '../storage/database.ts'
import { getConversation } from '../storage/conversations.ts'
import type { SearchIndex } from '../storage/index/searchIndex.ts'
import { pathTo } from '../storage/messages.ts'
import type { Prototypes } from '../understand/prototypes.ts'
import { understand } from '../understand/understand.ts'
import { tellHeldBack } from './holdBack.ts'
import { recallPorts } from './recallPorts.ts'
import type { TurnTools } from './turnTypes.ts'

/** What trying a question out needs; nothing of it is written. */
export interface TryTools {
  readonly library: ReadDb
  /** The index and the model of its vectors. */
  readonly index: SearchIndex
  readonly searcher: Embedder
  readonly models: Models
  readonly prototypes: Prototypes
  readonly heads: TurnTools['heads']
  readonly now: number
  readonly associations: TurnTools['associations']
  readonly rank?: TurnTools['rank']
}

export interface TryAsk {
  readonly query: string
  /** As if it were asked in this conversation; null: in a new one. */
  readonly conversationId: string | null
  readonly limit: number
  readonly filter: MemoryFilter | null
  readonly watch?: string
}

export interface Tried { readonly items: RankedItem[]; readonly understood: ReadQuestionAs; readonly problems: string[]; readonly watched: WhyNot | null }

const historyMessages = 6
/** The text of one line of a ranking is cut here, in UTF-16 units. */
const shownChars = 600

/** The ranking that a turn would get for a question. Uses are not counted, nothing is learned and nothing is kept. */
export async function tryRecall(ask: TryAsk, tools: TryTools): Promise<Tried> {
  const conversation = ask.conversationId === null ? null : getConversation(tools.library, ask.conversationId)
  const history = conversation?.leafId === null || conversation === null ? [] : pathTo(tools.library, conversation.leafId, historyMessages).filter((message) => message.text !== '')
  const said = (role: 'user' | 'assistant') => history.findLast((message) => message.role === role)?.text ?? null
  const { searcher, models: { embedder } } = tools
  const own = (await embedder.embed([ask.query], 'question').catch(() => []))[0] ?? null
  const vector = searcher.modelId === embedder.modelId ? own : (await searcher.embed([ask.query], 'question').catch(() => []))[0] ?? null
  const understanding: Understanding | null = own === null ? null
    : understand({ text: ask.query, vector: own, previousUserText: said('user'), previousAnswer: said('assistant'), now: tools.now }, tools.prototypes, tools.heads)
  const { filter } = ask
  const recallAsk: RecallAsk = {
    text: ask.query, vector, conversationId: ask.conversationId ?? 'none', now: tools.now, understanding, limit: ask.limit,
    history: history.map(({ role, text }) => ({ role, text })), projectId: conversation?.projectId ?? null,
    ...(filter === null ? {} : { filter: { ...(filter.kind === null ? {} : { kinds: [filter.kind] }), from: filter.from, until: filter.until, minImportance: filter.minImportance, person: filter.person } }),
    ...(ask.watch === undefined ? {} : { watch: ask.watch }),
  }
  const outcome = await recall(recallAsk, {
    ...recallPorts(tools.library, tools.index, (texts) => searcher.embed(texts, 'question')), associations: tools.associations, scripts: scriptsOf(searcher.modelId),
    ...(tools.rank === undefined ? {} : { rank: tools.rank }),
  })
  return {
    items: outcome.found.slice(0, ask.limit).map((found) => asItem(found, ask.query)), understood: outcome.understood,
    problems: vector === null ? [...outcome.problems, 'The embedding model did not answer, so only words were compared.'] : outcome.problems, watched: outcome.watched ?? null,
  }
}

function asItem(found: Recalled, query: string): RankedItem {
  const text = (found.memory ?? found.message)!.text
  return {
    kind: found.kind === 'memory' ? 'memory' : 'message', id: (found.memory ?? found.message)!.id,
    conversationId: found.message?.conversationId ?? found.memory?.sources[0]?.conversationId ?? null,
    text: text.length > shownChars ? `${text.slice(0, shownChars).toWellFormed()} …` : text, at: found.memory?.eventAt ?? found.memory?.learnedAt ?? found.message!.createdAt,
    state: found.memory?.state ?? null, score: found.score, scores: found.scores, reason: found.reason, exact: found.exact,
    said: found.message === null ? null : found.message.role === 'assistant' ? 'assistant' : 'user', leftOut: found.message === null ? null : tellHeldBack(found.message, query),
  }
}
