import { z } from 'zod'
import { nothing } from './commandParts.ts'
import { pricedModel, provider, providerKinds, providerTest } from './model.ts'
import { id } from './words.ts'

/** Where keys rest: the system's keychain, a file locked by a passphrase, or this run's memory alone. */
export const keyStore = z.enum(['keychain', 'passphrase', 'this-run-only'])

/** What the window may ask about providers and keys. A key goes in and never comes out: the window gets its last four characters. */
export const providerCommands = {
  'providers.list': {
    input: nothing,
    output: z.object({
      providers: z.array(provider), keysStored: keyStore,
      /** Locked: a passphrase opens the kept keys. Absent for other stores. */
      keysLocked: z.boolean().default(false), keysProblem: z.string().nullable().default(null),
    }),
  },
  'providers.save': { input: provider.omit({ keyTail: true, loopback: true }).extend({ key: z.string().max(500).nullable().default(null) }), output: provider },
  'providers.remove': { input: z.object({ providerId: id }), output: nothing },
  /** Sends one short question and says step by step what was done. */
  'providers.test': { input: z.object({ providerId: id, modelId: z.string().min(1).max(120) }), output: providerTest },
  /** Looks for Ollama and LM Studio on this computer. Done only when asked. */
  'providers.discover': { input: nothing, output: z.object({ found: z.array(z.object({ name: z.string(), baseUrl: z.string(), models: z.array(z.object({ id: z.string(), windowTokens: z.number().int() })) })), looked: z.array(z.string()) }) },
  /** The bundled table of models and prices. */
  'providers.prices': { input: nothing, output: z.object({ date: z.string(), models: z.array(pricedModel), addresses: z.record(z.enum(providerKinds), z.string().nullable()) }) },

  /** Keeps keys in a file from now on, locked by this passphrase; or changes the passphrase. */
  'keys.setPassphrase': { input: z.object({ passphrase: z.string().min(8).max(1000) }), output: nothing },
  'keys.unlock': { input: z.object({ passphrase: z.string().max(1000) }), output: nothing },
  'keys.lock': { input: nothing, output: nothing },
  /** Deletes the file with the kept keys; this run keeps them in memory. */
  'keys.forget': { input: nothing, output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
