import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The menu of the app: editing, size and windows by the system's own roles.
 * There is no reload, since Ctrl+R belongs to the window; developer tools only while developing.
 */
export function setMenu(platform: NodeJS.Platform, devTools: boolean): void {
  const view: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }]
  if (devTools) view.push({ type: 'separator' }, { role: 'toggleDevTools' })
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' }, { role: 'editMenu' }, { label: 'View', submenu: view }, { role: 'windowMenu' },
  ]))
}
