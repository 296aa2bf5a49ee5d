import type { Context } from '../../../shared/piece.ts'

/** A context without its texts: what was chosen and why stays. */
export function emptyContext(context: Context): Context {
  return {
    ...context,
    pieces: context.pieces.map(({ original: _original, ...piece }) => ({ ...piece, text: '' })),
    prompt: context.prompt.map(({ role }) => ({ role, text: '', spans: [] })),
  }
}
