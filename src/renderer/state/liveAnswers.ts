import type { Client, Event } from '../../shared/contract.ts'
import type { StageName } from '../../shared/trace.ts'

export type HeardStage = Pick<Event<'turn.stage'>, 'stage' | 'state' | 'ms'>

/** A turn that runs now: its text so far, the stage it is in, and what was heard of its stages. */
export type LiveAnswer = {
  turnId: string
  conversationId: string
  userMessageId: string | null
  text: string
  stage: StageName
  /** Its number in line while others are answered first (the next is 1); 0 once it goes. */
  inLine: number
  /** Empty while nothing is known of them: a window may open in mid-answer. */
  heard: readonly HeardStage[]
  /** The connection broke while it was written: whether it goes on is not known. */
  cut: boolean
}

/** The answers being written, outside the stores: a token redraws the one message that grows and nothing else. */
export type LiveAnswers = {
  get(conversationId: string | null): LiveAnswer | null
  subscribe(hear: () => void): () => void
  /** Asks the engine what runs in a conversation: for a window that opens in mid-answer. */
  catchUp(conversationId: string): Promise<void>
  /** Takes note of a turn that was just asked for, before its first event. */
  begin(turnId: string, conversationId: string, userMessageId: string | null): void
  drop(conversationId: string): void
  /** The connection is lost: what runs counts as cut until it is heard of again. */
  cutAll(): void
}

/** So many ended turns are remembered: a late word comes within moments, not hundreds of turns later. */
const rememberedEnds = 200

/** A first word means that the model writes, whoever heard the stage begin. */
function withGenerate(heard: readonly HeardStage[]): readonly HeardStage[] {
  return heard.some((one) => one.stage === 'generate') ? heard : [...heard, { stage: 'generate', state: 'running', ms: 0 }]
}

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
  const drop = (conversationId: string) => { if (running.delete(conversationId)) tell() }
  const known = (turnId: string, conversationId: string) => {
    const live = running.get(conversationId)
    return live?.turnId === turnId ? live : null
  }
  const begin = (turnId: string, conversationId: string, userMessageId: string | null) => {
    if (ended.has(turnId)) return
    const live = known(turnId, conversationId)
    change(conversationId, live === null ? { turnId, conversationId, userMessageId, text: '', stage: 'understand', inLine: 0, heard: [], cut: false } : { ...live, userMessageId: userMessageId ?? live.userMessageId })
  }
  const catchUp = async (conversationId: string) => {
    const found = await client.call('turn.running', { conversationId })
    if (!found.ok) return
    const { turnId } = found.value
    // What was cut and does not run any more stands among the messages, as far as it came.
    if (running.get(conversationId)?.cut === true && running.get(conversationId)?.turnId !== turnId) drop(conversationId)
    if (turnId === null || ended.has(turnId)) return
    const live = known(turnId, conversationId)
    const text = live !== null && live.text.length >= found.value.text.length ? live.text : found.value.text
    if (live !== null && !live.cut && live.text === text) return
    const heard = live?.heard ?? []
    change(conversationId, {
      turnId, conversationId, userMessageId: live?.userMessageId ?? null, text, cut: false, inLine: text === '' ? live?.inLine ?? 0 : 0,
      stage: text === '' ? live?.stage ?? 'understand' : 'generate', heard: text === '' ? heard : withGenerate(heard),
    })
  }

  client.listen('turn.started', ({ turnId, conversationId, userMessageId }) => begin(turnId, conversationId, userMessageId))
  client.listen('turn.stage', ({ turnId, conversationId, stage, state, ms }) => {
    if (known(turnId, conversationId) === null) begin(turnId, conversationId, null)
    const live = known(turnId, conversationId)
    if (live !== null) change(conversationId, { ...live, cut: false, inLine: 0, heard: [...live.heard, { stage, state, ms }], stage: state === 'running' && stage !== 'learn' ? stage : live.stage })
  })
  client.listen('turn.waiting', ({ turnId, conversationId, inLine }) => {
    if (known(turnId, conversationId) === null) begin(turnId, conversationId, null)
    const live = known(turnId, conversationId)
    if (live !== null) change(conversationId, { ...live, cut: false, inLine })
  })
  client.listen('turn.token', ({ turnId, conversationId, text, offset }) => {
    if (ended.has(turnId)) return
    const live = known(turnId, conversationId)
    if (live === null || offset > live.text.length) { void catchUp(conversationId); return }
    change(conversationId, { ...live, cut: false, stage: 'generate', inLine: 0, heard: withGenerate(live.heard), text: live.text.slice(0, offset) + text })
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
    drop,
    cutAll: () => { for (const live of running.values()) change(live.conversationId, { ...live, cut: true }) },
  }
}
