import type { Settings } from '../../src/shared/settings.ts'
import { taskKinds } from '../../src/shared/words.ts'

/** Rules that send every kind of task to one place, with personal text. */
export function everyTask(place: 'local' | 'cloud'): Settings['taskRules'] {
  return taskKinds.map((task) => ({ task, place, allowPersonal: true }))
}
