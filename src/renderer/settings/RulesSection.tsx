import { Lock } from 'lucide-react'
import { useMemo } from 'react'
import { taskKinds } from '../../shared/names.ts'
import type { TaskRule } from '../../shared/settings.ts'
import type { TaskKind } from '../../shared/words.ts'
import { PolicyPart } from '../policy/PolicyPart.tsx'
import { taskNames } from '../policy/view/words.ts'
import { useAppState, useModels, useSettings } from '../state/AppStateContext.ts'
import { isUsable, selectModels } from '../state/modelStore.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { Select } from '../ui/Select.tsx'
import { Switch } from '../ui/Switch.tsx'
import { Section } from './Section.tsx'

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

/** Where answers come from: what holds for all, the list of rules, and what happens where none of them fits. */
export function RulesSection() {
  const { settings: store } = useAppState()
  const settings = useSettings(selectSettings)
  if (settings === null) return null
  const save = store.getState().save
  return (
    <Section id="rules" title="Where answers come from" hint="Whatever the rules say, a note that is marked local keeps its turn on this computer.">
      <div className={`rounded-medium border px-3.5 py-3 ${settings.localOnly ? 'border-transparent bg-accent-soft' : 'border-line'}`}>
        <Switch
          label="Local only" checked={settings.localOnly} onChange={(localOnly) => void save({ localOnly })}
          description={<>Every message is answered on this computer. No rule, no chosen model and no fallback overrides this. Models can still be downloaded.{settings.localOnly && <span className="mt-1 flex items-center gap-1.5 text-text"><Lock size={12} aria-hidden />On: nothing you write leaves this computer.</span>}</>}
        />
      </div>
      <Switch label="Offline" description="Nothing leaves this computer and nothing comes in, downloads included." checked={settings.offline} onChange={(offline) => void save({ offline })} />
      <Switch label="Fall back to this computer" description="When the cloud fails before its first word, the local model answers, and the answer says so." checked={settings.fallbackToLocal} onChange={(fallbackToLocal) => void save({ fallbackToLocal })} />
      <PolicyPart rests={settings.localOnly || settings.offline} />
      <TaskRulesPart />
    </Section>
  )
}

/** What happens to a message that no rule fits: by its kind of task. */
function TaskRulesPart() {
  const { settings: store } = useAppState()
  const settings = useSettings(selectSettings)
  const models = useModels(selectModels)
  const cloud = useMemo(() => models.filter((one) => one.place === 'cloud' && isUsable(one)), [models])
  if (settings === null) return null
  const save = store.getState().save
  return (
    <div role="group" aria-labelledby="task-rules-title" className="mt-2 grid gap-3">
      <div>
        <h3 id="task-rules-title" className="text-snug font-semibold">By kind of task</h3>
        <p className="text-small text-mute">For messages that no rule above fits.</p>
      </div>
      {cloud.length === 0
        ? <p className="rounded-medium bg-side px-3 py-2 text-snug text-mute">All kinds of task are answered on this computer. Add a cloud server above to choose otherwise.</p>
        : (
          <>
            <Select className="max-w-80" label="Model used for the cloud" value={settings.cloudModelId ?? cloud[0]!.id} onChange={(cloudModelId) => void save({ cloudModelId })} options={cloud.map((one) => ({ value: one.id, label: one.name }))} />
            <table className="w-full text-snug">
              <thead><tr className="text-start text-small text-faint"><th scope="col" className="py-1 text-start font-normal">Kind of task</th><th scope="col" className="py-1 text-start font-normal">Answered by</th></tr></thead>
              <tbody>
                {taskKinds.map((task) => (
                  <tr key={task} className="border-t border-line">
                    <th scope="row" className="py-1.5 pr-4 text-start font-normal">{taskNames[task]}</th>
                    <td className="w-64 py-1.5"><Select label={`Who answers: ${taskNames[task]}`} labelHidden value={placeOf(settings.taskRules, task)} onChange={(place) => void save({ taskRules: withPlace(settings.taskRules, task, place) })} options={places} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
    </div>
  )
}
