import type { PrefixStore } from '../prefixes/prefixStore.ts'
import { createSequencePool, type Lent } from './sequencePool.ts'

/** The part of a library's sequence that is needed to keep it. */
export interface KeepableSequence {
  readonly nextTokenIndex: number
  clearHistory(): Promise<void>
  saveStateToFile(path: string): Promise<{ fileSize: number }>
  loadStateFromFile(path: string, acceptRisk: { acceptRisk: true }): Promise<void>
}

/** What a loaded model has read, per conversation: in memory while there is room, on disk besides. */
export interface Conversations<S extends KeepableSequence> {
  /**
   * The place of a conversation, with what was read for it before wherever that lies. Waits while all are lent.
   * @param keep false for what is asked once: its place is nobody's afterwards
   */
  take(conversationId: string, keep: boolean): Promise<Place<S>>
  /** Writes to disk what only memory holds, except where an answer runs. */
  keepAll(): Promise<void>
  /** Lets go of these conversations (null: all). What a running answer holds of them goes with its end. */
  drop(conversationIds: readonly string[] | null): Promise<void>
  /** Stops the waiting for idle seconds. */
  close(): void
}

export interface Place<S> {
  readonly sequence: S
  /** @param changed whether something was read or written meanwhile */
  giveBack(changed: boolean): Promise<void>
}

/** Fewer tokens are read again faster than they are kept. */
const fewestTokens = 64

/**
 * @param store null where nothing may be written
 * @param idleMs milliseconds without any answer after which memory is written to disk
 */
export function createConversations<S extends KeepableSequence>(sequences: readonly S[], store: PrefixStore | null, idleMs: number): Conversations<S> {
  const pool = createSequencePool(sequences)
  let idle: ReturnType<typeof setTimeout> | undefined

  async function save(owner: string, sequence: S): Promise<void> {
    if (sequence.nextTokenIndex >= fewestTokens) await store?.save(owner, (path) => sequence.saveStateToFile(path))
  }

  async function load(owner: string, sequence: S): Promise<boolean> {
    try {
      return await store?.load(owner, (path) => sequence.loadStateFromFile(path, { acceptRisk: true })
        // A sequence that took half a file is worth nothing, and must not look as if it were.
        .catch(async (error: unknown) => { await sequence.clearHistory(); throw error })) ?? false
    } catch {
      return false
    }
  }

  async function giveBack(lent: Lent<S>, unkept: boolean): Promise<void> {
    if (lent.doomed) await lent.sequence.clearHistory()
    lent.giveBack(unkept && store !== null ? 'unkept' : 'kept')
  }

  async function keepAll(): Promise<void> {
    for (let lent = pool.borrowUnkept(); lent !== null; lent = pool.borrowUnkept()) {
      if (lent.held !== null) await save(lent.held, lent.sequence)
      await giveBack(lent, false)
    }
    await store?.settled()
  }

  return {
    async take(conversationId, keep) {
      clearTimeout(idle)
      const lent = await pool.borrow(conversationId)
      let unkept = lent.unkept
      if (lent.held !== conversationId) {
        if (lent.held !== null && lent.unkept) await save(lent.held, lent.sequence)
        unkept = false
        if (keep) await load(conversationId, lent.sequence)
      }
      return {
        sequence: lent.sequence,
        async giveBack(changed) {
          if (keep) await giveBack(lent, unkept || changed)
          else lent.giveBack('nobodys')
          clearTimeout(idle)
          idle = setTimeout(() => { void keepAll() }, idleMs)
          idle.unref()
        },
      }
    },
    keepAll,
    async drop(conversationIds) {
      for (const lent of pool.takeBack(conversationIds)) {
        await lent.sequence.clearHistory()
        lent.giveBack('nobodys')
      }
      await store?.drop(conversationIds)
    },
    close: () => clearTimeout(idle),
  }
}
