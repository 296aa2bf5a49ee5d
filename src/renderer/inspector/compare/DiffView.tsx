import type { ContextDiff } from '../../../shared/versions.ts'
import { formatAmount, formatCount } from '../../state/formats.ts'
import { Section } from '../Section.tsx'
import { listDiff, tellDifference } from '../view/compared.ts'
import { DiffList } from './DiffList.tsx'
import { RegionChanges } from './RegionChanges.tsx'

/** The difference between two contexts: the tokens by region, then what left, came, changed and moved. Side by side where there is room. */
export function DiffView({ diff, before, after }: { diff: ContextDiff; before: string; after: string }) {
  const lists = listDiff(diff)
  return (
    <>
      <Section title={`${formatCount(diff.tokensBefore)} → ${formatAmount(diff.tokensAfter, 'token')}`} aside={`${formatAmount(diff.same, 'piece')} the same`}>
        <p role="status" className="mt-1 text-small text-mute">{tellDifference(diff)}</p>
        <RegionChanges diff={diff} before={before} after={after} />
      </Section>
      <div className="@xl:grid @xl:grid-cols-2">
        {lists.filter((list) => list.items.length > 0).map((list) => <DiffList key={list.kind} list={list} />)}
      </div>
    </>
  )
}
