import type { Event, EventName } from '../../shared/contract.ts'
import type { Result } from '../../shared/result.ts'
import type { Models } from '../models/ports.ts'
import type { StartChild } from '../models/process/child.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import type { ModelGuardOptions } from '../resilience/guardModel.ts'

/** The engine as every host sees it: one door in, one stream of events out. */
export interface Engine {
  /** Reads the input once, by the contract's schema, calls the handler and checks the output. Never rejects. */
  handle(name: unknown, raw: unknown): Promise<Result<unknown>>
  /** Hears every event, in order, until the returned function is called. */
  listen(hear: <K extends EventName>(name: K, event: Event<K>) => void): () => void
  /** Ends running turns as interrupted, waits for writes, closes store, threads and processes. */
  close(): Promise<void>
}

/**
 * Where the user's keys rest: in the system's keychain under Electron where there is one, else behind a passphrase or in
 * this run's memory. Never in clear text on a disk.
 */
export interface KeyVault {
  readonly kind: 'keychain' | 'passphrase' | 'this-run-only'
  /** Null while locked, where there is none, and where it cannot be read. */
  get(providerId: string): Promise<string | null>
  /** A Failure says why the key is not kept; the old one, if there was one, is then as it was. */
  set(providerId: string, key: string): Promise<Result<Record<string, never>>>
  remove(providerId: string): Promise<Result<Record<string, never>>>
  /** True when a key is kept, whether it can be read now or not. */
  holds(providerId: string): boolean
  /** True when a passphrase has to open it first. */
  isLocked(): boolean
  /** What is not well with the kept keys, in a sentence; null where all is. */
  problem(): string | null
  /** Null where the system's keychain keeps the keys. */
  readonly passphrase: PassphraseDoor | null
}

/** What can be done with a passphrase. A wrong one is a Failure, and slows the next try down. */
export interface PassphraseDoor {
  /** Keeps keys in a file from now on, those of this run too; or changes the passphrase while unlocked. */
  set(passphrase: string): Promise<Result<Record<string, never>>>
  unlock(passphrase: string): Promise<Result<Record<string, never>>>
  lock(): Promise<Result<Record<string, never>>>
  /** Removes the file and what was put aside; keys that are unlocked stay for this run. */
  forget(): Promise<Result<Record<string, never>>>
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
  /** The system's keychain; absent where there is none, and a passphrase or this run's memory takes its place. */
  readonly keys?: KeyVault
  /** Where servers of models are looked for on this computer when a person asks; the usual addresses unless given. */
  readonly discoverAt?: { readonly ollama: string; readonly lmStudio: string }
  /** What a person should know about keys that rest where they cannot be reached now. */
  readonly keysProblem?: string | null
  /** Set by `--offline`: stronger than the setting, cannot be switched off from the window. */
  readonly offline?: boolean
  /** Whether this computer runs from its battery, where the host knows; read from the system's files otherwise. */
  readonly isOnBattery?: () => boolean
  readonly pickFile?: () => Promise<string | null>
  /** Lets the person choose an export to import: a zip archive or a JSON file. */
  readonly pickArchive?: () => Promise<string | null>
  readonly clock?: Clock
  readonly log?: Log
  /** What really sends; every request has passed the one way out before. The system's own `fetch` unless given. */
  readonly fetch?: typeof fetch
  /** Milliseconds without a byte before a server counts as silent; 30,000 unless given. */
  readonly silentMs?: number
  /** How often and how long a model behind HTTP is asked for one answer; as fits a person who waits unless given. */
  readonly answerLimits?: ModelGuardOptions
  /** Milliseconds of quiet before a model is measured unasked; 20,000 unless given, null: never. */
  readonly calibrateAfterMs?: number | null
  /** Milliseconds of quiet before a local model looks for facts that the patterns missed; 5,000 unless given, null: never. */
  readonly learnAfterMs?: number | null
  /** Milliseconds between tries to erase what could not be erased at once; 30,000 unless given. */
  readonly eraseAgainAfterMs?: number
  /** Tests put their scripted models here; everything else stays real. */
  readonly models?: (real: Models) => Models
}
