import { useMemo } from 'react'
import type { TaskRule } from '../../shared/settings.ts'
import { taskKinds } from '../../shared/names.ts'
import type { TaskKind } from '../../shared/words.ts'
import { useAppState, useModels, useSettings } from '../state/AppStateContext.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Section } from './Section.tsx'

export const taskWords: Record<TaskKind, string> = {
  chat: 'Talking', recall: 'Asking what you told before', write: 'Writing', explain: 'Explaining', code: 'Code', calculate: 'Calculating',
  plan: 'Planning', summarise: 'Summarising', translate: 'Translating', 'small-talk': 'Small talk', command: 'Commands',
}
type Place = 'local' | 'cloud' | 'cloud-personal'
const places: { value: Place; label: string }[] = [
  { value: 'local', label: 'This computer' }, { value: 'cloud', label: 'Cloud, without personal notes' }, { value: 'cloud-personal', label: 'Cloud, personal notes too' },
]

/** The place that the rules give a kind of task. No rule means this computer. */
export function placeOf(rules: readonly TaskRule[], task: TaskKind): Place {
  const rule = rules.find((one) => one.task === task)
  return rule === undefined || rule.place === 'local' ? 'local' : rule.allowPersonal ? 'cloud-personal' : 'cloud'
}

/** The rules after one kind of task was given a place. */
export function withPlace(rules: readonly TaskRule[], task: TaskKind, place: Place): TaskRule[] {
  const others = rules.filter((one) => one.task !== task)
  return place === 'local' ? others : [...others, { task, place: 'cloud', allowPersonal: place === 'cloud-personal' }]
}

/** Where answers come from: per kind of task, and what holds for all. */
export function RulesSection() {
  const { settings: store } = useAppState()
  const settings = useSettings(selectSettings)
  const models = useModels(selectModels)
  const cloud = useMemo(() => models.filter((one) => one.place === 'cloud' && isUsable(one)), [models])
  if (settings === null) return null
  const save = store.getState().save
  return (
    <Section id="rules" title="Where answers come from" hint="Whatever the rules say, a note that is marked local keeps its turn on this computer.">
      <Switch label="Offline" description="Nothing leaves this computer." checked={settings.offline} onChange={(offline) => void save({ offline })} />
      <Switch label="Fall back to this computer" description="When the cloud fails before its first word, the local model answers, and the answer says so." checked={settings.fallbackToLocal} onChange={(fallbackToLocal) => void save({ fallbackToLocal })} />
      {cloud.length === 0
        ? <p className="rounded-medium bg-side px-3 py-2 text-snug text-mute">All kinds of task are answered on this computer. Add a server or a key above to choose otherwise.</p>
        : (
          <>
            <Select className="max-w-80" label="Model used for the cloud" value={settings.cloudModelId ?? cloud[0]!.id} onChange={(cloudModelId) => void save({ cloudModelId })} options={cloud.map((one) => ({ value: one.id, label: one.name }))} />
            <table className="w-full text-snug">
              <thead><tr className="text-start text-small text-faint"><th scope="col" className="py-1 text-start font-normal">Kind of task</th><th scope="col" className="py-1 text-start font-normal">Answered by</th></tr></thead>
              <tbody>
                {taskKinds.map((task) => (
                  <tr key={task} className="border-t border-line">
                    <th scope="row" className="py-1.5 pr-4 text-start font-normal">{taskWords[task]}</th>
                    <td className="w-64 py-1.5"><Select label={`Who answers: ${taskWords[task]}`} labelHidden value={placeOf(settings.taskRules, task)} onChange={(place) => void save({ taskRules: withPlace(settings.taskRules, task, place) })} options={places} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
    </Section>
  )
}
