import { BadHeader } from './byteReader.ts'
import type { GgufHeader, MetaValue } from './parseHeader.ts'
import { quantisationName } from './tensorTypes.ts'

/** What a model file says of itself, checked for sense. */
export interface GgufFacts {
  readonly architecture: string
  readonly name: string | null
  readonly license: string | null
  readonly parameters: number
  /** Tokens that it was trained to see at once. */
  readonly trainWindow: number
  readonly layers: number
  readonly embedding: number
  readonly vocabulary: number
  /** Heads of keys and values per layer: a layer without attention has 0. */
  readonly kvHeads: readonly number[]
  readonly keyLength: number
  readonly valueLength: number
  readonly quantisation: string | null
  readonly chatTemplate: boolean
  readonly weightBytes: number
  readonly sizeBytes: number
  /** Milliseconds since 1970-01-01 UTC. */
  readonly modifiedAt: number
}

/** Kinds of model that read text but write none. */
const notForChat = /^(clip|bert|modern-bert|nomic-bert|nomic-bert-moe|neo-bert|jina-bert.*|eurobert|t5encoder|gemma-embedding|wavtokenizer-dec)$/

/**
 * Takes the facts out of a header.
 * @throws BadHeader where something is missing that every chat model has, or a figure makes no sense
 */
export function readFacts(header: GgufHeader): Omit<GgufFacts, 'sizeBytes' | 'modifiedAt'> {
  const { values, arrayLengths } = header
  const architecture = textOf(values.get('general.architecture'))
  if (architecture === null || !/^[\w.-]{1,64}$/.test(architecture)) throw new BadHeader('it does not say what kind of model it is')
  if (notForChat.test(architecture)) throw new BadHeader(`it is a model of the kind "${architecture}", which writes no text`)
  const parts = values.get('split.count')
  if (typeof parts === 'number' && parts > 1) throw new BadHeader(`it is one of ${parts} parts of a model, and only whole files are taken`)

  const figure = (name: string, least: number, most: number): number | null => {
    const value = values.get(`${architecture}.${name}`)
    if (value === undefined) return null
    const number = Array.isArray(value) ? Math.max(...value) : value
    if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most) throw new BadHeader(`its figure for ${name} makes no sense`)
    return number
  }
  const needed = (name: string, most: number): number => {
    const value = figure(name, 1, most)
    if (value === null) throw new BadHeader(`it does not give its ${name}`)
    return value
  }

  const layers = needed('block_count', 10_000)
  const embedding = needed('embedding_length', 1_000_000)
  const heads = figure('attention.head_count', 0, 100_000) ?? 0
  const vocabulary = arrayLengths.get('tokenizer.ggml.tokens') ?? figure('vocab_size', 1, 10_000_000) ?? 0
  if (vocabulary === 0) throw new BadHeader('it has no vocabulary')
  const headLength = heads > 0 ? Math.floor(embedding / heads) : 0
  return {
    architecture,
    name: textOf(values.get('general.name')), license: textOf(values.get('general.license')),
    parameters: header.elements, weightBytes: header.weightBytes,
    trainWindow: needed('context_length', 100_000_000),
    layers, embedding, vocabulary,
    kvHeads: kvHeadsOf(values.get(`${architecture}.attention.head_count_kv`), layers, heads),
    keyLength: figure('attention.key_length', 1, 65_536) ?? headLength,
    valueLength: figure('attention.value_length', 1, 65_536) ?? headLength,
    quantisation: quantisationName(values.get('general.file_type')),
    chatTemplate: textOf(values.get('tokenizer.chat_template')) !== null,
  }
}

function kvHeadsOf(value: MetaValue | undefined, layers: number, heads: number): readonly number[] {
  if (Array.isArray(value)) {
    const list = value as readonly number[]
    if (list.length !== layers || list.some((one) => !Number.isInteger(one) || one < 0 || one > 100_000)) throw new BadHeader('its figures for key and value heads make no sense')
    return list
  }
  const each = typeof value === 'number' ? value : heads
  if (!Number.isInteger(each) || each < 0 || each > 100_000) throw new BadHeader('its figure for key and value heads makes no sense')
  return Array.from({ length: layers }, () => each)
}

function textOf(value: MetaValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
