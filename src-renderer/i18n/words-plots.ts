// Words of the plots.
import type { Label } from '../../src-shared/bytes/range.ts'

export const plotWords = {
  curves: { zh: '曲线', en: 'Curves' },
  hint: { zh: '拖动缩放 · 双击还原 · 点击选中报文', en: 'drag zooms · double click resets · click selects the frame' },
  noSamples: { zh: '没有实时数据可画', en: 'No samples to draw' },
  noSamplesHint: {
    zh: '这里画充电过程中上报的电压、电流、SOC、电量等。',
    en: 'Voltage, current, SOC, energy and so on that are reported during a charge are drawn here.',
  },
  reset: { zh: '还原', en: 'Reset zoom' },
  exportPng: { zh: '导出 PNG', en: 'Export PNG' },
  exportCsv: { zh: '导出 CSV', en: 'Export CSV' },
  noPicture: { zh: '没能画出图片。', en: 'The picture could not be drawn.' },
  heartbeats: { zh: '心跳', en: 'Heartbeats' },
  subject: { zh: '画哪一个', en: 'What to draw' },
  wholePile: { zh: '整桩', en: 'whole pile' },
  rate: { zh: '帧速率', en: 'Frames per second' },
  ratePlain: { zh: '坏帧分布', en: 'Bad frames' },
  rateUnit: { zh: '帧/s', en: 'frames/s' },
  perBucket: { zh: '帧', en: 'frames' },
  bad: { zh: '坏帧', en: 'bad' },
  badCount: (count: number): Label => ({ zh: `坏帧 ${count}`, en: `${count} bad` }),
  brush: { zh: '拖动选一段，按它过滤', en: 'drag to choose a stretch to filter by' },
  filterStretch: { zh: '只看这一段', en: 'Show this stretch' },
  clearStretch: { zh: '取消', en: 'Clear' },
  framesIn: (count: number | string): Label => ({ zh: `${count} 帧`, en: `${count} frames` }),
  demand: (label: string): Label => ({ zh: `${label}（虚线）`, en: `${label} (dashed)` }),
} as const
