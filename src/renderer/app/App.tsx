import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { useEffect } from 'react'
import type { AppState } from '../state/appState.ts'
import { AppStateProvider, useSettings, useStatus } from '../state/AppStateContext.ts'
import { selectSettings } from '../state/settingsStore.ts'
import { selectTrouble } from '../state/statusStore.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FirstStart } from '../firstStart/FirstStart.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'
import { Toasts } from './Toasts.tsx'

/** The whole window over one state. */
export function App({ state }: { state: AppState }) {
  return (
    // The page policy allows no inline styles, so the components may not bring style elements.
    <CSPProvider disableStyleElements>
      <AppStateProvider value={state}>
        <Tooltip.Provider delay={500} closeDelay={60}>
          <ErrorBoundary>
            <Theme />
            <Stage />
            <Toasts />
          </ErrorBoundary>
        </Tooltip.Provider>
      </AppStateProvider>
    </CSPProvider>
  )
}

const selectFirstStart = (state: { settings: { firstStartDone: boolean } | null }) => state.settings?.firstStartDone === false

function Stage() {
  const trouble = useStatus(selectTrouble)
  const begun = useSettings(selectSettings) !== null
  const firstStart = useSettings(selectFirstStart)
  // A window that was never let in has nothing to show but why.
  if (trouble?.kind === 'refused-sender' && !begun) return <main className="flex h-full items-center"><EmptyState title={trouble.message}>{trouble.next}</EmptyState></main>
  return firstStart ? <FirstStart /> : <Shell />
}

function Theme() {
  const theme = useSettings(selectSettings)?.theme ?? 'system'
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
  return null
}
