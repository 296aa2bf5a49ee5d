import type { TurnTrace } from '../../shared/trace.ts'
import { compressText } from '../context/compress/compressText.ts'
import { renderPersona } from '../context/layers/renderPersona.ts'
import { squeezeContext } from '../spend/squeeze.ts'
import type { CondenseAsk } from './condensePieces.ts'
import { makeContext, type ContextAsk, type Destination } from './makeContext.ts'
import type { TurnTools } from './turnTypes.ts'

/** The persona's layer by its id; the goal stands in the same region and has no examples. */
const personaId = 'persona:persona'

/** A context made cheaper, with what each step saved; the same one where nothing is short, or nothing could be saved. */
export async function squeezeTurn(destination: Destination, made: Omit<ContextAsk, 'pieces' | 'layers' | 'condense'>, condense: CondenseAsk, tools: TurnTools): Promise<{ destination: Destination; steps: TurnTrace['squeezed'] }> {
  const { model, context } = destination
  const { squeezeFrom } = tools.settings.thrift
  if (squeezeFrom === null || model.place === 'local' || model.loopback || tools.squeezeShare(model.info.id) < squeezeFrom) return { destination, steps: [] }
  const count = (texts: string[]) => model.counter.count(texts)
  const query = { text: condense.question.slice(0, 2000), vector: condense.questionVector }
  const { persona } = tools
  const squeezed = await squeezeContext({
    context, count,
    withoutExamples: (piece) => piece.id === personaId && persona !== null && persona.examples !== '' ? renderPersona({ ...persona, examples: '' }, tools.settings.persona) : null,
    condense: async (piece, target) => (await compressText({ text: piece.text, target, query, count, embed: condense.embed })).text,
    assemble: (pieces) => makeContext({ ...made, pieces, layers: null, condense: null }),
  })
  return { destination: { model, context: squeezed.context }, steps: [...squeezed.steps] }
}
