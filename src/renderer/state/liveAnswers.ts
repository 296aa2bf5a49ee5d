import type { Client } from '../../shared/contract.ts'
import type { StageName } from '../../shared/trace.ts'

/** A turn that runs now: its text so far and the stage it is in. */
export type LiveAnswer = { turnId: string; conversationId: string; userMessageId: string | null; text: string; stage: StageName }

/** The answers being written, outside the stores: a token redraws the one message that grows and nothing else. */
export type LiveAnswers = {
  get(conversationId: string | null): LiveAnswer | null
  subscribe(hear: () => void): () => void
  /** Asks the engine what runs in a conversation: for a window that opens in mid-answer. */
  catchUp(conversationId: string): Promise<void>
  /** Takes note of a turn that was just asked for, before its first event. */
  begin(turnId: string, conversationId: string, userMessageId: string | null): void
  drop(conversationId: string): void
}

/** So many ended turns are remembered: a late word comes within moments, not hundreds of turns later. */
const rememberedEnds = 200

/** Follows all running turns. Hearers are told once per frame at most. */
export function followLiveAnswers(client: Client, nextFrame: (run: () => void) => void): LiveAnswers {
  const running = new Map<string, LiveAnswer>()
  const hearers = new Set<() => void>()
  /** Turns whose end was heard: a late token or a late `begin` must not bring them back. */
  const ended = new Set<string>()
  let waiting = false
  const tell = () => {
    if (waiting) return
    waiting = true
    nextFrame(() => { waiting = false; for (const hear of hearers) hear() })
  }
  const change = (conversationId: string, next: LiveAnswer) => { running.set(conversationId, next); tell() }
  const known = (turnId: string, conversationId: string) => {
    const live = running.get(conversationId)
    return live?.turnId === turnId ? live : null
  }
  const begin = (turnId: string, conversationId: string, userMessageId: string | null) => {
    if (ended.has(turnId)) return
    const live = known(turnId, conversationId)
    change(conversationId, live === null ? { turnId, conversationId, userMessageId, text: '', stage: 'understand' } : { ...live, userMessageId: userMessageId ?? live.userMessageId })
  }
  const catchUp = async (conversationId: string) => {
    const found = await client.call('turn.running', { conversationId })
    if (!found.ok || found.value.turnId === null || ended.has(found.value.turnId)) return
    const { turnId, text } = found.value
    const live = known(turnId, conversationId)
    if (live === null || live.text.length < text.length) {
      change(conversationId, { turnId, conversationId, userMessageId: live?.userMessageId ?? null, text, stage: text === '' ? live?.stage ?? 'understand' : 'generate' })
    }
  }

  client.listen('turn.started', ({ turnId, conversationId, userMessageId }) => begin(turnId, conversationId, userMessageId))
  client.listen('turn.stage', ({ turnId, conversationId, stage, state }) => {
    const live = known(turnId, conversationId)
    if (live !== null && state === 'running' && stage !== 'learn') change(conversationId, { ...live, stage })
  })
  client.listen('turn.token', ({ turnId, conversationId, text, offset }) => {
    if (ended.has(turnId)) return
    const live = known(turnId, conversationId)
    if (live === null || offset > live.text.length) { void catchUp(conversationId); return }
    change(conversationId, { ...live, stage: 'generate', text: live.text.slice(0, offset) + text })
  })
  client.listen('turn.ended', ({ turnId }) => {
    ended.add(turnId)
    for (const oldest of ended) {
      if (ended.size <= rememberedEnds) break
      ended.delete(oldest)
    }
  })

  return {
    get: (conversationId) => conversationId === null ? null : running.get(conversationId) ?? null,
    subscribe: (hear) => { hearers.add(hear); return () => { hearers.delete(hear) } },
    catchUp, begin,
    drop: (conversationId) => { if (running.delete(conversationId)) tell() },
  }
}
