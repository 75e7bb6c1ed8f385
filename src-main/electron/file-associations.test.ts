import { describe, expect, test } from 'vitest'
import { linuxEntries, windowsExtensionValues, windowsProgramValues } from './file-associations.ts'

describe('a Linux desktop', () => {
  const entries = linuxEntries({ program: '/opt/my apps/100%/elec"tron', root: '/home/王/pilescope', icon: '/i.svg' })
  const desktop = entries['applications/pilescope.desktop']!

  test('starts the program with the files, whatever its path has in it', () => {
    expect(desktop).toContain(String.raw`Exec="/opt/my apps/100%%/elec\\"tron" "/home/王/pilescope" %F`)
  })

  test('offers it for captures and logs', () => {
    expect(/^MimeType=(.*)$/m.exec(desktop)?.[1]?.split(';')).toEqual([
      'application/vnd.tcpdump.pcap',
      'application/x-pcapng',
      'application/gzip',
      'text/plain',
      'text/x-log',
      '',
    ])
  })
})

test('Windows lists it for each extension and takes no file from another program', () => {
  expect(windowsExtensionValues()).toContainEqual({
    key: String.raw`HKCU\Software\Classes\.pcapng\OpenWithProgids`,
    name: 'Pilescope.Capture',
    data: '',
  })
  const app = { program: String.raw`C:\p\electron.exe`, root: String.raw`C:\p s`, icon: 'i' }
  expect(windowsProgramValues(app).at(-1)?.data).toBe(String.raw`"C:\p\electron.exe" "C:\p s" "%1"`)
})
