import type { Message } from '../../../shared/message.ts'
import type { Piece } from '../../../shared/piece.ts'
import type { Loader, LoaderAsk } from '../loader.ts'

const mostFacts = 8
const mostChars = 300
const fits = 0.5
const mayFit = 0.25

/** Memories and earlier messages; the search itself is the turn's. */
export function recallLoader(search: Loader['load']): Loader {
  return {
    id: 'recall', name: 'Memories', about: 'What you told before: memories, and messages of other conversations.', required: 'memory',
    // A model that puts what was found in order may take its time on a slow computer.
    timeLimitMs: 8000, label: 'local', activatedBy: ['look-up', 'need:memory'], load: search, reconstruct: factsSaidHere,
  }
}

/**
 * The facts that the person stated earlier in this very conversation: those that share words with the message first, then the newest.
 * Each is a sentence as it was written, and carries the mark of what stands for a search.
 */
export function factsSaidHere(ask: LoaderAsk): Piece[] {
  const wanted = tellingWords(ask.message.text)
  const said = ask.earlier.filter((message) => message.role === 'user' && message.trust === 'user').flatMap((message) => factsOf(message).map((text) => ({ message, text })))
  const scored = said.map((one, at) => ({ ...one, at, shared: [...tellingWords(one.text)].filter((word) => wanted.has(word)).length }))
  return scored.sort((a, b) => b.shared - a.shared || b.at - a.at).slice(0, mostFacts).sort((a, b) => a.at - b.at).map(({ message, text, at, shared }) => ({
    id: `said:${message.id}:${at}`, region: 'memories', text, tokens: 0,
    source: { kind: 'message', messageId: message.id, conversationId: message.conversationId, role: 'user', at: message.createdAt },
    label: message.label, trust: message.trust, score: shared > 0 ? fits : mayFit, scores: {}, stability: 'volatile', marks: ['reconstructed'],
  }))
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const ofOneself = /(?<![\p{L}\p{N}])(?:i|my|mine|we|our|me|us|ich|mein\p{L}*|wir|unser\p{L}*|je|j['’]\p{L}*|mon|ma|mes|nous|notre|nos|yo|mi|mis|nuestr[oa]s?|tengo|vivo)(?![\p{L}\p{N}])/iu

function factsOf({ text }: Message): string[] {
  return [...sentences.segment(text.slice(0, 20_000))].map((one) => one.segment.trim()).filter((one) => one !== '' && one.length <= mostChars && !/[?？]$/u.test(one) && ofOneself.test(one))
}

const common = new Set('a an the and or of to in on at for with is are was be do does did what which where when who how my our your i we you me it this that der die das ist mein meine ich wo was wer le la les est mon ma je où que qui el los es mi yo dónde qué'.split(' '))

function tellingWords(text: string): Set<string> {
  return new Set((text.slice(0, 4000).toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((word) => !common.has(word)))
}
