/** What native libraries need to find the system; nothing else of the user's environment goes along, above all no keys. */
const passed = ['PATH', 'SystemRoot', 'windir', 'SystemDrive', 'TEMP', 'TMP', 'TMPDIR', 'HOME', 'USERPROFILE', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'CUDA_VISIBLE_DEVICES', 'VK_DRIVER_FILES', 'NUMBER_OF_PROCESSORS']

/**
 * The environment of a model process: an allow list of the given one.
 * @param from usually `process.env`
 */
export function childEnvironment(from: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const env: Record<string, string> = {}
  for (const name of passed) {
    const value = from[name]
    if (value !== undefined) env[name] = value
  }
  return env
}
