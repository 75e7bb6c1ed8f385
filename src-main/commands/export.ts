// `pilescope export FILE --to pcapng|csv|ndjson|report --out PATH`: what was imported, as a file. Never overwrites half: the
// target appears when it is complete. Personal data is hidden unless --include-raw is given; pcapng is raw bytes.
import { existsSync } from 'node:fs'
import { stderr } from 'node:process'
import { byteOrderMark } from '../../src-shared/view/csv.ts'
import { frameFormatter } from '../../src-shared/view/frame-format.ts'
import { privateLines } from '../../src-shared/view/private-lines.ts'
import { Privacy } from '../../src-shared/view/privacy.ts'
import { openFile, type OpenedFile } from '../analyzer/open-file.ts'
import { writePcapng } from '../analyzer/write-pcapng.ts'
import { CommandError, fileError } from '../command-error.ts'
import { inputOptions, oneOf, openOptions } from '../input-options.ts'
import { parseOptions } from '../options.ts'
import { progressLine } from '../progress-line.ts'
import { reportOf } from './export-report.ts'
import { rowLines } from './row-lines.ts'
import { useUserDefinitions } from '../user-definitions.ts'
import { TargetFile } from '../target-file.ts'

const options = {
  to: { type: 'string' },
  out: { type: 'string' },
  ...inputOptions,
  force: { type: 'boolean' },
  lang: { type: 'string' },
  tz: { type: 'string' },
  'include-raw': { type: 'boolean' },
} as const

const targets = ['pcapng', 'csv', 'ndjson', 'report'] as const

/** Runs the command; returns the exit code. */
export async function exportCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions('export', args, options)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new CommandError('export 后面要有一个文件', 'export needs one file')
  const { out } = values
  const to = oneOf('to', values.to ?? '', targets)
  const includesPersonal = values['include-raw'] ?? false
  const report = {
    language: oneOf('lang', values.lang ?? 'zh', ['zh', 'en']),
    zone: oneOf('tz', values.tz ?? 'utc', ['utc', 'local']),
    includesPersonal,
  }
  if (out === undefined) throw new CommandError('缺少 --out 目标文件', '--out PATH is missing')
  if (existsSync(out) && !values.force)
    throw new CommandError(`${out} 已存在；加 --force 覆盖`, `${out} exists; add --force to overwrite`)
  await useUserDefinitions(values.definitions ?? [])
  const progress = progressLine()
  const opened = await openFile(path, { ...(await openOptions(values)), progress: progress.show })
  const text = to === 'report' ? reportOf(path, out, opened, report, progress) : null
  progress.clear()
  const privacy = new Privacy(includesPersonal)
  const target = new TargetFile(out)
  try {
    if (text !== null) target.write(Buffer.from(text))
    else if (to === 'pcapng') await writePcapng([path], opened, target)
    else await writeFrames(opened, to === 'csv' ? 'csv' : 'ndjson', privacy, target)
    await target.complete()
    if (!includesPersonal) remarkOnPrivacy(to, privacy)
  } catch (error) {
    target.abandon()
    throw error instanceof CommandError ? error : fileError(out, error)
  } finally {
    opened.close()
  }
  return opened.damaged ? 1 : 0
}

/** Characters that are written at once. */
const pieceSize = 64 * 1024

/** One line about what the file holds of people; of a report, the report itself says it. */
function remarkOnPrivacy(to: (typeof targets)[number], privacy: Privacy): void {
  if (to === 'pcapng')
    stderr.write(
      'pilescope: pcapng 是原始报文，其中的个人信息（卡号、VIN、车牌等）没有隐去 / pcapng holds the frames as they are; personal data (card, VIN, plate …) is not hidden\n',
    )
  else if (privacy.isUsed)
    stderr.write(
      'pilescope: 个人信息（卡号、VIN、车牌等）已隐去（··）；加 --include-raw 保留 / personal data (card, VIN, plate …) is hidden (··); add --include-raw to keep it\n',
    )
}

async function writeFrames(
  opened: OpenedFile,
  format: 'csv' | 'ndjson',
  privacy: Privacy,
  target: TargetFile,
): Promise<void> {
  const formatter = frameFormatter(format, 'zh', null)
  // A byte order mark makes spreadsheets read the Chinese in a CSV as UTF-8.
  if (formatter.header !== null) target.write(Buffer.from(`${byteOrderMark}${formatter.header}\r\n`))
  const view = { capture: opened.capture, origins: opened.origins, zone: 'utc' as const }
  const lineOf = privacy.isRaw ? rowLines(view, formatter) : privateLines(view, formatter, privacy)
  const lineEnd = format === 'csv' ? '\r\n' : '\n'
  let pending = ''
  const { count } = opened.capture.frames
  for (let row = 0; row < count; row++) {
    pending += lineOf(row) + lineEnd
    if (pending.length < pieceSize && row < count - 1) continue
    target.write(Buffer.from(pending))
    pending = ''
    await target.ready()
  }
}
