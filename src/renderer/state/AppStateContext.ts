import { createContext, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Client } from '../../shared/contract.ts'
import type { AppState } from './appState.ts'
import type { BrowseState } from '../memories/browseStore.ts'
import type { ConversationsState } from './conversationStore.ts'
import type { EpochsState } from './epochStore.ts'
import type { GaugeState } from './gaugeStore.ts'
import type { HeardStage, LiveAnswer } from './liveAnswers.ts'
import type { LimitsState } from './limitStore.ts'
import type { ModelsState } from './modelStore.ts'
import type { PlanDraftState } from './planDraftStore.ts'
import type { QuestionState } from './questionStore.ts'
import type { SettingsState } from './settingsStore.ts'
import type { StatusState } from './statusStore.ts'
import type { ThreadState } from './threadStore.ts'
import type { ToastState } from './toastStore.ts'
import type { WindowState } from './windowStore.ts'

const AppStateContext = createContext<AppState | null>(null)
export const AppStateProvider = AppStateContext.Provider

/** All stores of this window. Throws outside the provider: that is a bug. */
export function useAppState(): AppState {
  const state = useContext(AppStateContext)
  if (state === null) throw new Error('no AppStateProvider above this component')
  return state
}

/** The way to the engine. */
export function useClient(): Client { return useAppState().client }
/** One slice of the window's own state, by a named selector. */
export function useWindow<T>(select: (state: WindowState) => T): T { return useStore(useAppState().window, select) }
/** One slice of the list of conversations. */
export function useConversations<T>(select: (state: ConversationsState) => T): T { return useStore(useAppState().conversations, select) }
/** One slice of the shown conversation. */
export function useThread<T>(select: (state: ThreadState) => T): T { return useStore(useAppState().thread, select) }
/** One slice of the summaries of the shown conversation. */
export function useEpochs<T>(select: (state: EpochsState) => T): T { return useStore(useAppState().epochs, select) }
/** One slice of how full the window is with what is being written. */
export function useGauge<T>(select: (state: GaugeState) => T): T { return useStore(useAppState().gauge, select) }
/** One slice of the budgets that were changed and not saved. */
export function usePlanDrafts<T>(select: (state: PlanDraftState) => T): T { return useStore(useAppState().planDrafts, select) }
/** One slice of the settings. */
export function useSettings<T>(select: (state: SettingsState) => T): T { return useStore(useAppState().settings, select) }
/** One slice of what rules ask. */
export function useQuestions<T>(select: (state: QuestionState) => T): T { return useStore(useAppState().questions, select) }
/** One slice of how far budgets are used. */
export function useLimits<T>(select: (state: LimitsState) => T): T { return useStore(useAppState().limits, select) }
/** One slice of models and providers. */
export function useModels<T>(select: (state: ModelsState) => T): T { return useStore(useAppState().models, select) }
/** One slice of the engine's status. */
export function useStatus<T>(select: (state: StatusState) => T): T { return useStore(useAppState().status, select) }
/** One slice of the toasts. */
export function useToasts<T>(select: (state: ToastState) => T): T { return useStore(useAppState().toasts, select) }
/** One slice of what the memory page shows. */
export function useBrowse<T>(select: (state: BrowseState) => T): T { return useStore(useAppState().browse, select) }

/** The answer that is being written in a conversation, or null. */
export function useLiveAnswer(conversationId: string | null): LiveAnswer | null {
  const { live } = useAppState()
  return useSyncExternalStore(live.subscribe, () => live.get(conversationId))
}

/** The id of the turn that runs in a conversation, without its text: changes twice per turn. A turn whose connection broke does not count. */
export function useRunningTurn(conversationId: string | null): string | null {
  const { live } = useAppState()
  return useSyncExternalStore(live.subscribe, () => { const one = live.get(conversationId); return one === null || one.cut ? null : one.turnId })
}

/** The id of the turn whose answer is shown as it grows, or as far as it came before the connection broke. */
export function useUnfinishedTurn(conversationId: string | null): string | null {
  const { live } = useAppState()
  return useSyncExternalStore(live.subscribe, () => live.get(conversationId)?.turnId ?? null)
}

/** What was heard of the stages of the running turn: changes with its stages, not with its words. */
export function useHeardStages(conversationId: string | null): readonly HeardStage[] {
  const { live } = useAppState()
  return useSyncExternalStore(live.subscribe, () => live.get(conversationId)?.heard ?? nothingHeard)
}
const nothingHeard: readonly HeardStage[] = []
