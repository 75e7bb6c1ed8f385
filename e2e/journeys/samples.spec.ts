// Every sample that the first page offers opens with one click and shows what the command line says of it.
import { expect, test } from '../fixture.ts'
import type { RunningApp } from '../hosts/running-app.ts'
import type { FieldTree } from '../pages/field-tree.ts'
import type { FrameList } from '../pages/frame-list.ts'
import { decodedByCommand, inProject, namedSamples, type DecodedFrame } from '../samples.ts'

const checksumWords = { good: '正确', swapped: '反序', bad: '错误', absent: '无' }
const directionWords = { up: '上行', down: '下行', unknown: '方向未知' }

test('each sample of the first page', async ({ app, list, tree }) => {
  test.slow()
  // One start of the app for all: each is opened from the first page, looked at and closed again.
  for (const { id, name } of namedSamples()) {
    await test.step(id, async () => {
      const frames = decodedByCommand(inProject(`samples/${id}`))
      await app.page.getByTestId('welcome').getByRole('button', { name: name.zh }).click()
      await expectFrames({ app, list, tree }, frames)
      await app.page.getByRole('button', { name: `关闭 ${id}` }).click()
    })
  }
})

/** The list shows what the command line printed, and F4 the first bad frame with its likeliest cause. */
async function expectFrames(
  { app, list, tree }: { app: RunningApp; list: FrameList; tree: FieldTree },
  frames: readonly DecodedFrame[],
): Promise<void> {
  await list.expectTotal(frames.length)
  await expect(app.page.getByTestId('status-total')).toHaveText(`共 ${frames.length} 帧`)
  for (const frame of frames.slice(0, 8)) {
    await expect(list.cell(frame.number, 'type')).toHaveText(
      /^\d/.test(frame.message?.type ?? '') ? frame.message!.type : '',
    )
    await expect(list.cell(frame.number, 'message')).toHaveText(frame.message?.name.zh ?? '未知报文')
    await expect(list.cell(frame.number, 'checksum')).toHaveText(checksumWords[frame.checksum.status])
    await expect(list.cell(frame.number, 'direction')).toHaveText(directionWords[frame.direction])
    await expect(list.cell(frame.number, 'length')).toHaveText(new RegExp(`^${frame.hex.length / 2}( |$)`))
  }
  const bad = frames.find(({ expert }) => expert[0]?.severity === 'error')
  if (!bad) return
  // The first frame is selected by itself.
  await list.expectSelected(1)
  if (bad.number > 1) await app.page.keyboard.press('F4')
  await expect(tree.heading).toContainText(`第 ${bad.number} 帧`)
  await expect(tree.findings.getByRole('listitem').first()).toContainText(bad.expert[0]!.message.zh)
}
