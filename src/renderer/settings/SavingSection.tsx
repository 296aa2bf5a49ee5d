import type { Settings } from '../../shared/settings.ts'
import { useAppState, useSettings } from '../state/AppStateContext.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { KeptAnswersPart } from './KeptAnswersPart.tsx'
import { Section } from './Section.tsx'
import { sayStep, shortenings, unpricedWays } from './view/saving.ts'

/** How money is saved: which cloud model answers, when prompts get shorter, what happens without a price, and answers that are given again. */
export function SavingSection() {
  const { settings: store, window } = useAppState()
  const settings = useSettings(selectSettings)
  if (settings === null) return null
  const { thrift } = settings
  const save = (part: Partial<Settings['thrift']>) => void store.getState().save({ thrift: { ...thrift, ...part } })
  const byDifficulty = thrift.choose === 'by-difficulty'
  return (
    <Section id="saving" title="Money and kept answers" hint="How less is spent. Budgets stand on the page Costs.">
      <Switch
        label="Choose the cloud model by difficulty" checked={byDifficulty} onChange={(on) => save({ choose: on ? 'by-difficulty' : 'off' })}
        description="Where a message may go to the cloud and no model is named for it: what is hard goes to a dear model while enough is left of its budget, all else to a cheaper one. Off: the cloud model chosen above answers."
      />
      {byDifficulty && (
        <div className="rounded-medium bg-side px-3 py-2.5 text-small text-mute">
          {thrift.steps.length === 0
            ? <p>Among all cloud models with a known price, of every server: above 80 % difficulty the dearest, above 50 % the next, both while more than $10 is left of their budget; else the third while more than $5 is left; else the cheapest. Where no budget stands, enough is left.</p>
            : <ol className="list-decimal pl-4">{thrift.steps.map((step) => <li key={`${step.modelId} ${step.difficultyAbove}`}>{sayStep(step)}</li>)}</ol>}
        </div>
      )}
      <div className="grid grid-cols-1 gap-4 side:grid-cols-2">
        <Select label="Shorter prompts for the cloud" value={String(thrift.squeezeFrom)} options={shortenings(thrift.squeezeFrom)} onChange={(from) => save({ squeezeFrom: from === 'null' ? null : Number(from) })} />
        <Select label="A model without a known price" value={thrift.unpriced} options={unpricedWays} onChange={(unpriced) => save({ unpriced })} />
      </div>
      <KeptAnswersPart />
      <div><Button onClick={() => window.getState().showPage('costs')}>Open the costs</Button></div>
    </Section>
  )
}
