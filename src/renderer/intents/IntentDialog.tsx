import { useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import { taskClasses, taskKinds } from '../../shared/names.ts'
import type { Failure } from '../../shared/result.ts'
import type { OwnIntent } from '../../shared/understanding.ts'
import { classWords, taskNames } from '../policy/view/words.ts'
import { useAppState } from '../state/AppStateContext.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FailureNotice } from '../ui/Notice.tsx'
import { PressChoices } from '../ui/PressChoices.tsx'
import { Select } from '../ui/Select.tsx'
import { TextArea, TextField } from '../ui/TextField.tsx'
import { exampleProblem, readExamples } from './view/reading.ts'

const byTask = 'by task'

/** An intent to teach: a name, examples as one would write them, and what it is for rules and sources. */
export function IntentDialog({ intent, list, onSaved, onClose }: { intent: OwnIntent | null; list: Output<'intents.list'>; onSaved: () => void; onClose: () => void }) {
  const { client } = useAppState()
  const [name, setName] = useState(intent?.name ?? '')
  const [text, setText] = useState(intent?.examples.join('\n') ?? '')
  const [task, setTask] = useState(intent?.task ?? 'chat')
  const [taskClass, setTaskClass] = useState<NonNullable<OwnIntent['taskClass']> | typeof byTask>(intent?.taskClass ?? byTask)
  const [loaders, setLoaders] = useState<string[]>(intent?.loaders ?? [])
  const [failure, setFailure] = useState<Failure | null>(null)
  const [saving, setSaving] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const examples = readExamples(text)
  const lacking = exampleProblem(examples)
  const taken = [...list.own, ...list.builtIn].some((one) => one.id !== intent?.id && one.name.toLowerCase() === name.trim().toLowerCase())
  const ready = name.trim() !== '' && !taken && lacking === null
  const save = async () => {
    if (!ready || saving) return
    setSaving(true)
    const saved = await client.call('intents.save', { id: intent?.id ?? null, name: name.trim(), examples, task, taskClass: taskClass === byTask ? null : taskClass, loaders })
    setSaving(false)
    if (saved.ok) onSaved()
    else setFailure(saved.error)
  }
  return (
    <Dialog
      open onClose={onClose} size="wide" initialFocus={first} title={intent === null ? 'Teach an intent' : `Edit “${intent.name}”`}
      footer={<><Button onClick={onClose}>Cancel</Button><Button look="primary" disabled={!ready || saving} onClick={() => void save()}>{saving ? 'Saving…' : 'Save'}</Button></>}
    >
      <div className="grid gap-3 pt-1">
        <TextField ref={first} label="Name" maxLength={60} value={name} onChange={setName} error={taken ? 'There is an intent of that name already.' : null} placeholder="The boat" />
        <div>
          <TextArea label="Examples, one a line" rows={7} maxLength={30_000} value={text} onChange={setText} placeholder={'When does the boat need varnish?\nWho has the spare key of the boat?'} hint="As you would write them, and unlike each other." />
          <p role="status" className="mt-1 text-small text-mute">{lacking ?? `${examples.length} examples.`}</p>
        </div>
        <div className="grid gap-3 grid-cols-2">
          <Select label="Kind of task" value={task} onChange={setTask} options={taskKinds.map((value) => ({ value, label: taskNames[value] }))} />
          <Select label="Class of task" value={taskClass} onChange={setTaskClass} options={[{ value: byTask, label: 'As each message is read' }, ...taskClasses.map((value) => ({ value, label: classWords[value].name }))]} />
        </div>
        {list.loaders.length > 0 && <PressChoices label="Sources that it wakes" hint="Beside those of its kind of task." options={list.loaders.map((one) => ({ value: one.id, label: one.name }))} chosen={loaders} onChange={setLoaders} />}
        {failure !== null && <FailureNotice failure={failure} />}
      </div>
    </Dialog>
  )
}
