/** The stand-in for the module `electron` in the main process. It runs the built app in a plain browser; see README.md. */
export { app } from './app.ts'
export { BrowserWindow } from './browserWindow.ts'
export { ipcMain } from './ipc.ts'
export { dialog, Menu, powerMonitor, protocol, safeStorage, session, shell } from './system.ts'
export { utilityProcess } from './utility.ts'
