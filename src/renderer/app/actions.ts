import type { AppState } from '../state/appState.ts'
import type { ThreadState } from '../state/threadStore.ts'

/** Something the person can do from anywhere: in the list of shortcuts, in the palette, by its keys. */
export type Action = { id: string; label: string; keys: string[]; inPalette: boolean; run: (app: AppState) => void }

/** Asks the page for something that only a component can do; see `useRequest`. */
export function request(name: 'focus-composer' | 'toggle-sidebar' | 'toggle-inspector'): void {
  window.dispatchEvent(new CustomEvent(`casement:${name}`))
}

const lastAnswer = ({ messages }: ThreadState) => messages.findLast((one) => one.role === 'assistant')

function makeEpoch({ window, epochs, toasts }: AppState, kind: 'compaction' | 'checkpoint'): void {
  const { conversationId, showPage } = window.getState()
  if (conversationId === null) { toasts.getState().notify({ message: 'There is nothing to sum up in a new conversation.' }); return }
  showPage('chat')
  void epochs.getState().make(conversationId, kind)
}

export const actions: Action[] = [
  { id: 'new', label: 'New conversation', keys: ['Ctrl+N', 'Ctrl+Shift+O'], inPalette: true, run: (app) => { app.window.getState().showConversation(null); requestAnimationFrame(() => request('focus-composer')) } },
  // Not Ctrl+Shift+N: browsers keep that for a private window and never give it to a page.
  {
    id: 'temporary', label: 'Temporary chat', keys: ['Ctrl+Shift+H'], inPalette: true,
    run: (app) => void app.conversations.getState().create(true).then((made) => {
      if (made === null) return
      app.window.getState().showConversation(made.id)
      requestAnimationFrame(() => request('focus-composer'))
    }),
  },
  { id: 'palette', label: 'Search everything', keys: ['Ctrl+K'], inPalette: false, run: (app) => app.window.getState().setOverlay('palette') },
  { id: 'models', label: 'Choose the model', keys: ['Ctrl+L'], inPalette: true, run: (app) => { app.window.getState().showPage('chat'); app.window.getState().setOverlay('models') } },
  { id: 'inspector', label: 'Open or close the inspector', keys: ['Ctrl+I'], inPalette: true, run: () => request('toggle-inspector') },
  { id: 'sidebar', label: 'Open or close the list of conversations', keys: ['Ctrl+B'], inPalette: true, run: () => request('toggle-sidebar') },
  { id: 'memories', label: 'Memories', keys: [], inPalette: true, run: (app) => app.window.getState().showPage('memories') },
  { id: 'privacy', label: 'Privacy', keys: [], inPalette: true, run: (app) => app.window.getState().showPage('privacy') },
  { id: 'costs', label: 'Costs', keys: [], inPalette: true, run: (app) => app.window.getState().showPage('costs') },
  { id: 'insights', label: 'Insights', keys: [], inPalette: true, run: (app) => app.window.getState().showPage('insights') },
  { id: 'strategies', label: 'Strategies', keys: [], inPalette: true, run: (app) => app.window.getState().showPage('strategies') },
  { id: 'past', label: 'Import and export', keys: [], inPalette: true, run: (app) => app.window.getState().showPage('past') },
  { id: 'settings', label: 'Settings', keys: ['Ctrl+,'], inPalette: true, run: (app) => app.window.getState().showPage('settings') },
  { id: 'trash', label: 'Trash', keys: [], inPalette: true, run: (app) => app.window.getState().setOverlay('trash') },
  { id: 'offline', label: 'Go offline or online', keys: [], inPalette: true, run: ({ settings }) => void settings.getState().save({ offline: !settings.getState().settings?.offline }) },
  { id: 'shortcuts', label: 'List of shortcuts', keys: ['Ctrl+/'], inPalette: true, run: (app) => app.window.getState().setOverlay('shortcuts') },
  { id: 'focus', label: 'Go to the message box', keys: ['Shift+Escape'], inPalette: false, run: (app) => { app.window.getState().showPage('chat'); requestAnimationFrame(() => request('focus-composer')) } },
  {
    id: 'regenerate', label: 'Write the last answer again', keys: ['Ctrl+Shift+R'], inPalette: true,
    run: ({ thread, toasts }) => {
      const answer = lastAnswer(thread.getState())
      if (answer !== undefined) void thread.getState().regenerate(answer).then((failed) => { if (failed !== null) toasts.getState().notifyFailure(failed) })
    },
  },
  { id: 'sum-up', label: 'Sum up earlier messages now', keys: [], inPalette: true, run: (app) => makeEpoch(app, 'compaction') },
  { id: 'checkpoint', label: 'Write a checkpoint', keys: [], inPalette: true, run: (app) => makeEpoch(app, 'checkpoint') },
  {
    id: 'copy', label: 'Copy the last answer', keys: ['Ctrl+Shift+C'], inPalette: true,
    run: ({ thread, toasts }) => {
      const answer = lastAnswer(thread.getState())
      if (answer !== undefined) void navigator.clipboard.writeText(answer.text).then(
        () => toasts.getState().notify({ message: 'The last answer is copied.' }),
        () => toasts.getState().notify({ level: 'error', message: 'The clipboard was not allowed.', next: 'Select the text and copy it by hand.' }),
      )
    },
  },
]

/** Keys that belong to one place, for the list of shortcuts. */
export const localKeys = [
  { label: 'Send', keys: 'Enter' }, { label: 'New line', keys: 'Shift+Enter' }, { label: 'Edit the last message, in an empty box', keys: 'ArrowUp' },
  { label: 'Stop the answer; else go back', keys: 'Escape' }, { label: 'Rename a conversation in the list', keys: 'F2' },
]

/** True when an event is the shortcut; Ctrl is ⌘ on a Mac. */
export function matchKeys(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1)!
  return (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') && event.shiftKey === parts.includes('Shift') && !event.altKey
    && (event.key.toLowerCase() === key.toLowerCase() || (key === '/' && event.code === 'Slash'))
}
