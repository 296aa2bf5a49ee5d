import { Undo2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { CloseButton } from '../app/CloseButton.tsx'
import { PageHead } from '../inspector/PageHead.tsx'
import { useSettings } from '../state/AppStateContext.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { CompareSection } from './CompareSection.tsx'
import { SaveCurrent } from './SaveCurrent.tsx'
import { StrategyDialog, type Edited } from './StrategyDialog.tsx'
import { StrategyRow } from './StrategyRow.tsx'
import { useStrategies } from './useStrategies.ts'
import { describeValues, isCurrent } from './view/values.ts'

/** The ways to make a context, by name: keep, edit, compare, make one the default, and go back. */
export function StrategiesPage() {
  const settings = useSettings(selectSettings)
  const { list, failure, save, remove, use, rollBack } = useStrategies()
  const [editing, setEditing] = useState<{ edited: Edited; title: string } | null>(null)
  const current = list?.strategies.find((one) => isCurrent(one, list.current))
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHead title="Strategies"><CloseButton /></PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-190 px-5 pb-12">
          {failure !== null && <FailureNotice failure={failure} className="mt-4" />}
          {(list === null || settings === null) && failure === null && <Skeleton lines={8} label="The strategies are being read" className="mt-6" />}
          {list !== null && settings !== null && (
            <>
              <Part title="In use" hint="How each context is made: how the window is shared out, what is recalled, when earlier messages are summed up, and in which order all of it stands.">
                <div className="flex flex-wrap items-center gap-3 rounded-medium border border-line bg-panel px-4 py-3">
                  <div className="min-w-60 flex-1"><p dir="auto" className="font-medium">{current?.name ?? 'Your own values, without a name'}</p><p className="text-small text-mute">{describeValues(settings.strategy)}</p></div>
                  <Button size="small" icon={<Undo2 size={13} />} disabled={!list.canRollBack} title={list.canRollBack ? undefined : 'Nothing was chosen before this one.'} onClick={() => void rollBack()}>Go back</Button>
                </div>
                <SaveCurrent taken={list.strategies.map((one) => one.name)} onSave={(name) => save(null, name, settings.strategy)} />
              </Part>
              <Part title="All strategies">
                <ul className="border-t border-line">
                  {list.strategies.map((one) => (
                    <StrategyRow
                      key={one.id} strategy={one} current={isCurrent(one, list.current)} onUse={() => void use(one.id)} onRemove={() => void remove(one.id)}
                      onEdit={() => setEditing({ title: `Edit “${one.name}”`, edited: { strategyId: one.id, name: one.name, values: one.values } })}
                      onCopy={() => setEditing({ title: `A copy of “${one.name}”`, edited: { strategyId: null, name: `${one.name}, changed`, values: one.values } })}
                    />
                  ))}
                </ul>
              </Part>
              <Part title="Compare two over past turns"><CompareSection strategies={list.strategies} current={list.current} onUse={(id) => void use(id)} /></Part>
            </>
          )}
        </div>
      </div>
      {editing !== null && <StrategyDialog {...editing} onClose={() => setEditing(null)} onSave={({ strategyId, name, values }) => save(strategyId, name, values)} />}
    </div>
  )
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b border-line py-6 last:border-b-0">
      <h2 className="text-base font-semibold">{title}</h2>
      {hint !== undefined && <p className="mt-0.5 text-snug text-mute">{hint}</p>}
      <div className="mt-3 grid gap-4">{children}</div>
    </section>
  )
}
