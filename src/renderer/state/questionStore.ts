import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, Input } from '../../shared/contract.ts'
import type { RouteQuestion } from '../../shared/policy.ts'
import type { ToastStore } from './toastStore.ts'

export type QuestionState = {
  /** What rules ask now, of all conversations: each turn waits for its answer, and nothing was sent for it. */
  questions: readonly RouteQuestion[]
  /** Reads what is asked: for a window that opens meanwhile. */
  load(): Promise<void>
  decide(turnId: string, choice: Input<'turn.decide'>['choice']): Promise<void>
}
export type QuestionStore = StoreApi<QuestionState>

/** Makes the store of questions that rules ask in the middle of a turn. */
export function createQuestionStore(client: Client, toasts: ToastStore): QuestionStore {
  const store = createStore<QuestionState>()((set) => ({
    questions: [],
    load: async () => {
      const found = await client.call('turn.questions', {})
      if (found.ok) set({ questions: found.value.questions })
    },
    decide: async (turnId, choice) => {
      const done = await client.call('turn.decide', { turnId, choice })
      if (done.ok) drop(turnId)
      // What was decided in another window meanwhile is asked no more.
      else { toasts.getState().notifyFailure(done.error); await store.getState().load() }
    },
  }))
  const drop = (turnId: string) => store.setState((state) => ({ questions: state.questions.filter((one) => one.turnId !== turnId) }))
  client.listen('turn.asked', (question) => store.setState((state) => ({ questions: [...state.questions.filter((one) => one.turnId !== question.turnId), question] })))
  client.listen('turn.decided', ({ turnId }) => drop(turnId))
  client.listen('turn.ended', ({ turnId }) => drop(turnId))
  return store
}
