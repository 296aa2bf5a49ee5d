import type { Epoch, EpochSources } from '../../shared/epoch.ts'
import type { Conversation, Message } from '../../shared/message.ts'
import type { ModelProfile } from '../../shared/model.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { strictestLabel } from '../../shared/words.ts'
import { lostDetails } from '../context/compress/details.ts'
import type { TokenCounter } from '../models/ports.ts'
import { counterFor } from '../models/tokens/counterFor.ts'
import { newId } from '../platform/ids.ts'
import { labelOfMessage } from '../privacy/labels.ts'
import { getConversation, updateConversation } from '../storage/conversations.ts'
import { transaction } from '../storage/database.ts'
import { getEpoch, insertEpoch, listEpochs, updateEpoch } from '../storage/epochs.ts'
import { pathTo } from '../storage/messages.ts'
import { leftOutOf } from '../storage/pieceRules.ts'
import { compactTalk, planTalk, type CompactionPlan } from '../turn/compactTalk.ts'
import { epochFor, openMessages, undoneLately } from '../turn/epochs.ts'
import { talkBudget } from '../turn/talkFor.ts'
import { writable, type EngineParts } from './engineParts.ts'
import { strategyFor } from './strategyFor.ts'
import { summaryWriter } from './summaryWriter.ts'
import { windowOf } from './windowOf.ts'

/** Longest branch that is looked at for its epochs. */
const longestPath = 20_000

type DeskParts = Pick<EngineParts, 'store' | 'library' | 'clock' | 'log' | 'models' | 'settings' | 'events' | 'backUp' | 'forgets' | 'profiles'>

/** Sums up earlier turns, shows what summaries were made of, and takes them back. */
export interface EpochDesk {
  list(conversationId: string): Epoch[]
  sources(epochId: string): Result<EpochSources>
  edit(epochId: string, text: string): Promise<Result<Epoch>>
  make(conversationId: string, kind: Epoch['kind']): Promise<Result<Epoch>>
  /** @param isAnswering whether a turn of this conversation is on its way: it may rest on the summary, though it is not kept yet */
  undo(epochId: string, isAnswering: (conversationId: string) => boolean): Result<{ conversation: Conversation; asBranch: boolean }>
  /** Between two turns: sums up what has outgrown the budget, so that the next turn need not wait for it. */
  afterTurn(conversationId: string, signal: AbortSignal): Promise<Epoch | null>
  /** Tokens of what stands in the prompt of this conversation (its open messages and the summary of the others), and what would be summed up if a draft of so many tokens were sent now. */
  gauge(conversationId: string, draftTokens: number, modelId: string, windowTokens: number): Promise<{ tokens: number; compaction: { messages: number; sentence: string } | null }>
}

/** The branch that is shown, with the epoch that it rests on. `forgets`: how often something had been forgotten by then. */
interface Seen { readonly conversation: Conversation; readonly path: Message[]; readonly epoch: Epoch | null; readonly open: readonly Message[]; readonly forgets: number }

