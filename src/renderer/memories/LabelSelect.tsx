import type { Memory } from '../../shared/memory.ts'
import { labels } from '../../shared/names.ts'
import type { Label } from '../../shared/words.ts'
import { labelWords } from '../inspector/view/names.ts'
import { Select } from '../ui/Select.tsx'
import { useMemoryChanges } from './useMemoryChanges.ts'

export const labelOptions = labels.map((value) => ({ value, label: labelWords[value].name, detail: labelWords[value].hint }))

/** Who may see a memory. A change is saved at once. */
export function LabelSelect({ memory }: { memory: Pick<Memory, 'id' | 'label'> }) {
  const { update } = useMemoryChanges()
  return <Select<Label> className="w-29" label="Label" labelHidden value={memory.label} options={labelOptions} onChange={(label) => void update({ memoryId: memory.id, label })} />
}
