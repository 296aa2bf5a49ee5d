import { useEffect } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/result.ts'
import { useReply } from './useReply.ts'

export type Profiles = Output<'profiles.list'>
export type UsedProfiles = Profiles & { failure: Failure | null; reload: () => void }

const input = {}
const hears = ['profiles.changed'] as const
const nothing: Profiles = { profiles: [], running: null }
const pollMs = 1500

/** What was measured of each model, and which one is being measured now. */
export function useProfiles(): UsedProfiles {
  const { value, failure, reload } = useReply('profiles.list', input, hears)
  const measures = (value?.running ?? null) !== null
  useEffect(() => {
    if (!measures) return
    // How far it is grows between two events.
    const again = setInterval(reload, pollMs)
    return () => clearInterval(again)
  }, [measures, reload])
  return { ...value ?? nothing, failure, reload }
}
