import { join, posix, win32 } from 'node:path'

/**
 * The profile folder where none is named: where this system keeps a program's data.
 * @param env the environment variables, as `process.env` has them
 * @param platform as `process.platform` says
 * @param home the person's home folder
 */
export function defaultProfile(env: Record<string, string | undefined>, platform: string, home: string): string {
  if (platform === 'win32') return win32.join(env['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Casement')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Casement')
  const data = env['XDG_DATA_HOME']
  // The XDG rule: a relative path there is invalid and must be ignored.
  return posix.join(data !== undefined && posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share'), 'casement')
}

/** Every file and folder that a profile holds. */
export interface ProfilePaths {
  readonly database: string
  readonly index: string
  readonly lock: string
  readonly holder: string
  readonly backups: string
  readonly models: string
  /** What a model on this computer has read of conversations. */
  readonly prefixes: string
  /** Keys behind a passphrase. The system's keychain has a file of its own, so that neither takes the other's away. */
  readonly keys: string
}

/** Where things lie inside a profile folder. */
export function profilePaths(folder: string): ProfilePaths {
  return {
    database: join(folder, 'casement.db'),
    index: join(folder, 'index.db'),
    lock: join(folder, 'casement.lock'),
    holder: join(folder, 'casement.holder.json'),
    backups: join(folder, 'backups'),
    models: join(folder, 'models'),
    prefixes: join(folder, 'prefixes'),
    keys: join(folder, 'keys.locked.json'),
  }
}
