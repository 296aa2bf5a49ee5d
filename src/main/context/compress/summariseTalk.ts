import type { Detail, Epoch } from '../../../shared/epoch.ts'
import type { CountTokens } from '../shorten.ts'
import type { Embed } from './compressText.ts'
import { lostDetails } from './details.ts'
import { listPoints, type Point, type TalkMessage } from './points.ts'
import { scorePoints } from './scorePoints.ts'
import { writePoints } from './writePoints.ts'

export interface SummaryAsk {
  /** Oldest first. */
  readonly messages: readonly TalkMessage[]
  /** The summary of what came before, which is taken in; null for none. */
  readonly previous: string | null
  /** Tokens that the summary may have at most. */
  readonly target: number
  readonly kind: Epoch['kind']
  readonly count: CountTokens
  /** Null works by words alone. */
  readonly embed: Embed | null
}

export interface Summary { readonly text: string; readonly tokens: number; readonly lost: Detail[] }

/** Words that a checkpoint may have at most. */
export const checkpointWords = 500

/**
 * The rolling summary of a talk, made without any model: whole sentences under the name of who said them, in their order; the
 * user's own statements, decisions and numbers before chatter; the points of the summary before come first and compete
 * with the new ones. Details that no kept sentence carries stand in a line of their own as far as there is room, the
 * others are named as lost. A checkpoint has the same sentences under "Decisions", "Findings", "State" and "Open questions".
 */
export async function summariseTalk(ask: SummaryAsk): Promise<Summary> {
  const source = talkText(ask)
  const points = listPoints(ask)
  const scored = await scorePoints(points, ask)
  let best = { text: '', tokens: 0 }
  let room = ask.target
  for (let step = 0; step < 8 && room > 8; step++) {
    const text = writePoints({ points: scored, room, kind: ask.kind, source })
    const [tokens] = await ask.count([text]) as [number]
    if (tokens <= ask.target) {
      best = { text, tokens }
      break
    }
    room = Math.floor(room * Math.min(0.97, (ask.target / tokens) * 0.99))
  }
  return { ...best, lost: lostDetails(source, best.text) }
}

/** All that the summary is made of, as one text: what it is compared with. */
export function talkText(ask: Pick<SummaryAsk, 'messages' | 'previous'>): string {
  return [...ask.previous === null ? [] : [ask.previous], ...ask.messages.map((message) => `${speakerOf(message)}: ${message.text}`)].join('\n')
}

/** The name under which a message stands. */
export function speakerOf(message: Pick<TalkMessage, 'role' | 'speaker'>): string {
  return message.speaker ?? (message.role === 'user' ? 'User' : 'Assistant')
}

export type { Point, TalkMessage }
