// Where the user's preferences are kept when no desktop shell says where.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** PILESCOPE_CONFIG, else the system's usual place. */
export function configFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  const { PILESCOPE_CONFIG, XDG_CONFIG_HOME, APPDATA } = environment
  if (PILESCOPE_CONFIG) return PILESCOPE_CONFIG
  if (platform === 'win32') return join(APPDATA ?? join(home, 'AppData', 'Roaming'), 'Pilescope')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Pilescope')
  return join(XDG_CONFIG_HOME || join(home, '.config'), 'pilescope')
}
