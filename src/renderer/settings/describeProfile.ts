import type { ModelProfile, NotePlace, ProfileCell } from '../../shared/model.ts'
import { formatDay } from '../state/formats.ts'

export const placeWords: Record<NotePlace, string> = { system: 'in the system text', before: 'before the question', after: 'after the question' }

const stateWords: Record<ModelProfile['state'], string> = { speed: 'only timed so far', partial: 'measured in part', measured: 'measured', edited: 'edited by you' }

/** What is known of how a model uses notes, in one or two sentences. */
export function describeProfile(profile: ModelProfile | null, small: boolean): string {
  if (profile === null) return `Not measured yet. ${small ? 'It is small, so it gets one or two notes at a time.' : 'Its size decides how many notes it gets.'}`
  const when = profile.calibratedAt === null ? '' : ` on ${formatDay(profile.calibratedAt)}`
  return `${profile.words.replace(/\.?$/, '.')} ${stateWords[profile.state].replace(/^./, (letter) => letter.toUpperCase())}${when}.`
}

/** The questions of a calibration in reading order: few notes first, then by place, position and length. */
export function sortCells(cells: readonly ProfileCell[]): ProfileCell[] {
  const places: NotePlace[] = ['system', 'before', 'after']
  const positions: ProfileCell['position'][] = ['first', 'middle', 'last']
  return [...cells].sort((one, other) => one.notes - other.notes || places.indexOf(one.place) - places.indexOf(other.place) || positions.indexOf(one.position) - positions.indexOf(other.position) || one.tokens - other.tokens)
}
