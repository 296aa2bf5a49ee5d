import { useState } from 'react'
import { useAppState, useModels } from '../state/AppStateContext.ts'
import { isUsable } from '../state/modelStore.ts'
import { Mark } from '../sidebar/Mark.tsx'
import { Button } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { ChooseModel } from './ChooseModel.tsx'
import { WhatIsLocal } from './WhatIsLocal.tsx'
import { Ready } from './Ready.tsx'

const steps = ['What stays here', 'Choose a model', 'Ready'] as const

/** Three short steps before the first conversation. Each can be passed over. */
export function FirstStart() {
  const { settings, window } = useAppState()
  const [step, setStep] = useState(0)
  const usable = useModels((state) => state.models.some(isUsable))
  const done = () => void settings.getState().save({ firstStartDone: true })
  const last = step === steps.length - 1
  return (
    <main className="flex h-full flex-col items-center overflow-y-auto px-6 py-[8vh]">
      <div className="flex w-full max-w-140 flex-col">
        <div className="mb-8 flex items-center gap-3"><Mark size={26} /><span className="text-title font-semibold tracking-tight">Casement</span></div>
        <ol aria-label="Steps" className="mb-6 flex gap-2 text-small">
          {steps.map((name, at) => (
            <li key={name} aria-current={at === step ? 'step' : undefined} className={joinClasses('flex-1 border-t-2 pt-1.5', at <= step ? 'border-accent' : 'border-line', at === step ? 'font-medium text-text' : 'text-faint')}>{at + 1}. {name}</li>
          ))}
        </ol>
        {step === 0 && <WhatIsLocal />}
        {step === 1 && <ChooseModel />}
        {step === 2 && <Ready usable={usable} onPast={() => { window.getState().showPage('past'); done() }} />}
        <div className="mt-8 flex items-center justify-between">
          {step > 0 ? <Button look="quiet" onClick={() => setStep(step - 1)}>Back</Button> : <span />}
          <Button look="primary" onClick={() => last ? done() : setStep(step + 1)}>{last ? 'Begin' : step === 1 && !usable ? 'Later' : 'Continue'}</Button>
        </div>
      </div>
    </main>
  )
}
