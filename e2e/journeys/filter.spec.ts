// The display filter: what it keeps, what it says of mistakes, that a mistake leaves the view alone.
import { expect, test } from '../fixture.ts'
import { decodedByCommand, inProject } from '../samples.ts'

const sample = 'samples/ykc/ykc-field-test-log.txt'
test.use({ files: [sample] })

test('a filter keeps the matching frames with their numbers; clearing brings all back', async ({ app, list }) => {
  const frames = decodedByCommand(inProject(sample))
  const heartbeats = frames.filter(({ message }) => message?.type === '0x03').map(({ number }) => number)
  await list.expectTotal(frames.length)
  const filter = app.page.getByTestId('filter')
  await filter.fill('message.type == 0x03')
  await filter.press('Enter')
  await list.expectTotal(heartbeats.length)
  await expect.poll(() => list.numbers()).toEqual(heartbeats)
  await expect(app.page.getByTestId('status-shown')).toHaveText(`显示 ${heartbeats.length}`)
  await expect(app.page.getByRole('img', { name: '过滤已生效' })).toBeVisible()
  await app.page.getByRole('button', { name: '清除过滤' }).click()
  await list.expectTotal(frames.length)
})

test('the Chinese name of a field filters like its own', async ({ app, list }) => {
  const shown = decodedByCommand(
    inProject(sample),
    '--filter',
    'pile_no == "10319042800003" && checksum.status == "good"',
  )
  expect(shown.length).toBeGreaterThan(3)
  const filter = app.page.getByTestId('filter')
  for (const name of ['桩编号', 'pile_no', 'ykc.pile_no']) {
    await filter.fill(`${name} == "10319042800003" and checksum.status == "good"`)
    await filter.press('Enter')
    await list.expectTotal(shown.length)
    await app.page.getByRole('button', { name: '清除过滤' }).click()
    await list.expectTotal(33)
  }
})

test('a mistake is told with its place and a remedy, and the view stays', async ({ app, list }) => {
  await list.expectTotal(33)
  const filter = app.page.getByTestId('filter')
  await filter.fill('ykc.gun_statsu == 1')
  await filter.press('Enter')
  const errors = app.page.getByTestId('filter-errors')
  await expect(errors).toBeVisible()
  await expect(errors.locator('mark')).toHaveText('ykc.gun_statsu')
  await expect(filter).toHaveAttribute('aria-invalid', 'true')
  await list.expectTotal(33)
  await errors.getByRole('button', { name: 'ykc.gun_status' }).click()
  await expect(errors).toHaveCount(0)
  await expect(filter).toHaveValue('ykc.gun_status == 1')
})

test('nothing matches: the list says what is filtered and offers to clear it', async ({ app, list }) => {
  const filter = app.page.getByTestId('filter')
  await filter.fill('frame.len > 60000')
  await filter.press('Enter')
  await expect(app.page.getByTestId('list-empty')).toContainText('frame.len > 60000')
  await app.page.getByTestId('list-empty').getByRole('button', { name: '清除过滤' }).click()
  await list.expectTotal(33)
})

test('bad frames: one click on the chip, F4 from one to the next', async ({ app, list, tree }) => {
  const bad = decodedByCommand(inProject(sample)).filter(({ expert }) => expert.some((one) => one.severity === 'error'))
  await list.expectTotal(33)
  await list.row(1).click()
  await list.expectSelected(1)
  const seen: number[] = []
  for (let step = 0; step < 3; step++) {
    await app.page.keyboard.press('F4')
    await expect(tree.heading).not.toContainText(`第 ${seen.at(-1) ?? 1} 帧`)
    seen.push(Number(/第 (\d+) 帧/.exec((await tree.heading.textContent())!)![1]))
  }
  const numbers = bad.map(({ number }) => number)
  expect(seen).toEqual((numbers[0] === 1 ? numbers.slice(1) : numbers).slice(0, 3))
  await app.page.getByRole('button', { name: '坏帧' }).click()
  await list.expectTotal(bad.length)
  await expect.poll(() => list.numbers()).toEqual(numbers)
})
