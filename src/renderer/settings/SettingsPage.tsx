import { PanelLeft } from 'lucide-react'
import { useEffect } from 'react'
import { request } from '../app/actions.ts'
import { CloseButton } from '../app/CloseButton.tsx'
import { HealthSection } from '../health/HealthSection.tsx'
import { IntentsSection } from '../intents/IntentsSection.tsx'
import { useSidebarRoom } from '../app/useWidth.ts'
import { useAppState, useSettings, useWindow } from '../state/AppStateContext.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AnswersSection } from './AnswersSection.tsx'
import { ContextsSection } from './ContextsSection.tsx'
import { AboutSection, LookSection } from './LookSection.tsx'
import { MemorySection } from './MemorySection.tsx'
import { ModelsSection } from './ModelsSection.tsx'
import { PersonasSection } from './PersonasSection.tsx'
import { ProvidersSection } from './ProvidersSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import { SavingSection } from './SavingSection.tsx'

const parts = [['models', 'Models'], ['providers', 'Servers and cloud'], ['rules', 'Where answers come from'], ['saving', 'Money and kept answers'], ['intents', 'How messages are read'], ['health', 'Health'], ['memory', 'Memory'], ['personas', 'Personas'], ['answers', 'Answers'], ['contexts', 'Contexts'], ['look', 'Look'], ['about', 'This profile']] as const

/** How long the parts of the page take to be read in at most, in milliseconds. */
const settleMs = 3000
const ended = ['wheel', 'keydown', 'pointerdown'] as const

/** Everything that can be set, on one page. Changes hold at once. */
export function SettingsPage() {
  const { models, status } = useAppState()
  const settings = useSettings(selectSettings)
  const sidebarRoom = useSidebarRoom()
  useEffect(() => { void models.getState().load(); void status.getState().load() }, [models, status])
  useSoughtPart(settings !== null)
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line pr-3 pl-5">
        {!sidebarRoom && <IconButton label="Show the conversations" keys="Ctrl+B" className="-ml-2" onClick={() => request('toggle-sidebar')}><PanelLeft size={16} /></IconButton>}
        <h1 className="flex-1 font-semibold">Settings</h1>
        <CloseButton />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-220 gap-10 px-6 pb-16">
          <nav aria-label="Parts of the settings" className="sticky top-0 hidden w-44 shrink-0 flex-col self-start pt-6 wide:flex">
            {parts.map(([id, label]) => (
              <button key={id} type="button" onClick={() => document.getElementById(id)?.scrollIntoView({ behavior: 'smooth' })} className="rounded-medium px-2.5 py-1 text-snug text-mute transition-colors hover:bg-hover hover:text-text">{label}</button>
            ))}
          </nav>
          <div className="min-w-0 max-w-152 flex-1">
            {settings === null ? <Skeleton lines={8} label="The settings are being read" className="pt-8" /> : <><ModelsSection /><ProvidersSection /><RulesSection /><SavingSection /><IntentsSection /><HealthSection /><MemorySection /><PersonasSection /><AnswersSection /><ContextsSection /><LookSection /><AboutSection /></>}
          </div>
        </div>
      </div>
    </>
  )
}

/** Goes to the part for which the settings were opened, as soon as it stands there. */
function useSoughtPart(ready: boolean): void {
  const { window } = useAppState()
  const sought = useWindow((state) => state.soughtPart)
  useEffect(() => {
    if (!ready || sought === null) return
    const part = document.getElementById(sought)
    // Who reads by ear or by keys goes on from there too.
    document.getElementById(`${sought}-title`)?.focus({ preventScroll: true })
    // Parts above it are still read in and grow: it is held in view until then, or until the person goes elsewhere.
    const grown = new ResizeObserver(() => part?.scrollIntoView())
    if (part?.parentElement) grown.observe(part.parentElement)
    const stop = () => { grown.disconnect(); window.getState().clearSoughtPart() }
    const timer = setTimeout(stop, settleMs)
    for (const one of ended) addEventListener(one, stop, { once: true })
    return () => {
      grown.disconnect()
      clearTimeout(timer)
      for (const one of ended) removeEventListener(one, stop)
    }
  }, [ready, sought, window])
}
