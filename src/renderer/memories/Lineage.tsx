import type { Output } from '../../shared/contract.ts'
import { Section } from '../inspector/Section.tsx'
import { excerpt } from '../state/formats.ts'

type Named = Output<'memories.get'>['replaces'][number]

/** What a memory took the place of or was made of, and what took its place; each opens. Nothing where there is none. */
export function Lineage({ known: { memory, replaces, replacedBy }, onSelect }: { known: Pick<Output<'memories.get'>, 'memory' | 'replaces' | 'replacedBy'>; onSelect: (memoryId: string) => void }) {
  if (replaces.length === 0 && (replacedBy === null || memory.state !== 'superseded')) return null
  return (
    <Section title="Before and after">
      {replacedBy !== null && memory.state === 'superseded' && <Links name="Replaced by" memories={[replacedBy]} onSelect={onSelect} />}
      {replaces.length > 0 && <Links name={replaces.length === 1 ? 'Took the place of' : 'Made of, or took the place of'} memories={replaces} onSelect={onSelect} />}
    </Section>
  )
}

function Links({ name, memories, onSelect }: { name: string; memories: readonly Named[]; onSelect: (memoryId: string) => void }) {
  return (
    <div className="mt-1.5 text-small">
      <p className="text-mute">{name}</p>
      <ul aria-label={name}>
        {memories.map(({ id, text }) => <li key={id}><button type="button" dir="auto" onClick={() => onSelect(id)} className="max-w-full rounded-small py-0.5 text-left underline decoration-line-strong underline-offset-3 [overflow-wrap:anywhere] hover:decoration-current">{excerpt(text, 160)}</button></li>)}
      </ul>
    </div>
  )
}
