import type { Epoch } from '../../shared/epoch.ts'
import type { Message } from '../../shared/message.ts'
import type { CompressionPlan } from '../../shared/strategy.ts'
import { labels, strictestLabel, trusts, type Trust } from '../../shared/words.ts'
import { planCompaction, targetTokens } from '../context/compress/planCompaction.ts'
import { summariseTalk } from '../context/compress/summariseTalk.ts'
import { writeSummary, type WriteSummaryAsk } from '../context/compress/writeSummary.ts'
import type { CountTokens } from '../context/shorten.ts'

/** Writes what it is asked for. */
export type WriteText = WriteSummaryAsk['write']
/** A model that may write a summary, and the tokens that it reads well. */
export interface SummaryModel { readonly by: 'local-model' | 'cloud-model'; readonly text: WriteText; readonly windowTokens: number }
export type CompactionPlan = NonNullable<ReturnType<typeof planCompaction>>

export interface FullnessAsk {
  readonly policy: CompressionPlan
  /** The messages that no epoch covers yet, oldest first, without the one that is answered now. */
  readonly open: readonly Message[]
  readonly epoch: Epoch | null
  /** Window less reserve, and what a prompt with everything in it would take. */
  readonly budgetTokens: number
  readonly used: number
  readonly newestText: string
  readonly count: CountTokens
}

/** Whether earlier turns should be summed up now, why, and how far; null while there is room. */
export async function planTalk(ask: FullnessAsk): Promise<CompactionPlan | null> {
  if (!ask.policy.automatic || ask.open.length === 0) return null
  const counts = await ask.count([...ask.open.map((message) => message.text), ask.epoch?.text ?? ''])
  return planCompaction({
    policy: ask.policy, budgetTokens: ask.budgetTokens, used: ask.used, newestText: ask.newestText, summaryTokens: counts.at(-1) ?? 0,
    messages: ask.open.map((message, at) => ({ id: message.id, role: message.role, tokens: counts[at]!, text: message.text })),
  })
}

export interface CompactAsk {
  readonly conversationId: string
  readonly open: readonly Message[]
  readonly epoch: Epoch | null
  readonly plan: CompactionPlan
  readonly policy: CompressionPlan
  readonly budgetTokens: number
  readonly count: CountTokens
  readonly embed: ((texts: readonly string[]) => Promise<Float32Array[]>) | null
  /** A model that writes the summary, where the person allows one; rules write it otherwise, and where the model fails. */
  readonly write: SummaryModel | null
  /** Messages that the person left out of this conversation's prompts: no summary brings them back. */
  readonly leftOut: ReadonlySet<string>
  readonly newId: () => string
  readonly now: number
}

/** Tokens of the order that goes with a talk to be summed up, and of what a chat template adds, with some to spare. */
const besideTalk = 200
/** A model that holds less at once writes no summary worth having. */
const leastRoom = 256

/**
 * Sums up the older part of a conversation. Nothing is stored and no message is changed: what comes back is the new epoch, or
 * null where nothing is left to be told.
 */
export async function compactTalk(ask: CompactAsk): Promise<Epoch | null> {
  const covered = ask.open.slice(0, ask.plan.upTo + 1)
  const told = covered.filter((message) => !ask.leftOut.has(message.id))
  if (told.length === 0) return null
  const counts = await ask.count([...covered.map((message) => message.text), ask.epoch?.text ?? ''])
  const tokensBefore = counts.reduce((sum, tokens) => sum + tokens, 0)
  const target = targetTokens(ask.policy, ask.budgetTokens, tokensBefore)
  const talk = {
    messages: told.map((message) => ({ id: message.id, role: message.role, text: message.text, speaker: message.speaker, at: message.createdAt })),
    previous: ask.epoch?.text ?? null, target, kind: ask.plan.kind, count: ask.count, embed: ask.embed,
  }
  const written = ask.write === null ? null : await writeSummary({ ...talk, write: ask.write.text, room: Math.max(leastRoom, ask.write.windowTokens - target - besideTalk) })
  const made = written ?? await summariseTalk(talk)
  const why = written?.because === undefined || written.because === null ? ask.plan.why : `${ask.plan.why.replace(/\.$/, '')}. ${written.because}`
  return {
    id: ask.newId(), conversationId: ask.conversationId, number: (ask.epoch?.number ?? 0) + 1,
    upToMessageId: covered.at(-1)!.id, afterMessageId: ask.open.at(-1)!.id, previousId: ask.epoch?.id ?? null,
    kind: ask.plan.kind, reason: ask.plan.reason, why, text: made.text, madeText: made.text,
    by: written?.by === 'model' && ask.write !== null ? ask.write.by : 'rules',
    messages: covered.length, tokensBefore, tokensAfter: made.tokens, lost: made.lost,
    createdAt: ask.now, editedAt: null, undoneAt: null, turns: 0,
    label: strictestLabel([...told.map((message) => message.label), ask.epoch?.label ?? labels[0]]),
    trust: lowestTrust([...told.map((message) => message.trust), ...(ask.epoch === null ? [] : [ask.epoch.trust])]),
  }
}

/** What is derived carries the lowest trust of its sources, and is itself derived. */
function lowestTrust(all: readonly Trust[]): Trust {
  return trusts[Math.max(trusts.indexOf('derived'), ...all.map((one) => trusts.indexOf(one)))]!
}
