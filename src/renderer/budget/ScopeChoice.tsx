import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { PlanKey } from '../state/planDraftStore.ts'

/** Whom a budget holds for. */
export function ScopeChoice({ conversationId, scope, onScope }: { conversationId: string; scope: PlanKey; onScope: (scope: PlanKey) => void }) {
  const options: [PlanKey, string][] = [['all', 'All conversations'], [conversationId, 'This conversation only']]
  return (
    <RadioGroup aria-label="Whom the budget holds for" value={scope} onValueChange={(next) => onScope(next as PlanKey)} className="flex rounded-medium border border-line bg-ground p-0.5 text-small">
      {options.map(([value, label]) => (
        <Radio.Root key={value} value={value} aria-label={label} className="flex h-6.5 flex-1 items-center justify-center rounded-small px-2 text-mute transition-colors hover:text-text data-[checked]:bg-raised data-[checked]:font-medium data-[checked]:text-text data-[checked]:shadow-rest">{label}</Radio.Root>
      ))}
    </RadioGroup>
  )
}
