import { useSettings } from '../state/AppStateContext.ts'
import { selectSettings, type SettingsState } from '../state/settingsStore.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Section } from './Section.tsx'
import { ShareField } from './ShareField.tsx'
import { formatShare } from '../state/formats.ts'
import { changeShare, listShares, sumShares } from './view/shares.ts'

const selectSave = (state: SettingsState) => state.save

/** How much of the window each region may take. Changes count from the next turn on; each region can go back to its default. */
export function ShareEditor() {
  const settings = useSettings(selectSettings)
  const save = useSettings(selectSave)
  const shares = settings?.regionShares ?? {}
  const sum = sumShares(shares)
  return (
    <Section
      title="Shares of the window"
      aside={Object.keys(shares).length === 0 ? 'all at their defaults' : <Button size="small" look="quiet" onClick={() => void save({ regionShares: {} })}>Reset all</Button>}
    >
      <p className="mt-1 text-tiny text-faint">Of the whole window. Room that a region does not need goes to Recent, History, Results, Documents and Memories, unless their own share is set by hand. A change counts from the next turn on.</p>
      <ul className="mt-2 grid gap-0.5">
        {listShares(shares).map((row) => (
          <li key={row.region}><ShareField row={row} onChange={(share) => void save({ regionShares: changeShare(shares, row.region, share) })} /></li>
        ))}
      </ul>
      {sum > 1000 && <Notice level="warning" className="mt-2">The shares set by hand add up to {formatShare(sum / 1000)}. Regions with a lower priority get less than their share.</Notice>}
    </Section>
  )
}
