import type { Epoch } from '../../../shared/epoch.ts'
import type { CompressionPlan } from '../../../shared/strategy.ts'
import { statesMilestone } from './cues.ts'

export interface CompactionMessage { readonly id: string; readonly role: 'user' | 'assistant'; readonly tokens: number; readonly text?: string }

export interface CompactionAsk {
  readonly policy: CompressionPlan
  /** What came after the last epoch, oldest first, without the message that is being sent. */
  readonly messages: readonly CompactionMessage[]
  /** Tokens of the summary that stands now; 0 for none. */
  readonly summaryTokens: number
  /** The window less the reserve. */
  readonly budgetTokens: number
  /** Tokens of the whole prompt if everything goes in. */
  readonly used: number
  /** The message that is being sent. */
  readonly newestText: string
}

export interface Compaction {
  readonly reason: Epoch['reason']
  /** The reason for people. */
  readonly why: string
  readonly kind: Epoch['kind']
  /** The index of the newest message that is summed up; the one after it begins an exchange. */
  readonly upTo: number
}

/** A checkpoint at a milestone needs so many tokens of new talk, or every "done" would make one. */
const milestoneTokens = 600
/** Less is not worth an epoch. */
const leastTokens = 96
const numbers = new Intl.NumberFormat('en-US')

/**
 * Says whether earlier turns are summed up before this one, why, and how far. Looked at in the order of urgency: the window
 * cannot hold everything, the share of the budget, the working memory, the sliding window, decay, a milestone. An exchange is
 * never split, and at least `keepMessages` stay. Null where nothing is due or nothing is worth it.
 */
export function planCompaction(ask: CompactionAsk): Compaction | null {
  const { policy, messages } = ask
  if (!policy.automatic) return null
  const turns = messages.filter((message) => message.role === 'user').length
  const tokens = sum(messages)
  const kept = lastToSumUp(messages, policy.keepMessages)
  const share = Math.round((100 * ask.used) / Math.max(1, ask.budgetTokens))

  const due = (reason: Epoch['reason'], why: string, upTo: number, kind: Epoch['kind'] = 'compaction'): Compaction | null =>
    upTo >= 0 && isWorth(ask, sum(messages.slice(0, upTo + 1))) ? { reason, why, kind, upTo } : null

  if (ask.used > ask.budgetTokens) return due('window', `The conversation no longer fits: ${numbers.format(ask.used)} tokens, and there is room for ${numbers.format(ask.budgetTokens)}`, kept)
  if (ask.used >= policy.compactAt * ask.budgetTokens) {
    const found = due('share', `The conversation took ${share} % of the window`, kept)
    if (found !== null) return found
  }
  if (policy.workingMemory && (messages.length > policy.workingMessages || tokens > policy.workingTokens)) {
    const why = messages.length > policy.workingMessages
      ? `The working memory holds ${policy.workingMessages} messages, and there were ${messages.length}`
      : `The working memory holds ${numbers.format(policy.workingTokens)} tokens, and there were ${numbers.format(tokens)}`
    const found = due('working-memory', why, lastToSumUp(messages, Math.min(policy.keepMessages, Math.ceil(policy.workingMessages / 2))))
    if (found !== null) return found
  }
  if (policy.windowTurns !== null && turns > policy.windowTurns && tokens > policy.workingTokens) {
    const found = due('turns', `There were ${turns} turns since the last summary, more than ${policy.windowTurns}`, kept)
    if (found !== null) return found
  }
  if (policy.decayTurns !== null && turns > policy.decayTurns) {
    // A quarter more than must leave does, or the front of the prompt would change with every turn.
    const stays = Math.max(2 * Math.ceil(policy.decayTurns * 0.75), policy.keepMessages)
    const found = due('decay', `Exchanges older than ${policy.decayTurns} turns leave by themselves`, lastToSumUp(messages, stays))
    if (found !== null) return found
  }
  if (statesMilestone(ask.newestText) && tokens >= milestoneTokens) return due('milestone', 'The message states a decision or a result', kept, 'checkpoint')
  return null
}

/**
 * The index of the newest message that may be summed up when at least `keep` messages stay as they are and no question is
 * parted from its answer; -1 where nothing may.
 */
export function lastToSumUp(messages: readonly { readonly role: 'user' | 'assistant' }[], keep: number): number {
  let first = messages.length - keep
  while (first > 0 && messages[first]?.role === 'assistant') first--
  return Math.max(-1, first - 1)
}

/**
 * Tokens that a summary of so much talk should have at most: a quarter of it, and of the budget what the table of regions
 * gives a summary (500 of 7,000), at most 1,500; with a working memory a quarter of that. At least 48.
 */
export function targetTokens(policy: CompressionPlan, budgetTokens: number, messagesTokens: number): number {
  const most = Math.min(1500, Math.max(48, Math.floor((budgetTokens * 500) / 7000)), policy.workingMemory ? Math.floor(policy.workingTokens / 4) : Infinity)
  return Math.max(48, Math.min(most, Math.ceil(messagesTokens / 4)))
}

function isWorth(ask: CompactionAsk, tokens: number): boolean {
  const after = targetTokens(ask.policy, ask.budgetTokens, tokens + ask.summaryTokens)
  return tokens >= leastTokens && tokens + ask.summaryTokens - after >= leastTokens / 2
}

const sum = (messages: readonly CompactionMessage[]) => messages.reduce((all, message) => all + message.tokens, 0)
