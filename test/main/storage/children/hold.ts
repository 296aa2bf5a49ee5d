import { takeProfileLock } from '../../../../src/main/storage/lock.ts'

/** Takes a profile, says so and keeps it until it is killed; says who holds it where it is taken. */
const taken = takeProfileLock(process.argv[2]!, { host: process.argv[3] ?? 'web', pid: process.pid, since: Date.now() })
process.stdout.write(taken.ok ? 'held\n' : `${taken.error.kind}\n`)
if (taken.ok) setInterval(() => {}, 1_000)
