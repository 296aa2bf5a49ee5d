import type { Output } from '../../shared/contract.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Switch } from '../ui/Switch.tsx'

type Packs = Output<'intents.list'>['packs']

/** Packs that come along: what each can do, what it brings, and whether it is on. */
export function PackSwitches({ packs }: { packs: Packs }) {
  const { settings } = useAppState()
  if (packs.length === 0) return null
  const turn = (id: string, isOn: boolean) => void settings.getState().save({ packs: isOn ? [...packs.filter((one) => one.isOn).map((one) => one.id), id] : packs.flatMap((one) => one.isOn && one.id !== id ? [one.id] : []) })
  return (
    <div role="group" aria-labelledby="packs">
      <h3 id="packs" className="text-small font-medium">Packs</h3>
      <p className="text-small text-faint">Intents and sources for one trade. They work with the next message, and stay out of every context while they are off.</p>
      <div className="mt-1.5 border-t border-line py-2">
        {packs.map((one) => (
          <Switch key={one.id} label={one.name} description={`${one.about} ${one.capability} Intents: ${one.intents.join(', ')}. Sources: ${one.loaders.join(', ')}.`} checked={one.isOn} onChange={(isOn) => turn(one.id, isOn)} />
        ))}
      </div>
    </div>
  )
}
