/** Lends the places in which evaluated conversations are kept: a conversation gets its own again while it is there. */
export interface SequencePool<S> {
  /** Waits while all are lent; one conversation is lent once at a time. */
  borrow(conversationId: string): Promise<{ readonly sequence: S; giveBack(): void }>
}

interface Slot<S> { readonly sequence: S; conversationId: string | null; lent: boolean; usedAt: number }

/** A new conversation takes an empty place, else the one that was not used for longest. */
export function createSequencePool<S>(sequences: readonly S[]): SequencePool<S> {
  const slots: Slot<S>[] = sequences.map((sequence) => ({ sequence, conversationId: null, lent: false, usedAt: 0 }))
  const waiting: Array<() => void> = []
  let uses = 0

  function choose(conversationId: string): Slot<S> | undefined {
    const own = slots.find((slot) => slot.conversationId === conversationId)
    if (own !== undefined) return own.lent ? undefined : own
    return slots.filter((slot) => !slot.lent).sort((a, b) => a.usedAt - b.usedAt)[0]
  }

  return {
    async borrow(conversationId) {
      let slot = choose(conversationId)
      while (slot === undefined) {
        await new Promise<void>((resolve) => { waiting.push(resolve) })
        slot = choose(conversationId)
      }
      const lent = slot
      lent.lent = true
      lent.conversationId = conversationId
      lent.usedAt = ++uses
      return {
        sequence: lent.sequence,
        giveBack() {
          lent.lent = false
          for (const wake of waiting.splice(0)) wake()
        },
      }
    },
  }
}
