import type { TaskClass } from '../../../../shared/understanding.ts'
import type { TaskKind } from '../../../../shared/words.ts'

/**
 * One intent on one line: its id, its name in plain English, what kind of task it is, its topic, what an answer needs (letters of
 * m memory, f files, t tools, n fresh facts, a arithmetic), and how the task counts for the route.
 */
export type IntentRow = readonly [id: string, name: string, task: TaskKind, topic: string | null, needs: string, taskClass: TaskClass]
