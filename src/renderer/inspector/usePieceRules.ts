import { useCallback, useEffect, useMemo, useState } from 'react'
import { useAppState } from '../state/AppStateContext.ts'
import { tellRule, type PieceRule } from './view/rules.ts'

/** What a person decided on pieces of one conversation, and the way to decide, which can be taken back. */
export function usePieceRules(conversationId: string): { rules: ReadonlyMap<string, PieceRule>; setRule: (pieceId: string, rule: PieceRule | null) => void } {
  const { client, toasts } = useAppState()
  const [found, setFound] = useState<readonly { pieceId: string; rule: PieceRule }[]>([])
  useEffect(() => {
    let current = true
    void client.call('pieces.rules', { conversationId }).then((answer) => { if (current && answer.ok) setFound(answer.value.rules) })
    return () => { current = false }
  }, [client, conversationId])
  const rules = useMemo(() => new Map(found.map(({ pieceId, rule }) => [pieceId, rule])), [found])
  const setRule = useCallback((pieceId: string, rule: PieceRule | null) => {
    const before = rules.get(pieceId) ?? null
    const decide = async (next: PieceRule | null, undo: (() => void) | null) => {
      const done = await client.call('pieces.rule', { conversationId, pieceId, rule: next })
      if (!done.ok) { toasts.getState().notifyFailure(done.error); return }
      setFound((all) => [...all.filter((one) => one.pieceId !== pieceId), ...(next === null ? [] : [{ pieceId, rule: next }])])
      toasts.getState().notify(undo === null ? { message: tellRule(next) } : { message: tellRule(next), action: { label: 'Undo', run: undo } })
    }
    void decide(rule, () => void decide(before, null))
  }, [client, conversationId, toasts, rules])
  return { rules, setRule }
}
