import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react'
import type { PolicyRule } from '../../shared/policy.ts'

export type RuleHandle = {
  onPointerDown: (event: PointerEvent) => void
  onKeyDown: (event: KeyboardEvent) => void
}

export type RuleOrder = {
  /** The rule that is being dragged; null for none. */
  draggedId: string | null
  handle: (ruleId: string, at: number) => RuleHandle
}

/**
 * Lets rules be put in another order by dragging a handle or by its arrow keys. Esc takes a drag back.
 * @param body what holds one row for each rule, with its handle as the row's first button
 */
export function useRuleOrder(body: RefObject<HTMLTableSectionElement | null>, rules: PolicyRule[], change: (rules: PolicyRule[]) => void, move: (from: number, to: number) => void): RuleOrder {
  const [drag, setDrag] = useState<{ ruleId: string; before: PolicyRule[] } | null>(null)
  const focusedId = useRef<string | null>(null)
  const latest = useRef({ rules, move, change })
  useLayoutEffect(() => { latest.current = { rules, move, change } })

  useEffect(() => {
    if (drag === null) return
    const follow = (event: globalThis.PointerEvent) => {
      const from = latest.current.rules.findIndex((one) => one.id === drag.ruleId)
      const to = rowAt(body.current, event.clientY)
      if (from !== -1 && to !== -1 && to !== from) latest.current.move(from, to)
    }
    const stop = () => setDrag(null)
    const cancel = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      latest.current.change(drag.before)
      stop()
    }
    addEventListener('pointermove', follow)
    addEventListener('pointerup', stop)
    addEventListener('pointercancel', stop)
    addEventListener('keydown', cancel, true)
    return () => {
      removeEventListener('pointermove', follow)
      removeEventListener('pointerup', stop)
      removeEventListener('pointercancel', stop)
      removeEventListener('keydown', cancel, true)
    }
  }, [body, drag])
  // A row that is taken out of the page and put in elsewhere loses the focus.
  useLayoutEffect(() => {
    const at = rules.findIndex((one) => one.id === focusedId.current)
    if (at === -1) return
    body.current?.rows[at]?.querySelector('button')?.focus()
    focusedId.current = null
  }, [body, rules])

  return {
    draggedId: drag?.ruleId ?? null,
    handle: (ruleId, at) => ({
      onPointerDown: (event) => { if (event.button === 0) setDrag({ ruleId, before: rules }) },
      onKeyDown: (event) => {
        const to = event.key === 'ArrowUp' ? at - 1 : event.key === 'ArrowDown' ? at + 1 : event.key === 'Home' ? 0 : event.key === 'End' ? rules.length - 1 : null
        if (to === null) return
        event.preventDefault()
        focusedId.current = ruleId
        move(at, to)
      },
    }),
  }
}

/** The number of the row over which a height of the page lies; above the first it is the first, under the last the last. */
function rowAt(body: HTMLTableSectionElement | null, y: number): number {
  const rows = [...body?.rows ?? []]
  const found = rows.findIndex((row) => y < row.getBoundingClientRect().bottom)
  return found === -1 ? rows.length - 1 : found
}
