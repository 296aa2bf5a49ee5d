import { Select } from '../ui/Select.tsx'

export type Format = 'json' | 'markdown'

const options: { value: Format; label: string; detail: string }[] = [
  { value: 'json', label: 'JSON', detail: 'For programs, with every field' }, { value: 'markdown', label: 'Markdown', detail: 'To read' },
]

/** The form in which something is written. */
export function FormatSelect({ label, value, onChange }: { label: string; value: Format; onChange: (format: Format) => void }) {
  return <Select className="w-36" label={label} value={value} options={options} onChange={onChange} />
}
