import type { MemoryKind } from '../../shared/memory.ts'
import { joinClasses } from '../ui/joinClasses.ts'

const looks: Record<MemoryKind, string> = { semantic: 'region-memories rounded-[3px]', episodic: 'region-history rounded-full', procedural: 'region-steering rotate-45 rounded-[2px]' }

/** The kind of a memory by colour and by shape: a fact is a square, an event a disc, a habit a diamond. */
export function KindMark({ kind = 'semantic' }: { kind?: MemoryKind }) {
  return <span aria-hidden className={joinClasses('mt-1.5 block size-2.5 shrink-0 region-fill', looks[kind])} />
}
