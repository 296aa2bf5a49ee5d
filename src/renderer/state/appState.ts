import type { Client } from '../../shared/contract.ts'
import type { Connection } from '../client.ts'
import { createBrowseStore, type BrowseStore } from '../memories/browseStore.ts'
import { createPolicyDraftStore, type PolicyDraftStore } from '../policy/policyDraftStore.ts'
import { createConversationStore, type ConversationStore } from './conversationStore.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { createEpochStore, type EpochStore } from './epochStore.ts'
import { createGaugeStore, type GaugeStore } from './gaugeStore.ts'
import { followLiveAnswers, type LiveAnswers } from './liveAnswers.ts'
import { createLimitStore, type LimitStore } from './limitStore.ts'
import { createModelStore, type ModelStore } from './modelStore.ts'
import { createPlanDraftStore, type PlanDraftStore } from './planDraftStore.ts'
import { createQuestionStore, type QuestionStore } from './questionStore.ts'
import { createSettingsStore, type SettingsStore } from './settingsStore.ts'
import { createStatusStore, type StatusStore } from './statusStore.ts'
import { createThreadStore, type ThreadStore } from './threadStore.ts'
import { createToastStore, type ToastStore } from './toastStore.ts'
import { createWindowStore, type WindowStore } from './windowStore.ts'

/** Everything that the components of one window share. */
export type AppState = {
  client: Client
  connection: Connection
  window: WindowStore
  conversations: ConversationStore
  thread: ThreadStore
  epochs: EpochStore
  live: LiveAnswers
  drafts: Drafts
  gauge: GaugeStore
  planDrafts: PlanDraftStore
  policyDraft: PolicyDraftStore
  settings: SettingsStore
  /** What rules ask in the middle of a turn. */
  questions: QuestionStore
  /** How far budgets are used. */
  limits: LimitStore
  models: ModelStore
  status: StatusStore
  toasts: ToastStore
  /** What the memory page shows. */
  browse: BrowseStore
}

/** Makes all stores over one connection and begins to listen. Lives as long as the window. */
export function createAppState(connection: Connection): AppState {
  const { client } = connection
  const toasts = createToastStore((failure) => failure.message === connection.trouble()?.message)
  const live = followLiveAnswers(client, (run) => requestAnimationFrame(run))
  const thread = createThreadStore(client, live)
  const window = createWindowStore(localStorage)
  const state: AppState = {
    client, connection, live, toasts,
    drafts: createDrafts(client, ({ message, next }) => toasts.getState().notify({ level: 'warning', message: 'What you write here is not kept over a restart.', next: [message, next].filter(Boolean).join(' ') })),
    window,
    conversations: createConversationStore(client, toasts, sessionStorage),
    thread,
    epochs: createEpochStore(client, toasts, () => void thread.getState().reload()),
    gauge: createGaugeStore(),
    planDrafts: createPlanDraftStore(),
    policyDraft: createPolicyDraftStore(),
    settings: createSettingsStore(client, toasts),
    questions: createQuestionStore(client, toasts),
    limits: createLimitStore(client, toasts, () => window.getState().showPage('costs')),
    models: createModelStore(client),
    status: createStatusStore(client, connection),
    browse: createBrowseStore(),
  }
  client.listen('app.notice', ({ level, message, next }) => toasts.getState().notify({ level, message, next }))
  connection.onChange((connected) => {
    state.status.setState({ connection: connected, trouble: connection.trouble() })
    if (connected === 'lost') live.cutAll()
    // What happened in between was not heard: read everything that is shown again.
    if (connected === 'connected') {
      void loadAll(state).then(() => Promise.all([state.thread.getState().reload(), state.epochs.getState().reload()]))
      state.drafts.saveAll()
    }
  })
  // The last moments of a page: a pause that was still being waited for would never end.
  addEventListener('pagehide', state.drafts.saveAll)
  addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') state.drafts.saveAll() })
  return state
}

/** Reads what the window needs before its first picture. */
export async function loadAll(state: AppState): Promise<void> {
  await Promise.all([
    state.settings.getState().load(), state.conversations.getState().load(), state.status.getState().load(), state.models.getState().load(),
    state.questions.getState().load(), state.limits.getState().load(),
  ])
}
