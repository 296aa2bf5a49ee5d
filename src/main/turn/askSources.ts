import type { SourceRecord } from '../../shared/health.ts'
import type { Piece } from '../../shared/piece.ts'
import { labels } from '../../shared/words.ts'
import type { ChosenLoader } from '../knowledge/chooseLoaders.ts'
import type { LoaderAsk, LoaderPorts } from '../knowledge/loader.ts'
import type { Guard, SourceTrouble } from '../resilience/guard.ts'

export interface SourcesAsk {
  readonly loaders: readonly ChosenLoader[]
  readonly ask: LoaderAsk
  readonly ports: LoaderPorts
  /** What stands before a source: its time limit and its breaker. */
  readonly guards: (loader: ChosenLoader['loader']) => Guard
  readonly signal: AbortSignal
}

/** What one source gave to this turn. */
export interface Given { readonly id: string; readonly pieces: readonly Piece[]; readonly state: SourceRecord['state'] }

export interface AskedSources {
  readonly given: readonly Given[]
  readonly records: SourceRecord[]
  /** What the person should know: a source that was needed did not answer. */
  readonly notices: string[]
}

/**
 * Asks all sources side by side, each within its time limit and behind its breaker, and waits no longer than the longest limit.
 * Nothing that a source does ends the turn: what is late, fails or rests leaves a record. A needed one is made of the working
 * memory then, or its lack is said.
 */
export async function askSources({ loaders, ask, ports, guards, signal }: SourcesAsk): Promise<AskedSources> {
  const asked = await Promise.all(loaders.map((chosen) => askOne(chosen, { ask, ports, guard: guards(chosen.loader), signal })))
  return { given: asked.map(({ given }) => given), records: asked.map(({ record }) => record), notices: asked.flatMap(({ notice }) => notice === null ? [] : [notice]) }
}

interface AskedOne { readonly given: Given; readonly record: SourceRecord; readonly notice: string | null }
interface OneAsk { readonly ask: LoaderAsk; readonly ports: LoaderPorts; readonly guard: Guard; readonly signal: AbortSignal }

async function askOne({ loader, because, required }: ChosenLoader, { ask, ports, guard, signal }: OneAsk): Promise<AskedOne> {
  const began = guard.clock.elapsed()
  const answer = await guard.run(signal, (ends) => loader.load(ask, ports, ends))
  const tell = (state: SourceRecord['state'], pieces: readonly Piece[], note: string, notice: string | null = null): AskedOne => ({
    given: { id: loader.id, pieces, state }, notice,
    record: { id: loader.id, name: loader.name, because, required, state, ms: Math.round((guard.clock.elapsed() - began) * 10) / 10, pieces: pieces.length, note },
  })
  if (answer.ok) {
    const pieces = answer.value.filter((piece) => labels.indexOf(piece.label) <= labels.indexOf(loader.label))
    const kept = answer.value.length - pieces.length
    const withheld = kept === 0 ? '' : ` ${kept} stayed behind: marked stricter than this source may deliver.`
    return pieces.length === 0 ? tell('empty', [], `Nothing that fits.${withheld}`) : tell('delivered', pieces, `${pieces.length} delivered.${withheld}`)
  }
  const { why, failure } = answer.error
  if (why === 'cancelled') return tell('skipped', [], failure.message)
  if (!required) return tell(why, [], `${failure.message} Left out.`)
  const made = loader.reconstruct?.(ask) ?? []
  if (made.length > 0) return tell('reconstructed', made, `${failure.message} Made of what was said earlier in this conversation.`, lack(loader.name, why, ' What you said earlier in this conversation stands in its place.'))
  return tell(why, [], `${failure.message} Nothing could take its place.`, lack(loader.name, why, ''))
}

function lack(name: string, why: SourceTrouble['why'], instead: string): string {
  const what = why === 'late' ? 'took too long' : why === 'skipped' ? 'failed before and is left alone for a while' : 'did not answer'
  return `The source “${name}” ${what}, so this turn goes without it.${instead}`
}
