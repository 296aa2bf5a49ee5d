import { fail, ok } from '../../../shared/result.ts'
import { newId } from '../../platform/ids.ts'
import { listProjects, removeProject, saveProject } from '../../storage/projects.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'
import { missing } from './conversationHandlers.ts'

/** Projects are names that conversations and memories share. */
export function projectHandlers(parts: EngineParts): Pick<Handlers, 'projects.list' | 'projects.save' | 'projects.remove'> {
  const { store, clock, events } = parts
  const find = (projectId: string) => listProjects(store.read).find((project) => project.id === projectId) ?? null
  return {
    'projects.list': () => ok({ projects: listProjects(store.read) }),
    'projects.save': ({ projectId, name }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const known = projectId === null ? null : find(projectId)
      if (projectId !== null && known === null) return missing('project')
      if (name.trim() === '') return fail('bad-input', 'The project has no name.', 'Give it a name.')
      const project = { ...(known ?? { id: newId('j', clock.now()), createdAt: clock.now(), conversations: 0 }), name: name.trim() }
      saveProject(write.value, project)
      events.emit('projects.changed', {})
      return ok(project)
    },
    'projects.remove': ({ projectId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      if (find(projectId) === null) return missing('project')
      removeProject(write.value, projectId)
      events.emit('projects.changed', {})
      return ok({})
    },
  }
}
