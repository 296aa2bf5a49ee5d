import type { MemoryScope } from '../../shared/memory.ts'
import { scopeWords } from '../inspector/view/names.ts'
import { Select } from '../ui/Select.tsx'
import { useScopePlaces } from './useScopePlaces.ts'

/** Where a memory applies: everywhere, in one project, or in one conversation. */
export function ScopeSelect({ scope, scopeId, onChange }: { scope: MemoryScope; scopeId: string | null; onChange: (scope: MemoryScope, scopeId: string | null) => void }) {
  const { places, nameOf } = useScopePlaces()
  const value = `${scope} ${scopeId ?? ''}`
  const options = [
    { value: 'everywhere ', label: scopeWords.everywhere.name, detail: scopeWords.everywhere.hint },
    ...places.map((place) => ({ value: `${place.scope} ${place.scopeId}`, label: place.name, detail: place.scope === 'project' ? 'Project' : 'Conversation' })),
  ]
  if (!options.some((one) => one.value === value)) options.push({ value, label: (scopeId === null ? null : nameOf(scopeId)) ?? scopeWords[scope].name, detail: scopeWords[scope].hint })
  const choose = (chosen: string) => {
    const [kind = 'everywhere', id = ''] = chosen.split(' ')
    onChange(kind as MemoryScope, id === '' ? null : id)
  }
  return <Select label="Applies" value={value} options={options} onChange={choose} />
}
