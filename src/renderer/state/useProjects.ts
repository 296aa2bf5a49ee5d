import type { Project } from '../../shared/message.ts'
import { useReply } from './useReply.ts'

const noInput = {}
const hears = ['projects.changed'] as const
const none: readonly Project[] = []

/** All projects as they are now; empty until they were read. */
export function useProjects(): readonly Project[] {
  return useReply('projects.list', noInput, hears).value?.projects ?? none
}
