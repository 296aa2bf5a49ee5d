import { useCallback, useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { ImportCandidate } from '../../shared/exchange.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

export type FoundCandidates = {
  /** From the beginning on, as far as it was asked for. */
  items: readonly ImportCandidate[]
  next: string | null
  /** Found so far, and messages read so far of all. */
  total: number
  read: number
  of: number
}
export type UsedCandidates = { found: FoundCandidates | null; failure: Failure | null; more: () => void; again: () => void }

const pageSize = 100
/** While messages are still being read, it is asked for what was found since after this time, in milliseconds. */
const askAgainMs = 1000

/** Takes a further page behind what is known; each candidate once. */
export function joinPages(known: FoundCandidates | null, page: Output<'imports.candidates'>): FoundCandidates {
  if (known === null) return page
  const ids = new Set(known.items.map((one) => one.candidateId))
  return { ...page, items: [...known.items, ...page.items.filter((one) => !ids.has(one.candidateId))] }
}

/** What could be learned from an archive, page by page, and how far its messages are read. `again` reads what is known afresh. */
export function useCandidates(importId: string): UsedCandidates {
  const client = useClient()
  const [found, setFound] = useState<FoundCandidates | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const newest = useRef<FoundCandidates | null>(null)
  /** One question at a time, so that no page comes twice. */
  const asking = useRef<Promise<unknown> | null>(null)
  const keep = (next: FoundCandidates) => { newest.current = next; setFound(next) }

  const ask = useCallback(async (cursor: string | null, limit: number) => {
    const asked = client.call('imports.candidates', { importId, cursor, limit })
    asking.current = asked
    const answer = await asked
    asking.current = null
    setFailure(answer.ok ? null : answer.error)
    return answer.ok ? answer.value : null
  }, [client, importId])

  const more = useCallback(() => {
    const known = newest.current
    if (asking.current !== null || known?.next === null) return
    void ask(known?.next ?? null, pageSize).then((page) => { if (page !== null) keep(joinPages(known, page)) })
  }, [ask])

  /** Says how far it is, and takes what was found since where the list ended. */
  const look = useCallback(async () => {
    const known = newest.current
    if (asking.current !== null) return
    if (known === null || known.items.length === known.total) { more(); return }
    const page = await ask(null, 1)
    if (page !== null) keep({ ...known, total: page.total, read: page.read, of: page.of })
  }, [ask, more])

  const again = useCallback(() => {
    void (async () => {
      await asking.current
      const wanted = newest.current?.items.length ?? 0
      let fresh: FoundCandidates | null = null
      do {
        const page: Output<'imports.candidates'> | null = await ask(fresh?.next ?? null, pageSize)
        if (page === null) return
        fresh = joinPages(fresh, page)
      } while (fresh.next !== null && fresh.items.length < wanted)
      keep(fresh)
    })()
  }, [ask])

  useEffect(() => { more() }, [more])
  const reads = found !== null && found.read < found.of
  useEffect(() => {
    if (!reads) return
    const timer = setInterval(() => void look(), askAgainMs)
    return () => clearInterval(timer)
  }, [reads, look])
  return { found, failure, more, again }
}
