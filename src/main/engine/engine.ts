import type { Event, EventName } from '../../shared/contract.ts'
import type { Result } from '../../shared/result.ts'
import type { Models } from '../models/ports.ts'
import type { StartChild } from '../models/process/child.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

/** The engine as every host sees it: one door in, one stream of events out. */
export interface Engine {
  /** Reads the input once, by the contract's schema, calls the handler and checks the output. Never rejects. */
  handle(name: unknown, raw: unknown): Promise<Result<unknown>>
  /** Hears every event, in order, until the returned function is called. */
  listen(hear: <K extends EventName>(name: K, event: Event<K>) => void): () => void
  /** Ends running turns as interrupted, waits for writes, closes store, threads and processes. */
  close(): Promise<void>
}

/** Where the user's keys rest. Under Electron the system's keychain; elsewhere this run's memory. */
export interface KeyVault {
  readonly kind: 'keychain' | 'this-run-only'
  get(providerId: string): Promise<string | null>
  set(providerId: string, key: string): Promise<void>
  remove(providerId: string): Promise<void>
}

/** Starts a child process that speaks in messages; Electron's utility process and Node's child process both fit. */
export type SpawnChild = StartChild

/** All that the engine needs from outside. It imports no `electron` and reads no global. */
export interface EngineOptions {
  readonly host: 'electron' | 'web' | 'cli' | 'test'
  /** The profile folder; made when it is missing. */
  readonly profile: string
  /** Holds `models/` (the embedder) and `catalogue.json`. */
  readonly resources: string
  /** Further folders with weights, only read: what set-up fetched. */
  readonly sharedModels: readonly string[]
  /** Files that start the model process and the search thread: sources or bundles, as the host has them. */
  readonly entries: { readonly modelProcess: string; readonly searchThread: string }
  /** Starts a child process; Node's `fork` unless the host has a better one. */
  readonly spawn?: SpawnChild
  readonly keys?: KeyVault
  /** Set by `--offline`: stronger than the setting, cannot be switched off from the window. */
  readonly offline?: boolean
  readonly pickFile?: () => Promise<string | null>
  /** Lets the person choose an export to import: a zip archive or a JSON file. */
  readonly pickArchive?: () => Promise<string | null>
  readonly clock?: Clock
  readonly log?: Log
  /** What really sends; every request has passed the one way out before. The system's own `fetch` unless given. */
  readonly fetch?: typeof fetch
  /** Milliseconds without a byte before a server counts as silent; 30,000 unless given. */
  readonly silentMs?: number
  /** Milliseconds of quiet before a model is measured unasked; 20,000 unless given, null: never. */
  readonly calibrateAfterMs?: number | null
  /** Milliseconds of quiet before a local model looks for facts that the patterns missed; 5,000 unless given, null: never. */
  readonly learnAfterMs?: number | null
  /** Milliseconds between tries to erase what could not be erased at once; 30,000 unless given. */
  readonly eraseAgainAfterMs?: number
  /** Tests put their scripted models here; everything else stays real. */
  readonly models?: (real: Models) => Models
}
