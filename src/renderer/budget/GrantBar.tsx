import { formatAmount } from '../state/formats.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { cutGrants, type PlanPreview } from './view/effect.ts'

/** The whole window as a plan shares it out. The list below says the same in words. */
export function GrantBar({ preview }: { preview: Pick<PlanPreview, 'window' | 'reserve' | 'budgets'> }) {
  return (
    <div aria-hidden className="flex h-5 gap-px overflow-hidden rounded-small bg-line">
      {cutGrants(preview).map((part) => (
        <div
          key={part.key} title={`${part.name}: ${formatAmount(part.tokens, 'token')}`} style={{ flexGrow: part.tokens, flexBasis: 0 }}
          className={joinClasses('min-w-0.5 transition-[flex-grow]', part.key === 'free' ? 'region-free' : part.key === 'reserve' ? 'region-reserve' : `region-fill region-${part.key}`)}
        />
      ))}
    </div>
  )
}
