import { useRef, useState } from 'react'
import type { Provider, ProviderTest } from '../../shared/model.ts'
import type { Failure } from '../../shared/result.ts'
import { useClient } from '../state/AppStateContext.ts'

export type UsedTest = {
  /** Which model was asked last; null before the first test. */
  modelId: string | null
  running: boolean
  test: ProviderTest | null
  failure: Failure | null
  /** Sends one short question to a model of the provider. */
  run: (modelId: string) => Promise<void>
}

type Run = Omit<UsedTest, 'run'>

/** The newest test of a provider. Nothing is sent before it is asked for, and each asking sends once. */
export function useProviderTest(provider: Provider): UsedTest {
  const client = useClient()
  const [state, setState] = useState<Run>({ modelId: null, running: false, test: null, failure: null })
  const newest = useRef(0)
  const run = async (modelId: string) => {
    const number = ++newest.current
    setState({ modelId, running: true, test: null, failure: null })
    const done = await client.call('providers.test', { providerId: provider.id, modelId })
    // Another model was asked meanwhile: its answer is the one to show.
    if (number === newest.current) setState({ modelId, running: false, test: done.ok ? done.value : null, failure: done.ok ? done.value.failure : done.error })
  }
  return { ...state, run }
}
