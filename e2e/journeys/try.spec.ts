import { expect, test } from '../fixture.ts'
test('try', async ({ app, list }) => {
  await app.page.getByRole('button', { name: '第一步' }).first().click()
  await list.expectTotal(4)
  await app.page.waitForTimeout(500)
  await app.page.screenshot({ path: `/tmp/desk/shots/try-${test.info().project.name}.png` })
  expect(await list.numbers()).toEqual([1, 2, 3, 4])
})
