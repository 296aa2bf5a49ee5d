import type { Candidate } from '../../shared/memory.ts'
import { dateIn } from './dates.ts'
import { findEntities } from './entities/findEntities.ts'

/** Adds what the quote itself tells beside the fact: until when it holds, and whom and what it names. */
export function withDetails(candidate: Candidate, at: number): Candidate {
  const until = /\b(?:until|till|through|up to) (?:the )?(?<when>[^.;]{2,40})/iu.exec(candidate.quote)?.groups?.when
  const end = until === undefined ? null : dateIn(`until ${until}`, at, false)
  return { ...candidate, validUntil: end !== null && end > at ? end : null, entities: findEntities(candidate.quote) }
}
