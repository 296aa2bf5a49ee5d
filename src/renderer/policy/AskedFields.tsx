import { useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import { taskClasses, taskKinds } from '../../shared/names.ts'
import type { RuleConditions } from '../../shared/policy.ts'
import { PressChoices } from '../ui/PressChoices.tsx'
import { TextField } from '../ui/TextField.tsx'
import { classWords, nameLanguage, offeredLanguages, taskNames } from './view/words.ts'

const mostShown = 12

/** What a message must ask for. */
export function AskedFields({ when, onChange, intents }: { when: RuleConditions; onChange: (part: RuleConditions) => void; intents: Output<'intents.list'> | null }) {
  const languages = [...new Set([...offeredLanguages, ...when.languages ?? []])]
  return (
    <>
      <PressChoices label="Class of task" hint="From easy to hard, as each message is read here." options={taskClasses.map((value) => ({ value, label: classWords[value].name }))} chosen={when.taskClasses ?? []} onChange={(chosen) => onChange({ taskClasses: chosen })} />
      <PressChoices label="Kind of task" options={taskKinds.map((value) => ({ value, label: taskNames[value] }))} chosen={when.tasks ?? []} onChange={(tasks) => onChange({ tasks })} />
      <IntentChoice chosen={when.intents ?? []} onChange={(chosen) => onChange({ intents: chosen })} intents={intents} />
      <Topics topics={when.topics ?? []} onChange={(topics) => onChange({ topics })} />
      <PressChoices label="Language" options={languages.map((value) => ({ value, label: nameLanguage(value) }))} chosen={when.languages ?? []} onChange={(chosen) => onChange({ languages: chosen })} />
    </>
  )
}

/** Intents to press: what is chosen, and what fits the words that are typed. */
function IntentChoice({ chosen, onChange, intents }: { chosen: readonly string[]; onChange: (chosen: string[]) => void; intents: Output<'intents.list'> | null }) {
  const [words, setWords] = useState('')
  const all = [...intents?.own ?? [], ...intents?.builtIn ?? []].map(({ id, name }) => ({ value: id, label: name }))
  const missing = chosen.filter((id) => !all.some((one) => one.value === id)).map((id) => ({ value: id, label: `${id} (not here now)` }))
  const wanted = words.trim().toLowerCase()
  const fits = all.filter((one) => !chosen.includes(one.value) && one.label.toLowerCase().includes(wanted))
  const shown = [...all.filter((one) => chosen.includes(one.value)), ...missing, ...fits.slice(0, mostShown)]
  return (
    <div className="grid gap-1.5">
      <TextField label="Intents" value={words} onChange={setWords} placeholder="Type to find one" hint={fits.length > mostShown ? `${fits.length - mostShown} more fit; type to find them.` : undefined} />
      <PressChoices label="Intents that fit" labelHidden options={shown} chosen={chosen} onChange={onChange} />
    </div>
  )
}

/** Topics in one line. What stands there counts as it is typed; a comma that is being typed stays. */
function Topics({ topics, onChange }: { topics: readonly string[]; onChange: (topics: string[]) => void }) {
  const [text, setText] = useState(topics.join(', '))
  const read = (next: string) => {
    setText(next)
    onChange([...new Set(next.split(',').map((one) => one.trim().slice(0, 60)).filter((one) => one !== ''))].slice(0, 50))
  }
  return <TextField label="Topics" value={text} onChange={read} placeholder="travel, health" hint="With commas between. One of them is enough." />
}
