import { commands, isCommand, maxMessageChars, type CommandName, type Output, type Read } from '../../shared/contract.ts'
import { fail, FailureError, ok, type Result } from '../../shared/result.ts'
import { sayProblem } from '../../shared/sayProblem.ts'
import type { Log } from '../platform/log.ts'
import { asFailureError } from '../storage/problems.ts'

export type Handler<K extends CommandName> = (input: Read<K>) => Promise<Result<Output<K>>> | Result<Output<K>>
export type Handlers = { readonly [K in CommandName]: Handler<K> }

/** Levels of nesting that any honest input stays far below. */
const deepest = 32
const mostValues = 2_000_000

/**
 * The one door of the engine: unknown commands, malformed and oversized input end here as typed failures,
 * and past it nobody checks again. What goes out is checked too: an answer that breaks the contract is a bug of ours,
 * told as `unsupported` without its content, never passed on.
 */
export async function knock(handlers: Handlers, log: Log, name: unknown, raw: unknown): Promise<Result<unknown>> {
  if (!isCommand(name)) return fail('unknown-command', 'This command does not exist in this version of Casement.', 'Update Casement if another program asked for it.')
  const size = measure(raw)
  if (size === 'deep') return fail('bad-input', 'The input is nested too deeply.', 'Send it as the contract of this version describes it.')
  if (size === 'large') return fail('too-large', 'The input is too large.', `Send at most ${maxMessageChars.toLocaleString('en')} characters.`)
  const read = commands[name].input.safeParse(raw ?? {})
  if (!read.success) {
    const { message, next, isTooLarge } = sayProblem(read.error.issues, raw ?? {})
    return fail(isTooLarge ? 'too-large' : 'bad-input', message, next)
  }
  let answer: Result<unknown>
  try {
    answer = await (handlers[name] as Handler<CommandName>)(read.data as never)
  } catch (error) {
    const known = asFailureError(error)
    if (known instanceof FailureError) return { ok: false, error: known.failure }
    log.warn(`${name} threw: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
    return fail('unsupported', 'Something went wrong inside Casement.', 'Try again; if it happens twice, restart Casement and run its doctor.')
  }
  if (!answer.ok) return answer
  const checked = commands[name].output.safeParse(answer.value)
  if (!checked.success) {
    log.warn(`${name} answered outside the contract: ${checked.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`)
    return fail('unsupported', 'Casement made an answer that it does not understand itself.', 'Restart Casement and run its doctor.')
  }
  return ok(checked.data)
}

function measure(raw: unknown): 'fits' | 'large' | 'deep' {
  let values = 0
  let chars = 0
  const walk = (value: unknown, depth: number): 'fits' | 'large' | 'deep' => {
    if (depth > deepest) return 'deep'
    if (++values > mostValues) return 'large'
    if (typeof value === 'string') {
      chars += value.length
      return chars > maxMessageChars * 2 ? 'large' : 'fits'
    }
    if (typeof value !== 'object' || value === null) return 'fits'
    for (const inner of Object.values(value)) {
      const found = walk(inner, depth + 1)
      if (found !== 'fits') return found
    }
    return 'fits'
  }
  return walk(raw, 0)
}
