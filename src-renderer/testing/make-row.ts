// List rows for tests.
import type { Row } from '../../src-shared/view/row.ts'

/** A good row with this frame number; `parts` replace what matters to the test. */
export function makeRow(number: number, parts: Partial<Row> = {}): Row {
  return {
    number,
    time: null,
    pile: '10319042800003',
    gun: '01',
    direction: 'up',
    protocol: 'ykc',
    dialect: null,
    type: '0x03',
    message: { zh: '心跳包', en: 'Heartbeat' },
    length: 17,
    checksum: 'good',
    lengthGood: true,
    severity: null,
    info: { zh: '', en: '' },
    ...parts,
  }
}
