import { openToWrite } from '../../../../src/main/storage/database.ts'
import { applyMigration } from '../../../../src/main/storage/migrate.ts'
import { migrations } from '../../../../src/main/storage/migrations/all.ts'

/** Runs one migration and dies after some of its statements. */
const [file, version, statements] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])]
applyMigration(openToWrite(file), migrations[version - 1]!, (done) => { if (done === statements) process.kill(process.pid, 'SIGKILL') })
