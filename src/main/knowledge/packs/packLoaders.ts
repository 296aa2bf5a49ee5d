import type { Pack, PackCollection } from '../../../shared/pack.ts'
import type { Piece } from '../../../shared/piece.ts'
import type { OwnIntent } from '../../../shared/understanding.ts'
import type { Loader } from '../loader.ts'

/** Records that one message can bring in of one kind; more would crowd out the talk. */
const mostNamed = 5

/** The sources of a pack. Their ids carry the pack's, so that two packs never meet. @param at when the pack was read, for the way back */
export function packLoaders(pack: Pack, at: number): Loader[] {
  return pack.loaders.map((loader): Loader => ({
    id: `${pack.id}.${loader.id}`, name: `${pack.name}: ${loader.name}`, about: loader.about, required: loader.required, timeLimitMs: 500, label: pack.label,
    activatedBy: pack.intents.filter((intent) => intent.loaders.includes(loader.id)).map((intent) => `intent:${packIntentId(pack, intent.id)}` as const),
    load({ message }) {
      const named = namesIn(message.text)
      const pieces = pack.collections.filter(({ id }) => loader.collections.includes(id)).flatMap((collection) => piecesOf(pack, collection, named, at))
      return Promise.resolve(pieces)
    },
  }))
}

/** The intents of a pack, in the shape of those that a person teaches: they work by their examples alone. */
export function packIntents(pack: Pack): OwnIntent[] {
  return pack.intents.map(({ id, name, examples, task, taskClass }) => ({ id: packIntentId(pack, id), name, examples, task, taskClass, loaders: [] }))
}

function packIntentId(pack: Pack, id: string): string {
  return `${pack.id}.${id}`
}

/** Words and numbers of a message by which a record can be named: "INV-2071", "1042". */
function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.slice(0, 4000).toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [])
}

function piecesOf(pack: Pack, collection: PackCollection, named: ReadonlySet<string>, at: number): Piece[] {
  const rows = collection.records.map((record, place) => ({ record, place }))
  const meant = rows.filter(({ record }) => collection.keys.some((key) => named.has(String(record[key]).toLowerCase()))).slice(0, mostNamed)
  return (meant.length > 0 ? meant : rows.slice(0, collection.unnamed)).map(({ record, place }): Piece => ({
    id: `pack:${pack.id}:${collection.id}:${place}`, region: 'documents', text: collection.template.replaceAll(/\{([^{}]*)\}/g, (_all, name: string) => String(record[name])), tokens: 0,
    source: { kind: 'file', name: `${pack.name}: ${collection.name}`, path: null, part: place, at },
    label: pack.label, trust: 'external', score: null, scores: {}, stability: 'volatile', marks: [],
  }))
}
