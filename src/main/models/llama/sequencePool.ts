/** Lends the places in which evaluated conversations are kept: a conversation gets its own again while it is there. */
export interface SequencePool<S> {
  /** Waits while all are lent; one conversation is lent once at a time. */
  borrow(conversationId: string): Promise<Lent<S>>
  /** A place that nobody uses now and whose conversation is not kept elsewhere; null when there is none. */
  borrowUnkept(): Lent<S> | null
  /**
   * Takes these conversations (null: all) off their places, and whatever belongs to none. Gives the places that are
   * free, for clearing; those that are lent now say so in `doomed`.
   */
  takeBack(conversationIds: readonly string[] | null): Lent<S>[]
}

export interface Lent<S> {
  readonly sequence: S
  /** Whose text the place holds: the borrower's own, another's, or nobody's. */
  readonly held: string | null
  /** True when what it holds would be lost with the place. */
  readonly unkept: boolean
  /** True when what was read meanwhile must go. */
  readonly doomed: boolean
  /** @param left `unkept` when the place now holds more than is kept elsewhere, `nobodys` when it is not to be kept */
  giveBack(left: 'kept' | 'unkept' | 'nobodys'): void
}

interface Slot<S> { readonly sequence: S; conversationId: string | null; lent: boolean; usedAt: number; unkept: boolean; doomed: boolean }

/** A new conversation takes an empty place, else the one that was not used for longest. */
export function createSequencePool<S>(sequences: readonly S[]): SequencePool<S> {
  const slots: Slot<S>[] = sequences.map((sequence) => ({ sequence, conversationId: null, lent: false, usedAt: 0, unkept: false, doomed: false }))
  const waiting: Array<() => void> = []
  let uses = 0

  function choose(conversationId: string): Slot<S> | undefined {
    const own = slots.find((slot) => slot.conversationId === conversationId)
    if (own !== undefined) return own.lent ? undefined : own
    return slots.filter((slot) => !slot.lent).sort((a, b) => a.usedAt - b.usedAt)[0]
  }

  function lend(slot: Slot<S>, conversationId: string | null): Lent<S> {
    const { conversationId: held, unkept } = slot
    Object.assign(slot, { lent: true, doomed: false, conversationId })
    return {
      sequence: slot.sequence, held, unkept,
      get doomed() { return slot.doomed },
      giveBack(left) {
        const nobodys = slot.doomed || left === 'nobodys'
        if (nobodys) Object.assign(slot, { conversationId: null, usedAt: 0 })
        Object.assign(slot, { lent: false, unkept: left === 'unkept' && !nobodys, doomed: false })
        for (const wake of waiting.splice(0)) wake()
      },
    }
  }

  return {
    async borrow(conversationId) {
      let slot = choose(conversationId)
      while (slot === undefined) {
        await new Promise<void>((resolve) => { waiting.push(resolve) })
        slot = choose(conversationId)
      }
      slot.usedAt = ++uses
      return lend(slot, conversationId)
    },
    borrowUnkept() {
      const slot = slots.find((one) => !one.lent && one.unkept)
      return slot === undefined ? null : lend(slot, slot.conversationId)
    },
    takeBack(conversationIds) {
      const meant = slots.filter((slot) => slot.conversationId === null || conversationIds === null || conversationIds.includes(slot.conversationId))
      for (const slot of meant) if (slot.lent) slot.doomed = true
      return meant.filter((slot) => !slot.lent).map((slot) => { slot.usedAt = 0; return lend(slot, null) })
    },
  }
}
