import type { Session } from 'electron'
import { isWindowAddress } from './scheme.ts'

/** Copying to the clipboard is all that the window ever needs; without these handlers everything would be granted. */
const granted = 'clipboard-sanitized-write'

/** Denies every permission but copying, and every device, for all pages of a session. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, decide, details) => decide(permission === granted && isWindowAddress(details.requestingUrl)))
  session.setPermissionCheckHandler((_, permission, origin) => permission === granted && isWindowAddress(origin))
  session.setDevicePermissionHandler(() => false)
  // Dictionaries would come from the network.
  session.setSpellCheckerEnabled(false)
}
