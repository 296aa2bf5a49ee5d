import type { AssembleInput, NoteStyle, PromptCounter } from '../../../src/main/context/assemble.ts'
import { coreText } from '../../../src/main/context/coreText.ts'
import type { Piece } from '../../../src/shared/piece.ts'
import type { BudgetPlan, RegionBudget } from '../../../src/shared/strategy.ts'
import type { Region } from '../../../src/shared/words.ts'
import { regionRules } from '../../../src/main/context/regions.ts'

/** About one token per four characters or per sign, with a template of five per message: additive and quick. */
export const plainCounter: PromptCounter = {
  name: 'plain', exact: true,
  count: async (texts) => texts.map(plainTokens),
  countChat: async (messages) => messages.reduce((sum, message) => sum + 5 + plainTokens(message.text), 3),
}

export function plainTokens(text: string): number {
  let tokens = 0
  for (const found of text.matchAll(/[A-Za-z]+|\d|[^A-Za-z\d\s]|\s{2,}/gu)) tokens += Math.ceil(found[0].length / 4)
  return tokens
}

/** Parts and whole disagree: joined texts cost much more than their sum, and every message has a heavy frame. */
export const nastyCounter: PromptCounter = {
  name: 'nasty', exact: false,
  count: async (texts) => texts.map((text) => Math.ceil(plainTokens(text) * 0.7)),
  countChat: async (messages) => messages.reduce((sum, message) => sum + 11 + Math.ceil(plainTokens(message.text) * 1.6) + (message.text.length % 7), 9),
}

let made = 0

/** A piece of a region with made-up surroundings; `tokens` as the plain counter sees them. */
export function pieceOf(region: Region, text: string, more: Partial<Piece> = {}): Piece {
  made++
  const id = more.id ?? `${region}-${made}`
  return {
    id, region, text, tokens: plainTokens(text),
    source: region === 'core' || region === 'persona' ? { kind: 'rule', name: region }
      : region === 'memories' || region === 'profile' ? { kind: 'memory', memoryId: id, messageId: null, conversationId: null, at: Date.UTC(2026, 4, 3, 12) }
      : { kind: 'message', messageId: id, conversationId: 'c1', role: 'user', at: Date.UTC(2026, 4, 3, 12) },
    label: 'open', trust: 'user', score: region === 'memories' ? 0.5 : null, scores: {}, stability: regionRules[region].stability, marks: [], ...more,
  }
}

/** Exchanges of a talk: question, answer, question, answer … */
export function talkOf(region: 'history' | 'recent', exchanges: number, words: number, from = 0): Piece[] {
  return Array.from({ length: exchanges * 2 }, (_, i) => pieceOf(region, `${region} ${from + i} ${'word '.repeat(words)}`.trim(), {
    id: `t${from + i}`,
    source: { kind: 'message', messageId: `t${from + i}`, conversationId: 'c1', role: i % 2 === 0 ? 'user' : 'assistant', at: from + i },
  }))
}

export const core = () => pieceOf('core', coreText(), { id: 'core' })

/** The table of DESIGN with some regions set by hand. */
export function planOf(regions: Partial<Record<Region, RegionBudget>> = {}, more: Partial<BudgetPlan> = {}): BudgetPlan {
  return { preset: 'casement', total: null, reserve: null, regions, ...more }
}

export const fullNotes: NoteStyle = { place: 'before', limit: null, plain: false }
export const smallNotes: NoteStyle = { place: 'before', limit: 2, plain: true }

/** Everything but pieces as a turn on this computer has it. */
export const usual: Omit<AssembleInput, 'pieces'> = {
  window: 8000, plan: planOf(), counter: plainCounter, notes: fullNotes, order: 'best-last',
  previousPrompt: null, destinationCeiling: 'local', time: null, trustedTokens: null,
}
