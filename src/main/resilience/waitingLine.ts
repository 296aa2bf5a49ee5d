/** A place among those that may go at once, or in the line behind them. */
export interface Place {
  /** True when it is one's turn; false when the place was left before. */
  readonly ready: Promise<boolean>
  /** 0 while one goes; 1 for the next. */
  inLine(): number
  /** Gives the place back, whether one was going or waiting. A second time it does nothing. */
  leave(): void
}

export interface WaitingLine {
  /**
   * Takes a place; null where the line is full.
   * @param onMove told the new number in line when a waiting place moved up
   */
  join(onMove?: (inLine: number) => void): Place | null
  /** Takes a place again after one was given back; at the end of the line, which may grow past its limit for that. */
  rejoin(onMove?: (inLine: number) => void): Place
  going(): number
  waiting(): number
}

interface Waiter { readonly go: () => void; readonly moved: () => void }

/**
 * First come, first served: so many go at once, so many wait, and the next is refused. Written here rather than taken from
 * cockatiel, whose bulkhead keeps a caller that gave up in its queue until its turn comes.
 */
export function createWaitingLine(limits: { readonly most: number; readonly waiting: number }): WaitingLine {
  let going = 0
  const line: Waiter[] = []
  const moveUp = (from: number) => { for (const waiter of line.slice(from)) waiter.moved() }

  function free(): void {
    going--
    const next = line.shift()
    if (next === undefined) return
    going++
    next.go()
    moveUp(0)
  }

  function take(onMove?: (inLine: number) => void): Place {
    let state: 'waiting' | 'going' | 'left' = 'waiting'
    let resolve: (isMyTurn: boolean) => void = () => {}
    const ready = new Promise<boolean>((settle) => { resolve = settle })
    const inLine = () => line.indexOf(waiter) + 1
    const waiter: Waiter = { go: () => { state = 'going'; resolve(true) }, moved: () => onMove?.(inLine()) }
    if (going < limits.most) { going++; waiter.go() } else line.push(waiter)
    return {
      ready, inLine,
      leave() {
        const before = state
        state = 'left'
        if (before === 'going') free()
        if (before !== 'waiting') return
        const at = line.indexOf(waiter)
        line.splice(at, 1)
        resolve(false)
        moveUp(at)
      },
    }
  }

  return {
    going: () => going,
    waiting: () => line.length,
    join: (onMove) => going >= limits.most && line.length >= limits.waiting ? null : take(onMove),
    rejoin: take,
  }
}
