import { spawn } from 'node:child_process'

/**
 * Whether there is a screen to open a browser on.
 * A remote shell and a build machine have none, even where the command would exist.
 */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false') return false
  if (platform === 'win32' || platform === 'darwin') return env['SSH_CONNECTION'] === undefined
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/** The system's own way to open an address, as a program with its arguments; no shell reads the address. */
export function browserCommand(address: string, platform: NodeJS.Platform): readonly [string, readonly string[]] {
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]]
  return platform === 'darwin' ? ['open', [address]] : ['xdg-open', [address]]
}

/** Opens the default browser and lets it be. Where that fails the printed address is still there. */
export function openBrowser(address: string): void {
  const [program, args] = browserCommand(address, process.platform)
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}
