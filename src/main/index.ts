import { startApp } from './hosts/electron/app.ts'

void startApp(import.meta.url)
