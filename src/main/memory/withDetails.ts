import type { Candidate } from '../../shared/memory.ts'
import { untilIn } from './dates/untilDay.ts'
import { findEntities } from './entities/findEntities.ts'

/** Adds what the words themselves tell beside the fact: until when it holds, and whom and what it names. */
export function withDetails(candidate: Candidate, at: number): Candidate {
  return { ...candidate, validUntil: untilIn(candidate.text, at), entities: findEntities(candidate.text) }
}
