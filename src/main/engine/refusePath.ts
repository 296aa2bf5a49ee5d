import { isAbsolute } from 'node:path'
import { fail, type Failure, type Result } from '../../shared/result.ts'

/** A path that means one place wherever Casement was started; null where it is one. */
export function refusePath(path: string): Result<never, Failure> | null {
  if (path.includes('\0') || !isAbsolute(path)) return fail('bad-input', 'This is not the whole path of a place on this computer.', 'Write it from its beginning, or choose it.')
  return null
}