export function createEpochDesk(parts: DeskParts): EpochDesk {
  const { store, clock, models } = parts

  const look = (conversationId: string): Seen | null => {
    const conversation = getConversation(store.read, conversationId)
    if (conversation === null) return null
    const path = conversation.leafId === null ? [] : talkTo(conversation.leafId)
    const epoch = epochFor(store.read, conversationId, path)
    return { conversation, path, epoch, open: openMessages(path, epoch), forgets: parts.forgets.count }
  }

  const modelOf = (conversation: Conversation): { window: number; counter: TokenCounter; profile: ModelProfile | null } => {
    const settings = parts.settings.get()
    const { route } = conversation
    const info = route === 'auto' || route === 'local' ? models.choose('local', settings.localModelId) : route === 'cloud' ? models.choose('cloud', settings.cloudModelId) : models.peek(route)
    return { window: windowOf(info), counter: (info === null ? null : models.loadedCounter(info.id)) ?? counterFor(info?.name ?? ''), profile: info === null ? null : parts.profiles.byModelId(info.id) }
  }

  /** @param seen what the plan was made for */
  const make = async (seen: Seen, plan: CompactionPlan, signal: AbortSignal | null): Promise<Epoch | null> => {
    const { conversation, open, epoch } = seen
    if (store.write === null) return null
    const { window, counter, profile } = modelOf(conversation)
    const { budget, compression } = strategyFor(parts.settings.get(), conversation)
    const readByModel = [...open.slice(0, plan.upTo + 1).map((message) => message.label), ...(epoch === null ? [] : [epoch.label, labelOfMessage(epoch.text)])]
    const made = await compactTalk({
      conversationId: conversation.id, open, epoch, plan, policy: compression, budgetTokens: talkBudget(budget, window, profile),
      count: (texts) => counter.count(texts), embed: (texts) => models.embedder.embed(texts), leftOut: leftOutOf(store.read, conversation.id),
      write: await summaryWriter(parts, { conversation, method: compression.method, label: strictestLabel(readByModel), signal }),
      newId: () => newId('e', clock.now()), now: clock.now(),
    })
    if (made === null || signal?.aborted === true || !isStill(seen)) return null
    insertEpoch(store.write, made)
    parts.events.emit('epochs.changed', { conversationId: conversation.id })
    return made
  }

  /** What was forgotten, deleted, said or summed up meanwhile must not be undone by a summary of before. */
  const isStill = (seen: Seen): boolean => {
    const now = look(seen.conversation.id)
    return now !== null && now.forgets === seen.forgets && now.conversation.deletedAt === null && now.conversation.leafId === seen.conversation.leafId && now.epoch?.id === seen.epoch?.id
  }

  return {
    list(conversationId) {
      const seen = look(conversationId)
      const places = new Map((seen?.path ?? []).map((message, at) => [message.id, at]))
      return listEpochs(store.read, conversationId).filter((epoch) => places.has(epoch.afterMessageId))
        .sort((a, b) => places.get(a.afterMessageId)! - places.get(b.afterMessageId)! || a.createdAt - b.createdAt)
    },
    sources(epochId) {
      const epoch = getEpoch(store.read, epochId)
      if (epoch === null) return missingEpoch()
      const previous = epoch.previousId === null ? null : getEpoch(store.read, epoch.previousId)
      return ok({ epoch, previous, messages: coveredBy(epoch, previous).map(({ id, role, text, createdAt }) => ({ messageId: id, role, text, at: createdAt })) })
    },
    async edit(epochId, text) {
      const write = writable(parts)
      if (!write.ok) return write
      const epoch = getEpoch(write.value, epochId)
      if (epoch === null) return missingEpoch()
      const clean = text.trim()
      if (clean === '') return fail('bad-input', 'The summary is empty.', 'Write what later turns should know, or undo the summary.')
      const { count: forgets } = parts.forgets
      const conversation = getConversation(write.value, epoch.conversationId)
      const [tokens] = conversation === null ? [epoch.tokensAfter] : await modelOf(conversation).counter.count([clean])
      // The text was written over one that held it.
      if (parts.forgets.count !== forgets) return fail('busy', 'Something was forgotten while this summary was saved.', 'Look at it once more, then save it again.')
      const previous = epoch.previousId === null ? null : getEpoch(write.value, epoch.previousId)
      const source = [previous?.text ?? '', ...coveredBy(epoch, previous).map((message) => message.text)].join('\n')
      updateEpoch(write.value, epochId, { text: clean, editedAt: clock.now(), lost: lostDetails(source, clean), tokensAfter: tokens ?? epoch.tokensAfter })
      parts.events.emit('epochs.changed', { conversationId: epoch.conversationId })
      return ok(getEpoch(write.value, epochId)!)
    },
    async make(conversationId, kind) {
      const write = writable(parts)
      if (!write.ok) return write
      const seen = look(conversationId)
      if (seen === null || seen.conversation.deletedAt !== null) return fail('not-found', 'This conversation is not in the store.', 'It may have been deleted; look in the trash.')
      const keep = kind === 'checkpoint' ? 2 : Math.min(strategyFor(parts.settings.get(), seen.conversation).compression.keepMessages, Math.floor(seen.open.length / 2))
      // A summary ends with an answer, so that no question stands without what was said to it.
      const upTo = seen.open.slice(0, Math.max(0, seen.open.length - keep)).findLastIndex((message) => message.role === 'assistant')
      if (upTo < 1) return fail('bad-input', 'There is too little here to sum up.', 'Go on talking; a summary helps once there are a few exchanges.')
      const made = await make(seen, { reason: 'asked', why: 'Asked for by you.', kind, upTo }, null)
      return made === null ? fail('busy', 'The conversation changed while it was summed up.', 'Try once more.') : ok(made)
    },
    undo(epochId, isAnswering) {
      const write = writable(parts)
      if (!write.ok) return write
      const epoch = getEpoch(write.value, epochId)
      if (epoch === null) return missingEpoch()
      if (epoch.undoneAt !== null) return fail('bad-input', 'This summary was undone already.', 'Its messages stand in the prompt again; sum up anew if you want that.')
      const later = listEpochs(write.value, epoch.conversationId).some((one) => one.previousId === epochId && one.undoneAt === null)
      const asBranch = epoch.turns > 0 || isAnswering(epoch.conversationId)
      if (later && !asBranch) return fail('not-allowed', 'A later summary has taken this one in.', 'Undo the later one first.')
      const conversation = transaction(write.value, () => {
        updateEpoch(write.value, epochId, { undoneAt: clock.now() })
        // Turns that were answered on it stay as they are, on their branch; the talk goes on from where it was made.
        return asBranch ? updateConversation(write.value, epoch.conversationId, { leafId: epoch.afterMessageId }) : getConversation(write.value, epoch.conversationId)
      })
      parts.events.emit('epochs.changed', { conversationId: epoch.conversationId })
      parts.events.emit('conversations.changed', { conversationId: epoch.conversationId })
      return conversation === null ? missingEpoch() : ok({ conversation, asBranch })
    },
    async afterTurn(conversationId, signal) {
      const seen = look(conversationId)
      if (seen === null || seen.conversation.deletedAt !== null || undoneLately(store.read, conversationId, seen.path)) return null
      const { window, counter, profile } = modelOf(seen.conversation)
      const strategy = strategyFor(parts.settings.get(), seen.conversation)
      const budgetTokens = talkBudget(strategy.budget, window, profile)
      const used = (await counter.count([...seen.open.map((message) => message.text), seen.epoch?.text ?? ''])).reduce((sum, tokens) => sum + tokens, 0)
      const newestText = seen.open.findLast((message) => message.role === 'user')?.text ?? ''
      const plan = await planTalk({ policy: strategy.compression, open: seen.open, epoch: seen.epoch, budgetTokens, used, newestText, count: (texts) => counter.count(texts) })
      return plan === null || signal.aborted ? null : make(seen, plan, signal)
    },
    async gauge(conversationId, draftTokens, modelId, windowTokens) {
      const seen = look(conversationId)
      if (seen === null) return { tokens: 0, compaction: null }
      const counter = models.loadedCounter(modelId) ?? counterFor('')
      const count = (texts: string[]) => counter.count(texts)
      const tokens = (await count([...seen.open.map((message) => message.text), seen.epoch?.text ?? ''])).reduce((sum, one) => sum + one, 0)
      if (undoneLately(store.read, conversationId, seen.path)) return { tokens, compaction: null }
      const strategy = strategyFor(parts.settings.get(), seen.conversation)
      const budgetTokens = talkBudget(strategy.budget, windowTokens, parts.profiles.byModelId(modelId))
      const plan = await planTalk({ policy: strategy.compression, open: seen.open, epoch: seen.epoch, budgetTokens, used: tokens + draftTokens, newestText: '', count })
      return { tokens, compaction: plan === null ? null : { messages: plan.upTo + 1, sentence: `${plan.why}. The ${plan.upTo + 1} oldest messages will be summed up; they stay readable here.` } }
    },
  }

  /** The talk up to a message, oldest first. What stands in for an answer that nobody could give is no part of it. */
  function talkTo(messageId: string): Message[] {
    return pathTo(store.read, messageId, longestPath).filter((message) => message.text !== '' && message.status !== 'failed')
  }

  /** What an epoch covers by itself: its branch up to it, without what the epoch before covers. */
  function coveredBy(epoch: Epoch, previous: Epoch | null): Message[] {
    const path = talkTo(epoch.upToMessageId)
    return path.slice(previous === null ? 0 : path.findIndex((message) => message.id === previous.upToMessageId) + 1)
  }
}

function missingEpoch(): Result<never> {
  return fail('not-found', 'This summary is not in the store.', 'Its conversation may have been deleted.')
}
